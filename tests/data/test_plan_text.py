"""Every word that claims to be the plan's is in the plan, and every item of the plan is there."""

import re

import pytest

from geo.district import DISTRICT

# Counted by hand from the text of the columns and chapters, item by item.
ITEMS = {
    ("第二章正文", "第四节 空间布局"): 4,
    ("专栏4", "（一）总部大楼建设工程"): 6,
    ("专栏4", "（二）村集体产业大楼建设工程"): 2,
    ("专栏4", "（三）打造特色总部园区"): 3,
    ("第五章正文", "第二节 大力提升现代服务业新优势"): 23,  # six of them the night's
    ("第五章正文", "第三节 做强做优新经济产业集聚区"): 3,
    ("专栏5", "（一）新建规划路网工程"): 16,  # 17 names, 昌安路 twice
    ("专栏5", "（二）基础设施改造提升工程"): 10,
    ("专栏5", "（三）昌南新城南北连通渠工程（青云谱段）"): 3,
    ("专栏5", "（四）新建道路工程"): 3,
    ("专栏5", "（五）道路综合提升改造工程"): 3,
    ("专栏5", "（六）停车设施建设工程"): 4,
    ("专栏5", "（七）城乡生活配套基础设施建设工程"): 5,
    ("专栏5", "（八）旅游景区服务设施建设工程"): 3,
    ("专栏6", "（一）洪都老厂区"): 1,
    ("专栏6", "（二）老旧小区、城中村、棚户区改造"): 4,
    ("第八章正文", "第一节 不断完善基础设施建设"): 3,
    ("第八章正文", "第二节 建设高品质城区"): 7,  # two conserved, five pocket parks
    ("第九章正文", "第一节 加强生态环境保护与修复"): 3,
    ("第九章正文", "第二节 加强环境综合整治"): 1,
    ("专栏7", "（二）文化街区打造工程"): 4,  # 梅湖艺术馆 is counted among the museums
    ("专栏7", "（四）数字文旅发展工程"): 2,
    ("专栏7", "（六）博物馆群建设工程"): 10,
    ("专栏7", "（七）陆王心学研究中心工程"): 1,
    ("第十章正文", "第三节 完善公共文化服务体系"): 2,
    ("第十章正文", "第四节 推动文化产业高质量发展"): 7,
    ("专栏8", "（一）学校建设项目"): 7,
    ("专栏8", "（二）城南体育公园项目"): 1,
    ("专栏8", "（三）名校引进项目"): 1,
    ("第十二章正文", "第一节 聚焦聚力建设平安青云谱"): 1,
    ("第十二章正文", "第二节 创新市域社会治理体系"): 2,
}
WORKS = {"新建", "还建", "重建", "建设", "改造提升", "综合整治", "改造", "更新", "引进"}
WORKS |= {"打造", "发展", "转型", "形成", "增设", "建立", "设计", "智慧化建设", "保护与利用"}
WORKS |= {"转型升级", "整治", "治涝", "解决", "改建", "完善", "开发"}
LAYERS = {
    "专栏4": {"premises"},
    "专栏5": {"roads", "construction"},
    "专栏6": {"renewal"},
    "专栏7": {"culture-sites"},
    "专栏8": {"education"},
    "第二章正文": {"culture-sites", "premises"},
    "第五章正文": {"premises", "culture-sites", "greenery", "renewal", "night"},
    "第八章正文": {"roads", "construction", "culture-sites", "greenery"},
    "第九章正文": {"greenery", "construction"},
    "第十章正文": {"culture-sites"},
    "第十二章正文": {"construction"},
}
SIX = {"王府井夜经济商圈", "夜象湖商圈", "玉河湾夜经济带"}
SIX |= {"梅湖湾沿河夜经济带", "青云小镇夜市街", "湖滨小镇夜市街"}


