"""Who writes into the ledger: by which name, whether he may, why not; asked when it is written."""

import pytest
import streamlit as st
from streamlit import config

from geo.errors import DataError
from geo.installation import FILE
from geo.people import same_person
from views import own_machine, own_name, writer
from views.access_settings import forget
from views.writer import Person

FOUR = """{review}
[people]
view = ["*"]
edit = ["wang@office.cn"]
review = ["chen@office.cn", "bao@office.cn"]
admin = ["root@office.cn"]
"""


class User(dict):
    def to_dict(self):
        return dict(self)


class Context:
    headers: dict[str, str] = {}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANMAP_HOME", str(tmp_path))
    monkeypatch.setattr(st, "context", Context())
    config.set_option("server.address", "127.0.0.1")
    config.set_option("server.allowedHosts", ["localhost", "127.0.0.1", "::1"])
    forget()
    yield tmp_path
    config.set_option("server.address", "127.0.0.1")
    forget()


@pytest.fixture
def signs_in(home, told, monkeypatch):
    """Somebody signed in by the proxy, under a file."""

    def sign(review="true", **claims):
        (home / FILE).write_text(FOUR.format(review=f"review = {review}"), "utf-8")
        told(PLANMAP_SIGN_IN="proxy", PLANMAP_PROXY="10.1.0.5")
        monkeypatch.setattr(st, "user", User(claims))

    return sign


@writer.editing
def enter():
    return writer.by()


@writer.reviewing
def judge():
    return "judged"


@writer.administering
def restore():
    return "restored"


ROLES = {"li": 0, "wang": 1, "chen": 2, "root": 3}


@pytest.mark.parametrize("name", ROLES)
def test_each_does_what_his_role_allows_and_is_told_why_not(signs_in, name):
    signs_in(user=f"{name}@office.cn")
    may = writer.may_edit(), writer.may_review(), writer.may_administer()
    for place, (permission, act) in enumerate(zip(may, (enter, judge, restore), strict=True)):
        allowed = ROLES[name] > place
        assert (permission.may, bool(permission.why)) == (allowed, not allowed)
        if allowed:
            assert act()
        else:
            with pytest.raises(DataError) as error:
                act()
            assert str(error.value) == permission.why
            assert ("查看", "编辑", "审核")[ROLES[name]] in permission.why


def test_a_role_that_is_taken_away_counts_when_it_is_written(signs_in, home):
    signs_in(user="wang@office.cn")
    assert writer.may_edit().may  # the form is drawn
    text = (home / FILE).read_text("utf-8")
    (home / FILE).write_text(text.replace('edit = ["wang@office.cn"]', "edit = []"), "utf-8")
    with pytest.raises(DataError, match="您的权限是“查看”"):
        enter()


def test_a_broken_file_is_the_reason(signs_in, home):
    signs_in(user="root@office.cn")
    assert writer.may_edit().may
    (home / FILE).write_text("[people", "utf-8")
    with pytest.raises(DataError, match="设置文件有误.*installation.toml"):
        enter()


@pytest.mark.parametrize(
    ("claims", "by"),
    [
        ({"name": "王伟", "email": "Wang1@office.cn"}, "王伟（wang1@office.cn）"),
        ({"name": "王伟", "email": "wang2@office.cn"}, "王伟（wang2@office.cn）"),
        ({"name": "王伟", "email": "boss@office.cn", "email_verified": False, "sub": "u7"},
         "王伟（u7）"),
        ({"user": "wang"}, "wang"),
        ({"name": " 王\n伟（boss@office.cn）", "user": "eve"}, "王 伟 boss@office.cn（eve）"),
        ({"name": "王伟﹙boss@office.cn⁾〔b〕", "user": "eve"}, "王伟 boss@office.cn b（eve）"),
        ({"name": "\u202e王" + "伟" * 80, "user": "w"}, "王" + "伟" * 59 + "（w）"),
    ],
)  # fmt: skip
def test_two_of_one_name_are_told_apart_by_what_their_account_is(signs_in, claims, by):
    signs_in(**claims)
    assert writer.person().by == by


