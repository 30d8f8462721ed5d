"""The dialog 我的工作: what it does to works, and that their names are words."""

from streamlit.testing.v1 import AppTest

from views.escape_markdown import escape_markdown
from views.works.opening import PARAMETER

SCENARIOS = {"方案一": {"scenario": {"name": "方案一", "edits": []}, "on_plan": False}}
LIST = "from views.works import owner, panel\npanel._list(owner.here())"


def fine(test):
    assert not test.exception
    assert not test.error
    return test


def listed(store):
    """The dialog's list, as a page of its own."""
    test = AppTest.from_string(LIST, default_timeout=60).run()
    return fine(test), store().of("machine")


def test_the_list_renames_copies_shares_deletes_and_takes_that_back(store, worked, name_of):
    name = name_of(worked(**{"lc-scenarios": SCENARIOS}))
    test, _ = listed(store)
    test.text_input(key=f"works-name-{name}").set_value("河西选址").run()
    test = fine(test.button(key=f"works-rename-{name}").click().run())
    assert store().read(name).work.name == "河西选址"
    test = fine(test.button(key=f"works-share-{name}").click().run())
    link = store().read(name).work.share
    assert any(f"{PARAMETER}={link}" in each.value for each in test.code)
    test = fine(test.button(key=f"works-unshare-{name}").click().run())
    assert store().read(name).work.share is None
    test = fine(test.button(key=f"works-copy-{name}").click().run())
    copy = next(each for each in store().of("machine") if each.work != name)
    assert copy.name == "河西选址 副本"
    assert test.button(key=f"works-drop-{name}").disabled, "it is open here"
    test = fine(test.button(key=f"works-drop-{copy.work}").click().run())
    assert [each.work for each in store().of("machine") if each.deleted] == [copy.work]
    test = fine(test.button(key="works-undo").click().run())
    assert not any(each.deleted for each in store().of("machine"))


def test_a_name_that_is_none_is_told_and_changes_nothing(store, worked, name_of):
    name = name_of(worked(**{"lc-scenarios": SCENARIOS}))
    test, before = listed(store)
    test.text_input(key=f"works-name-{name}").set_value("  ").run()
    test = test.button(key=f"works-rename-{name}").click().run()
    assert [each.value for each in test.error] == ["名称应为 1–60 个字"]
    assert store().of("machine") == before


def test_a_name_is_text_wherever_it_stands(store, worked, anew, name_of, bar):
    name = name_of(worked(**{"lc-scenarios": SCENARIOS}))
    hostile = "<img src=x onerror=alert(1)> [a](http://b) $x$"
    store().rename(name, hostile)
    test, _ = listed(store)
    assert f"**{escape_markdown(hostile)}**" in [each.value for each in test.markdown]
    test = fine(anew(**{PARAMETER: name}))
    assert "&lt;img" in bar(test)
    assert "<img" not in bar(test)