def without_space(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("field", ["name", "location", "clause", "column", "work", "unit"])
def test_project_words_are_the_plans(projects, plan_text, field):
    said = projects[field].str.removesuffix("正文") if field == "column" else projects[field]
    missing = [word for word in said if without_space(word) not in plan_text]
    assert missing == []


def test_what_a_note_quotes_is_the_plans(projects, plan_text):
    """Words in “” after 原文 or a chapter, up to the next statement that is not the plan's."""
    quoted = []
    for note in projects["source_note"]:
        for part in re.split("[；。]", note):
            if re.search("^第.{1,3}章.*：“|^原文“", part):
                quoted += re.findall("“([^”]*)”", part.replace("‘", "“").replace("’", "”"))
    words = [word for each in quoted for word in each.split("……") if word]
    assert len(words) > 40
    assert [word for word in words if without_space(word) not in plan_text] == []


@pytest.mark.parametrize("field", ["name", "extent", "functions", "structure"])
def test_zone_words_are_the_plans(zones, plan_text, field):
    assert [word for word in zones[field] if without_space(word) not in plan_text] == []


def test_figures_are_the_plans(projects, plan_text):
    with_figure = projects[projects["quantity"] != ""]
    figures = {(row.name, row.quantity, row.unit) for row in with_figure.itertuples(index=False)}
    assert figures == {
        ("渠道工程", "9", "公里"),
        ("管道工程", "30.17", "公里"),
        ("老旧小区改造", "4217", "户"),
        ("村集体产业大楼", "40", "万平方米"),
        ("人文生态走廊", "11", "平方公里"),
        ("洪都新城37条道路建设", "37", "条"),
        ("商业走廊", "5", "公里"),
    }
    words = {f"{quantity}{unit}" for _, quantity, unit in figures} - {"5公里"} | {"五公里"}
    assert [each for each in words if each not in plan_text] == []
    about = with_figure["source_note"].str.contains("原文“[^”]*约")
    assert set(with_figure.loc[about, "name"]) == {"渠道工程", "管道工程", "老旧小区改造"}
    assert all(
        f"约{q}{u}" in plan_text for q, u in with_figure.loc[about, ["quantity", "unit"]].values
    )


def test_items_a_clause_as_counted_by_hand(projects):
    assert projects.groupby(["column", "clause"]).size().to_dict() == ITEMS


def test_each_item_once(projects):
    assert projects["project_id"].is_unique
    assert not projects.duplicated(["clause", "name"]).any()


def test_id_holds_column_and_clause(projects):
    order = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    for row in projects.itertuples():
        column, clause, item = row.project_id[1:].split("-")
        told = {"P": f"专栏{column}", "C": f"第{order[int(column) - 1]}章正文"}
        assert told[row.project_id[0]] == row.column
        assert order[int(clause) - 1] == row.clause[1]
        assert len(item) == 2


def test_layer_follows_the_column_and_clause(projects):
    for row in projects.itertuples():
        assert row.layer in LAYERS[row.column]
    roads = projects[(projects["layer"] == "roads") & (projects["column"] == "专栏5")]
    assert {clause[1] for clause in roads["clause"]} == {"一", "四", "五"}
    assert set(projects.loc[projects["layer"] == "night", "name"]) == SIX


def test_work_is_of_the_short_list(projects):
    assert set(projects["work"]) == WORKS


def test_decisions_are_noted(projects):
    note = projects.set_index("name")["source_note"]
    assert "两次" in note["昌安路"]
    assert "和宝路" in note["和宝路以东基础设施改造"]
    assert "计为一项" in note["梅湖艺术馆"]
    assert "原文未言同一" in note["现代物流产业园"]


def test_chapters_are_the_plans_and_hold_their_columns(plan_text):
    """A 专栏 stands in the text behind the heading of its chapter and before the next one."""
    chapters = list(dict.fromkeys(each.chapter for each in DISTRICT.column))
    starts = [plan_text.index(without_space(each)) for each in chapters]
    assert starts == sorted(starts)
    ends = [*starts[1:], len(plan_text)]
    span = dict(zip(chapters, zip(starts, ends, strict=True), strict=True))
    for each in DISTRICT.column:
        if each.name.startswith("专栏"):
            first, last = span[each.chapter]
            assert first < plan_text.index(without_space(each.heading)) < last
        else:
            assert each.chapter.startswith(each.name.removesuffix("正文"))
