"""The page as Streamlit runs it, without a browser."""

import pytest

from geo.data_folder import SHIPPED as DATA
from views import cache
from views.edition import STORE


def words(test) -> str:
    return "\n".join(str(each.value) for each in [*test.markdown, *test.caption, *test.info])


def test_the_page_opens_without_error(app):
    test = app()
    assert not test.exception
    assert not test.error
    assert "规划项目 **145** / 145 项" in words(test)


def test_a_filter_says_how_much_is_left_and_can_be_reset(app):
    test = app()
    test.multiselect(key="kind").set_value(["学校"]).run()
    assert "规划项目 **7** / 145 项" in words(test)
    assert "类别：学校 ✕" in [button.label for button in test.button]
    test.button(key="reset").click().run()
    assert "规划项目 **145** / 145 项" in words(test)


def test_what_lies_in_no_zone_can_be_chosen(app):
    test = app(zone="未落图或不在分区内")
    assert "分区：未落图或不在分区内 ✕" in [button.label for button in test.button]
    plan = cache.plan().projects
    outside = sum(
        not touched and not zone
        for touched, zone in zip(plan["zones_touched"], plan["zone"], strict=True)
    )
    assert 0 < outside < len(plan)
    assert f"规划项目 **{outside}** / 145 项" in words(test)


def test_what_was_clicked_in_a_chart_is_the_filter(app):
    test = app()
    test.session_state["pick"] = [("column", ["专栏5"]), ("placed", ["unplaced"])]
    test.run()
    assert "专栏：专栏5 ✕" in [button.label for button in test.button]
    assert "规划项目 **35** / 145 项" in words(test)  # 47 items, 12 of them placed


def test_a_chip_takes_off_its_own_value_only(app):
    test = app()
    test.multiselect(key="kind").set_value(["学校", "体育公园"]).run()
    test.button(key="chip-kind-学校").click().run()
    assert list(test.multiselect(key="kind").value) == ["体育公园"]


def test_an_empty_result_says_why_and_what_to_drop(app):
    test = app()
    test.multiselect(key="kind").set_value(["学校"]).run()
    test.multiselect(key="work").set_value(["改造提升"]).run()
    assert "没有符合条件的规划项目" in words(test)
    labels = [button.label for button in test.button]
    assert "去掉“建设方式”后有 7 项" in labels


def test_free_text_finds_by_name_and_by_what_the_plan_says_of_an_item(app):
    """博文路, 博文学校新建, and 振飞学校新建, whose note quotes “博文、振飞两所”."""
    test = app()
    test.text_input(key="q").set_value("博文").run()
    assert "规划项目 **3** / 145 项" in words(test)


def test_layer_counts_follow_the_filter(app):
    test = app()
    test.multiselect(key="kind").set_value(["学校"]).run()
    captions = [each.value for each in test.caption]
    assert "5 处 · 未落图 2" in captions


def test_the_unplaced_have_their_own_list(app):
    test = app()
    test.session_state["panel"] = "未落图"
    test.run()
    assert "106 项未落图" in words(test)
    assert len(test.dataframe[0].value) == 106


def test_the_ring_panel_shows_method_and_figures(app):
    test = app()
    test.session_state["panel"] = "缓冲"
    test.run()
    assert not test.exception
    assert not test.error
    assert "直线距离筛查：覆盖区内居住小区" in words(test)


def test_rings_of_nothing_selected_say_what_to_do(app):
    test = app()
    test.session_state["panel"] = "缓冲"
    test.run()
    test.multiselect(key="ring-origin").set_value(["选中的要素"]).run()
    assert "还没有选中已落图的要素" in words(test)


def test_metres_that_are_no_numbers_are_refused_in_words(app):
    test = app()
    test.session_state["panel"] = "缓冲"
    test.session_state["ring-how"] = "自定义米数"
    test.run()
    test.text_input(key="ring-metres").set_value("五百").run()
    assert "不全是数字" in test.error[0].value


def test_a_wrong_map_key_is_said_and_the_rest_stays(app):
    test = app()
    test.selectbox(key="bg").set_value("天地图").run()
    assert "天地图密钥应为" in test.error[0].value
    assert "规划项目 **145** / 145 项" in words(test)


def test_broken_data_is_named_with_file_row_and_cure(app, tmp_path, monkeypatch):
    for file in DATA.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    zones = tmp_path / "zones.geojson"
    zones.write_text(zones.read_text(encoding="utf-8").replace("accuracy_m", "acc"), "utf-8")
    monkeypatch.setattr(STORE, "folder", tmp_path)
    test = app()
    assert "zones" in test.error[0].value
    assert "accuracy" in test.error[0].value


def test_a_missing_data_folder_is_said(app, tmp_path, monkeypatch):
    monkeypatch.setattr(STORE, "folder", tmp_path / "none")
    assert "不存在或为空" in app().error[0].value


def test_the_sheet_panel_offers_files(app):
    test = app()
    test.session_state["panel"] = "出图"
    test.run()
    assert not test.exception
    assert not test.error


@pytest.mark.parametrize("panel", ["项目表", "未落图", "统计", "缓冲", "出图"])
def test_every_panel_stands_an_empty_filter(app, panel):
    test = app()
    test.session_state["panel"] = panel
    test.text_input(key="q").set_value("没有这样的项目").run()
    assert not test.exception
    assert not test.error


def test_several_origins_are_counted_together_and_each_once(app):
    test = app()
    test.session_state["panel"] = "缓冲"
    test.run()
    test.multiselect(key="ring-origin").set_value(["学校与体育", "筛选结果（全部规划项目）"]).run()
    assert not test.error
    marks = "\n".join(str(each.value) for each in test.markdown)
    assert "直线距离筛查" in marks
    assert len(test.session_state["rings"]["origins"]) == 2
