"""The page's own forms of the ledger, pressed by hand: nobody writes who may not."""

import json
from types import SimpleNamespace

import pytest

from geo.ledger import Ledger
from tools.headless import running

NOTHING: dict[str, str] = {}
ITEM = "P5-1-01"
QUERY = f"sel=roads:{ITEM}"
PEOPLE = """review = "other"
[people]
view = ["li", "wang"]
edit = {edit}
review = ["chen", "bao"]
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory, opened):
    folder = tmp_path_factory.mktemp("office")
    people, store = folder / "installation.toml", f"sqlite:///{folder / 'ledger.sqlite'}"
    people.write_text(PEOPLE.format(edit='["wang"]'), "utf-8")
    told = {
        "STREAMLIT_SERVER_TRUSTED_USER_HEADERS": json.dumps({"X-Remote-User": "user"}),
        "PLANMAP_SIGN_IN": "proxy",
        "PLANMAP_PROXY": "127.0.0.1",
        "PLANMAP_INSTALLATION": str(people),
        "PLANMAP_STORE": store,
    }
    with running(told=told) as (origin, _), opened(origin) as server:
        yield SimpleNamespace(server=server, people=people, store=store)


@pytest.fixture
def written(office):
    """What the ledger holds now."""
    office.people.write_text(PEOPLE.format(edit='["wang"]'), "utf-8")

    def now():
        ledger = Ledger(office.store)
        try:
            return [(each.item, each.by, each.review) for each in ledger.history()]
        finally:
            ledger.close()

    return now


def enter(page, status="在建"):
    """Open the form of the item and press 保存 with a status and a reason."""
    page.press(page.ids["card-enter"])
    return save(page, page.ids, status)


def save(page, ids, status):
    typed = {ids[f"entry-typed-{ITEM}-status"]: status, ids[f"entry-typed-{ITEM}-:why"]: "核实"}
    return page.press(ids["entry-save"], typed)


def test_an_editor_writes_and_a_viewer_with_his_messages_does_not(office, written):
    with office.server.page(query=QUERY, X_Remote_User="wang") as page:
        enter_id = page.ids["card-enter"]
        enter(page)
        ids = dict(page.ids)
    assert written() == [(ITEM, "wang", "草稿")]
    with office.server.page(query=QUERY, X_Remote_User="li") as page:
        assert not {"card-enter", "entry-save"} & page.ids.keys()
        page.press(enter_id)
        save(page, ids, "投用")
        page.press(ids["entry-save"])
    assert written() == [(ITEM, "wang", "草稿")]


def test_an_editor_whose_role_is_taken_away_saves_nothing_and_is_told(office, written):
    with office.server.page(query=QUERY, X_Remote_User="wang") as page:
        page.press(page.ids["card-enter"])
        before = written()
        office.people.write_text(PEOPLE.format(edit="[]"), "utf-8")
        assert "您的权限是“查看”" in save(page, page.ids, "完工")
        assert written() == before


def test_nobody_judges_his_own_change_and_no_editor_anyones(office, written):
    with office.server.page(query=QUERY, X_Remote_User="chen") as page:
        enter(page, "前期")
    changes = written()
    assert changes[-1] == (ITEM, "chen", "草稿")
    with office.server.page(query=QUERY, X_Remote_User="bao") as page:
        press_beside_history(page, f"change-accept-{len(changes)}")
        known = dict(page.ids)
    for user, accepted in (("chen", False), ("wang", False), ("li", False), ("bao", True)):
        with office.server.page(query=QUERY, X_Remote_User=user) as page:
            for name in (f"change-accept-{len(changes)}", f"change-sure-{len(changes)}"):
                press_beside_history(page, name, known)
        assert written() == [*changes[:-1], (ITEM, "chen", "通过" if accepted else "草稿")]


def press_beside_history(page, name, known=NOTHING):
    """Press a button of the panel 留痕 while it is open, by an id from another's page if given."""
    page.press(page.ids["card-history"])
    page.press({**page.ids, **known}[name])