def test_one_whom_groups_let_in_without_an_account_does_not_write(signs_in, home):
    signs_in(groups="planners", name="某人")
    text = (home / FILE).read_text("utf-8").replace('"wang@office.cn"', '"groups:planners"')
    (home / FILE).write_text(text, "utf-8")
    with pytest.raises(DataError):
        enter()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("王伟（w1@a.cn）", "王伟（w2@a.cn）", False),
        ("王伟（w1@a.cn）", "王小伟（w1@a.cn）", True),
        ("w1@a.cn", "王伟（w1@a.cn）", True),
        ("王伟", "王伟", True),
        ("王伟", "李四", False),
        ("甲（a）", "甲（（a）", False),
    ],
)
def test_a_person_is_known_by_the_account(one, other, same):
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("review", "change_by", "may"),
    [
        ("true", "陈（chen@office.cn）", True),
        ('"other"', "陈（chen@office.cn）", False),
        ('"other"', "旧名（chen@office.cn）", False),
        ('"other"', "陈（bao@office.cn）", True),
        ("false", "陈（bao@office.cn）", False),
    ],
)
def test_four_eyes_where_the_installation_wants_them(signs_in, review, change_by, may):
    signs_in(review, name="陈", email="chen@office.cn")
    permission = writer.may_review(change_by)
    assert (permission.may, bool(permission.why)) == (may, not may)


def test_on_ones_own_machine_a_name_is_given_and_all_is_allowed(home, told):
    told()
    assert writer.person() == Person("")
    assert writer.may_edit().may
    with pytest.raises(DataError, match="姓名"):
        enter()
    own_name.keep(" 王\t晓明（x） ")
    assert enter() == "王 晓明 x"
    assert restore()
    assert (home / "name.txt").read_text("utf-8") == "王 晓明 x"


@pytest.mark.parametrize("text", ["", "  ", "（）", "\u200b\n"])
def test_a_name_that_shows_nothing_is_none(home, told, text):
    told()
    with pytest.raises(DataError, match="请填写姓名"):
        own_name.keep(text)
    assert not (home / "name.txt").exists()


def test_a_folder_that_may_not_be_written_is_told(home, told, monkeypatch):
    told()
    (home / "file").write_text("", "utf-8")
    monkeypatch.setenv("PLANMAP_HOME", str(home / "file"))
    with pytest.raises(DataError, match="姓名"):
        own_name.keep("王")


def test_where_people_sign_in_no_name_is_given(signs_in):
    signs_in(user="wang@office.cn")
    with pytest.raises(DataError, match="登录"):
        own_name.keep("李")


@pytest.mark.parametrize(
    "opened",
    [
        lambda _: config.set_option("server.address", "0.0.0.0"),
        lambda _: config.set_option("server.address", ""),
        lambda _: config.set_option("server.address", "10.1.0.9"),
        lambda _: config.set_option("server.allowedHosts", ["localhost", "tuzhi.example.gov.cn"]),
        lambda patch: patch.setattr(Context, "headers", {"x-forwarded-for": "10.1.0.7"}),
        lambda patch: patch.setattr(Context, "headers", {"via": "1.1 proxy"}),
    ],
)
def test_a_server_for_others_without_signing_in_keeps_the_ledger_closed(
    home, told, monkeypatch, opened
):
    told()
    (home / "name.txt").write_text("王", "utf-8")
    opened(monkeypatch)
    assert not own_machine.is_own()
    assert writer.may_edit() == (False, writer.OPEN_SERVER)
    assert writer.person() == Person("")
    for act in (enter, judge, restore):
        with pytest.raises(DataError, match="没有开通登录|不须审核"):
            act()
    with pytest.raises(DataError):
        own_name.keep("李")


def test_who_may_only_read_on_his_own_machine_does_not_write(home, told):
    (home / FILE).write_text("[people]\nedit = []", "utf-8")
    told()
    with pytest.raises(DataError, match="“查看”"):
        enter()


def test_who_may_not_even_view_is_not_told_what_the_file_holds(signs_in, home, monkeypatch):
    signs_in(user="wang@office.cn")
    assert writer.may_edit().may
    (home / FILE).write_text('[people]\nedit = "wang"', "utf-8")
    assert "wang" in writer.may_edit().why
    monkeypatch.setattr(st, "user", User())
    assert writer.may_edit().why.startswith("登录已过期")


def test_signing_in_that_has_run_out_is_told_and_writes_nothing(signs_in, monkeypatch):
    signs_in()
    monkeypatch.setattr(st, "user", User())
    with pytest.raises(DataError, match="登录已过期"):
        enter()
