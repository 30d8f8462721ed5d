"""Everything of the scope is in a report, once; what is not there is said."""

from dataclasses import replace

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.district import DISTRICT
from geo.errors import DataError
from geo.zoning import with_zones
from sheets.report.build import build
from sheets.report.model import Figure, Heading, Note, Paragraph, ReportTable
from sheets.report.request import OwnLayer, ReportRequest


def section(content, title):
    """Blocks below a heading of level 1."""
    starts = [
        at
        for at, block in enumerate(content.blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    first = next(at for at in starts if content.blocks[at].text.startswith(title))
    return content.blocks[first + 1 : next((at for at in starts if at > first), None)]


def firsts(blocks):
    return [row[0] for block in blocks if isinstance(block, ReportTable) for row in block.rows]


def prose(content):
    kinds = (Paragraph, Note)
    return "\n".join(block.text for block in content.blocks if isinstance(block, kinds))


def test_sections_of_the_district(district):
    heads = [b.numbered for b in district.blocks if isinstance(b, Heading) and b.level == 1]
    titles = ["概况", "规划图", "规划项目（按条目）", "未落图项目", "生活圈", "资料来源与说明"]
    assert heads == [f"{number} {title}" for number, title in enumerate(titles, start=1)]
    assert district.cover.lines[:2] == ("编制单位：甲局", "编制日期：2026 年 1 月 31 日")
    assert district.mark == "内部使用·未经审核不得公开"


def test_every_project_once_and_every_unplaced(plan, district):
    assert sorted(firsts(section(district, "规划项目"))) == sorted(plan.projects.index)
    missing = plan.projects.index[plan.projects.geometry.isna()]
    assert firsts(section(district, "未落图")) == list(missing)


def test_clauses_are_headings_in_the_plans_words(plan, district):
    found = [
        b.text for b in section(district, "规划项目") if isinstance(b, Heading) and b.level == 3
    ]
    pairs = plan.projects.groupby(["column", "clause"], sort=False).size()
    assert found == [f"{clause}（{count} 项）" for (_, clause), count in pairs.items()]


def test_a_zone_has_what_touches_it_and_all_unplaced(plan, core):
    touched = with_zones(plan.projects, plan.zones)["zones_touched"]
    mine = [name for name, zones in touched.items() if "core" in zones]
    assert firsts(section(core, "规划项目")) == mine
    assert 0 < len(mine) < 39
    assert len(firsts(section(core, "未落图"))) == int(plan.projects.geometry.isna().sum())
    assert "无法判定是否在本分区" in prose(core)
    assert core.cover.subtitle == "分区报告：洪都新城核心区"


def test_a_zone_by_its_name(plan):
    request = ReportRequest(plan, "2026-01-31", zone="洪都新城核心区")
    assert request.zone_id() == "core"


def test_counts_by_column_add_up(plan, district):
    table = next(
        b for b in district.blocks if isinstance(b, ReportTable) and "项目数" in b.numbered
    )
    assert [row[0] for row in table.rows] == [*(each.name for each in DISTRICT.column), "合计"]
    sums = [sum(int(row[at]) for row in table.rows[:-1]) for at in (1, 2, 3)]
    placed = int(plan.projects.geometry.notna().sum())
    assert sums == [int(word) for word in table.rows[-1][1:]]
    assert sums == [len(plan.projects), placed, len(plan.projects) - placed]


def test_the_map_is_a4_at_its_size(district):
    (figure,) = [block for block in district.blocks if isinstance(block, Figure)]
    assert (figure.width_mm, figure.height_mm) == (297, 210)
    assert figure.png.startswith(b"\x89PNG")


def test_empty_sections_say_so(plan):
    bare = replace(plan, projects=plan.projects.iloc[:0], communities=plan.communities.iloc[:0])
    told = prose(build(ReportRequest(bare, "2026-01-31", zone="belt", dpi=150)))
    for words in ("本分区没有已落图的规划项目", "没有未落图的项目", "本报告未作生活圈测算"):
        assert words in told


def test_public_report_without_number(plan):
    content = build(ReportRequest(plan, "2026-01-31", mode="公开示意图", dpi=150))
    assert content.mark == "审图号：待审，公开前须依法送审"
    assert "公开示意" in content.cover.lines[1]
    assert "未取得审图号，不绘区界" in prose(content)


def test_own_layers_are_told(plan):
    frame = GeoDataFrame(
        {f"列{n}": [f"=cmd{n}\x00"] * 7 for n in range(8)},
        geometry=[Point(115.9, 28.6)] * 6 + [None],
        crs="EPSG:4326",
    )
    empty = frame.iloc[:0]
    own = (OwnLayer("<b>甲", frame), OwnLayer("空", empty))
    content = build(ReportRequest(plan, "2026-01-31", own=own, dpi=150))
    blocks = section(content, "导入图层")
    assert "共 7 个要素，有位置 6 个，属性 8 列。" in [
        b.text for b in blocks if isinstance(b, Paragraph)
    ]
    (table,) = [block for block in blocks if isinstance(block, ReportTable)]
    assert table.rows[0][0] == "=cmd0"
    assert (len(table.rows), len(table.headers)) == (5, 6)
    assert any(isinstance(b, Note) and "另有 2 行、2 列未列出" in b.text for b in blocks)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"zone": "月球"}, "没有分区“月球”"),
        ({"date": "昨天"}, "日期“昨天”无效"),
        ({"mode": "随便"}, "用途“随便”无效"),
        ({"palette": "彩虹"}, "配色“彩虹”无效"),
        ({"dpi": 72}, "分辨率"),
        ({"office": "局" * 61}, "编制单位有 61 字"),
    ],
)
def test_what_cannot_be_made_is_refused(plan, change, told):
    with pytest.raises(DataError, match=told):
        ReportRequest(**{"plan": plan, "date": "2026-01-31", **change})
