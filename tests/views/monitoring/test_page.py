"""The page 台账 as Streamlit runs it, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest


def page():
    from views.monitoring import page  # noqa: PLC0415 - runs in a script of its own

    page.show()


@pytest.fixture
def opened():
    def start(**query):
        test = AppTest.from_function(page, default_timeout=60)
        for name, value in query.items():
            test.query_params[name] = value
        return test.run()

    return start


def words(test) -> str:
    return "\n".join(str(each.value) for each in [*test.markdown, *test.caption, *test.info])


def names(test) -> list[str]:
    return list(test.dataframe[0].value["名称"])


def test_it_opens_with_all_items(opened):
    test = opened()
    assert not test.exception
    assert not test.error
    assert "规划项目 **145** / 145 项" in words(test)
    assert len(names(test)) == 145


def test_it_has_the_filter_of_the_map(opened):
    test = opened(kind="学校")
    assert "规划项目 **7** / 145 项" in words(test)
    assert len(names(test)) == 7
    test.button(key="reset").click().run()
    assert len(names(test)) == 145


def test_the_item_of_the_address_has_its_card_and_its_form(opened):
    test = opened(sel="roads:P5-1-01")
    card = next(each.proto.body for each in test.get("html") if "pm-card" in each.proto.body)
    assert "强五路" in card
    assert "填报" in [each.label for each in test.button]


def test_an_unknown_section_of_the_address_opens_the_first(opened):
    test = opened(section="不存在")
    assert not test.error
    assert test.session_state["section"] == "看板"
