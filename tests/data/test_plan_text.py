"""Every word that claims to be the plan's is in the plan, and every item of the plan is there."""

import re

import pytest

# Counted by hand from the text of the three columns, item by item.
ITEMS = {
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
    ("专栏8", "（一）学校建设项目"): 7,
    ("专栏8", "（二）城南体育公园项目"): 1,
    ("专栏8", "（三）名校引进项目"): 1,
}
WORKS = {"新建", "还建", "重建", "建设", "改造提升", "综合整治", "改造", "更新", "引进"}
LAYERS = {"专栏6": {"renewal"}, "专栏8": {"education"}, "专栏5": {"roads", "construction"}}


def without_space(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("field", ["name", "location", "clause", "column", "work", "unit"])
def test_project_words_are_the_plans(projects, plan_text, field):
    missing = [word for word in projects[field] if without_space(word) not in plan_text]
    assert missing == []


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
    }
    assert all(f"约{quantity}{unit}" in plan_text for _, quantity, unit in figures)


def test_items_a_clause_as_counted_by_hand(projects):
    assert projects.groupby(["column", "clause"]).size().to_dict() == ITEMS


def test_each_item_once(projects):
    assert projects["project_id"].is_unique
    assert not projects.duplicated(["clause", "name"]).any()


def test_id_holds_column_and_clause(projects):
    order = "一二三四五六七八"
    for row in projects.itertuples():
        column, clause, item = row.project_id.removeprefix("P").split("-")
        assert f"专栏{column}" == row.column
        assert order[int(clause) - 1] == row.clause[1]
        assert len(item) == 2


def test_layer_follows_the_column_and_clause(projects):
    for row in projects.itertuples():
        assert row.layer in LAYERS[row.column]
    roads = projects[projects["layer"] == "roads"]
    assert {clause[1] for clause in roads["clause"]} == {"一", "四", "五"}


def test_work_is_of_the_short_list(projects):
    assert set(projects["work"]) == WORKS


def test_decisions_are_noted(projects):
    note = projects.set_index("name")["source_note"]
    assert "两次" in note["昌安路"]
    assert "和宝路" in note["和宝路以东基础设施改造"]
