"""The five zones of 第二章第四节: their words, the roads that part them, a place inside each."""

from typing import NamedTuple

SOURCE = "第二章第四节 空间布局"
SKETCH = "示意划分，非法定边界，仅供专题制图"


class Zone(NamedTuple):
    """One zone: what the plan says, what its edges follow, and a known place (lon, lat) in it."""

    zone_id: str
    structure: str
    name: str
    extent: str
    functions: str
    basis: str
    accuracy_m: int
    place: tuple[float, float]


class Edge(NamedTuple):
    """A stretch of `road` from its crossing with `start` to that with `end`."""

    road: str
    start: str
    end: str


OUTLINE = "区界"

EDGES = (
    Edge("九洲高架", "施尧路", OUTLINE),
    Edge("施尧路", "九洲高架", "昌南大道"),
    Edge("三店西路", "施尧路", "井冈山大道"),
    Edge("井冈山大道", "洪都南大道", "广州路"),
    Edge("洪都南大道", "井冈山大道", "墅溪路"),
    Edge("墅溪路", "洪都南大道", OUTLINE),
    Edge("广州路", "井冈山大道", OUTLINE),
    Edge("昌南大道", "施尧路", "南莲路"),
    Edge("南莲路", "井冈山大道", OUTLINE),
)

ZONES = (
    Zone(
        "core",
        "一核",
        "洪都新城核心区",
        "洪都老厂区、广州路以北等周边区块",
        "军民融合、文化创意、工业设计、研发中心、电子商务、知识产权、数字经济等产业",
        "南：广州路；西：井冈山大道、洪都南大道；北：墅溪路；东：区界",
        120,
        (115.923, 28.631),
    ),
    Zone(
        "belt",
        "一带",
        "梅湖·象湖生态文化旅游带",
        "八大山人梅湖景区、象湖景区、花博园等周边区块",
        "文化创意、工艺美术、教育培训、文化研究、博物馆、文化会展、休闲娱乐",
        "象湖片：东沿施尧路，北沿何坊西路（以其上的九洲高架延至区界），西为区界；"
        "梅湖片：北沿昌南大道，东沿南莲路（延至区界），南、西为区界",
        100,
        (115.9148, 28.6069),
    ),
    Zone(
        "new-economy",
        "三区",
        "新经济产业集聚区",
        "广州路以南等地块",
        "医药物流、现代农产品物流、数字经济、科技研发服务",
        "北：广州路；西：南莲路（延至区界）；东、南：区界",
        60,
        (115.9248, 28.6126),
    ),
    Zone(
        "commerce",
        "三区",
        "现代商务商贸带动区",
        "十字街、井冈山大道、京山街道、徐坊街道等地块",
        "高品质国际知名五星级豪华酒店、超五A甲级写字楼、餐饮、零售、高端消费品等新兴消费业态",
        "北：区界（洪城路、解放路一线，西起司马庙立交）；西：区界；"
        "南：何坊西路（九洲高架）、三店西路，井冈山大道与洪都南大道之间的楔形地块，墅溪路；东：区界",
        120,
        (115.901, 28.6574),
    ),
    Zone(
        "headquarters",
        "三区",
        "总部经济创新发展引领区",
        "江铃老厂区、江联老厂区、迎宾大道及其周边区块",
        "科技创新、文化创意、健康服务、产业孵化、数字服务、教育培训、建筑服务业等总部经济业态",
        "北：三店西路；西：施尧路；南：昌南大道；东：井冈山大道、南莲路",
        60,
        (115.9065, 28.6255),
    ),
)
