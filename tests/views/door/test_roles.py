"""Roles from the installation's file: read anew when it changes, closed when it cannot be read."""

import os

import pytest

from geo.errors import DataError
from geo.installation import parse_installation
from views.access import Role, role_of
from views.access_settings import forget, settings, settings_of

NOW = 1_800_000_000.0
FILE = """[people]
view = ["*@office.cn"]
edit = ["groups:planners"]
review = ["chen@office.cn"]
admin = ["root@office.cn"]
"""
PROXY = {"PLANMAP_SIGN_IN": "proxy", "PLANMAP_PROXY": "10.1.0.5"}


def of(text, **told):
    return settings_of(told, parse_installation(text, "installation.toml"))


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"user": "root@office.cn"}, Role.ADMIN),
        ({"user": "chen@office.cn", "groups": "planners"}, Role.REVIEWER),
        ({"user": "eve@elsewhere.cn", "groups": "planners"}, Role.EDITOR),
        ({"user": "li@office.cn"}, Role.VIEWER),
        ({"user": "eve@elsewhere.cn"}, Role.NOBODY),
        ({}, Role.NOBODY),
    ],
)
def test_each_has_the_highest_role_that_names_him(claims, role):
    assert role_of(claims, of(FILE, **PROXY), NOW) is role


def test_a_role_that_the_file_does_not_name_is_as_without_a_file():
    chosen = of('[people]\nadmin = ["root"]', **PROXY)
    assert role_of({"user": "li"}, chosen, NOW) is Role.VIEWER
    assert role_of({"user": "root"}, chosen, NOW) is Role.ADMIN


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        (FILE, PROXY | {"PLANMAP_WRITERS": "wang"}, ["installation.toml", "PLANMAP_WRITERS"]),
        (FILE, PROXY | {"PLANMAP_READERS": "*"}, ["installation.toml", "PLANMAP_READERS"]),
        (FILE, {}, ["people.view", "*@office.cn", "没有开通登录"]),
        ('[people]\nreview = ["chen"]', {}, ["people.review", "chen", "没有开通登录"]),
        ("[people]\nview = []", {}, ["people.view", "nobody"]),
        ("review = true", PROXY, ["installation.toml", "没有人", "review = false"]),
        ('[people]\nview = ["li"]\nedit = ["*"]', PROXY, ["people.view", "不起作用"]),
    ],
)
def test_what_means_nothing_together_stops_the_start(text, told, words):
    with pytest.raises(DataError) as error:
        of(text, **told)
    assert [word for word in words if word not in str(error.value)] == []


def test_without_signing_in_the_file_may_close_the_pen_and_ask_for_reviews():
    assert of("[people]\nedit = []").editors == ()
    assert of('review = "other"').others_only


def test_variables_of_before_name_viewers_and_editors_beside_a_file_without_people():
    chosen = of("review = false", **PROXY, PLANMAP_WRITERS="wang")
    assert role_of({"user": "wang"}, chosen, NOW) is Role.EDITOR


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "installation.toml"
    path.write_text('[people]\nedit = ["wang"]\n', "utf-8")
    for name, value in (PROXY | {"PLANMAP_INSTALLATION": str(path)}).items():
        monkeypatch.setenv(name, value)
    forget()
    yield path
    forget()


def write(path, text):
    """Replace a file as an editor does, within one tick of its clock."""
    draft = path.with_suffix(".new")
    draft.write_text(text, "utf-8")
    os.replace(draft, path)


def wang():
    return role_of({"user": "wang"}, settings(), NOW)


def test_a_changed_file_counts_from_the_next_question(file):
    assert wang() is Role.EDITOR
    write(file, '[people]\nedit = ["chen"]\n')
    assert wang() is Role.VIEWER
    write(file, '[people]\nedit = ["wang"]\n')
    assert wang() is Role.EDITOR


@pytest.mark.parametrize("spoil", [lambda file: write(file, "[people"), lambda file: file.unlink()])
def test_a_file_that_is_broken_while_the_server_runs_lets_nobody_write(file, spoil, caplog):
    assert wang() is Role.EDITOR
    spoil(file)
    assert wang() is Role.VIEWER
    assert "installation.toml" in settings().broken
    assert "installation.toml" in caplog.text
    write(file, '[people]\nedit = ["wang"]\n')
    assert (wang(), settings().broken) == (Role.EDITOR, "")


def test_a_file_that_is_broken_at_the_start_stops_it(file):
    write(file, "[people")
    forget()
    with pytest.raises(DataError, match="installation.toml"):
        settings()
