"""The page 台账 as Streamlit runs it, without a browser."""

from datetime import date


def words(test) -> str:
    return "\n".join(str(each.value) for each in [*test.markdown, *test.caption, *test.info])


def html(test) -> str:
    return "\n".join(each.proto.body for each in test.get("html"))


def table(test):
    return test.dataframe[-1].value


def test_it_opens_with_all_items_and_says_where_to_begin(opened):
    test = opened()
    assert not test.exception
    assert not test.error
    assert "规划项目 **145** / 145 项" in words(test)
    assert len(table(test)) == 145
    assert set(table(test)["状态"]) == set(table(test)["责任单位"]) == {"未填报"}
    assert "还没有人填报" in words(test)
    assert "投资：年度计划和累计完成都未填报。" in words(test)
    assert "<span>总投资</span><b>未填报</b>" in html(test)


def test_it_has_the_filter_of_the_map(opened):
    test = opened(kind="学校")
    assert "规划项目 **7** / 145 项" in words(test)
    assert len(table(test)) == 7
    test.button(key="reset").click().run()
    assert len(table(test)) == 145


def test_the_item_of_the_address_has_its_card_and_its_form(opened):
    test = opened(sel="roads:P5-1-01")
    assert "强五路" in html(test)
    assert "填报" in [each.label for each in test.button]


def test_an_unknown_section_of_the_address_opens_the_first(opened):
    test = opened(section="不存在")
    assert not test.error
    assert test.session_state["section"] == "看板"


def test_the_tiles_say_of_how_many_items_each_sum_is(opened, write):
    write("P5-1-01", status="在建", total_unsplit=8000, done_bond=1500)
    write("P5-1-02", status="完工", total_district=4000, planned_finish="2024-06-30")
    write("P5-1-03", status="前期", planned_finish="2024-06-30")
    told = html(opened())
    assert "<b>3 项</b><small>未填报 142 项</small>" in told
    assert "<span>在建</span><b>1 项</b><small>3 项已填报</small>" in told
    assert "<span>完工、投用</span><b>1 项</b>" in told
    assert "<span>逾期</span><b>1 项</b><small>2 项可判断</small>" in told
    assert "<span>总投资</span><b>1.2 亿元</b><small>2 项填报</small>" in told
    assert "<span>累计完成</span><b>1 500 万元</b><small>1 项填报</small>" in told


def test_a_bar_that_was_clicked_filters_the_table(opened, write):
    write("P5-1-01", status="在建", lead_unit="区住建局")
    write("P5-1-02", status="完工", lead_unit="区住建局")
    test = opened()
    test.session_state["pick"] = [("lead_unit", ["区住建局"]), ("status", ["在建"])]
    test.run()
    assert list(table(test)["编号"]) == ["P5-1-01"]
    assert not test.error


def test_every_grouping_is_drawn(opened, write):
    write("P5-1-01", status="在建", planned_start="2022-03-01", planned_finish="2024-06-30",
          planned_2024_unsplit=300, done_unsplit=200, goal_2024="**通车**")  # fmt: skip
    for section, key in (("看板", "board-by"), ("甘特", "gantt-by")):
        test = opened(section=section)
        (control,) = [each for each in test.get("button_group") if each.key == key]
        for option in (each.content for each in control.proto.options):
            test = opened(section=section, **{key: option})
            assert test.session_state[key] == option
            assert not test.error
            assert not test.exception
            assert len(test.get("vega_lite_chart")) == (2 if section == "看板" else 1)


def test_a_timeline_without_dates_says_so_and_lists_the_items(opened, write):
    assert "都还没有填报日期" in words(opened(section="甘特"))
    write("P5-1-01", planned_start="2022-03-01")
    test = opened(section="甘特")
    assert "日期未填报 144 项，未画在图上" in [each.label for each in test.expander]
    assert "都还没有填报日期" not in words(test)


def test_a_day_of_the_past_is_shown_as_it_was_known(opened, write):
    write("P5-1-01", status="在建")
    test = opened()
    assert "<b>1 项</b><small>未填报 144 项</small>" in html(test)
    test.session_state["as-of"] = date(2025, 6, 1)
    test.run()
    assert "<b>0 项</b><small>未填报 145 项</small>" in html(test)
