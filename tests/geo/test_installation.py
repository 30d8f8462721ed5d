"""The installation's file: what it says, and what is said of one that says nothing clear."""

import pytest

from geo.errors import DataError
from geo.installation import FILE, Installation, installation, parse_installation

WHOLE = """# 单位设置
review = "other"
store = "postgresql+psycopg://planmap@db/planmap"

[people]
view = ["*"]
edit = ["groups:规划科", " wang@office.cn "]
review = ["*@chief.office.cn"]
admin = []
"""


def test_the_file_says_who_may_what_and_what_is_reviewed():
    assert parse_installation(WHOLE, FILE) == Installation(
        people={
            "view": ("*",),
            "edit": ("groups:规划科", "wang@office.cn"),
            "review": ("*@chief.office.cn",),
            "admin": (),
        },
        reviewed=True,
        others_only=True,
        store="postgresql+psycopg://planmap@db/planmap",
    )


@pytest.mark.parametrize(
    ("text", "reviewed", "others_only"),
    [("", False, False), ("review = false", False, False), ("review = true", True, False)],
)
def test_what_is_not_said_is_as_usual(text, reviewed, others_only):
    found = parse_installation(text, FILE)
    assert (found.people, found.store) == ({}, "")
    assert (found.reviewed, found.others_only) == (reviewed, others_only)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("review = 1", ["第 1 行", "review = 1", '"other"']),
        ('\n\nreview = "ja"', ["第 3 行", 'review = "ja"']),
        ("review = other", ["第 1 行", "TOML", "引号"]),
        ('[people]\nedit = "wang"', ["第 2 行", "people.edit", "wang", "列表"]),
        ("[people]\nedit = [1]", ["第 2 行", "people.edit = 1"]),
        ('[people]\nedit = [" "]', ["people.edit", "人名"]),
        ('[people]\nedit = ["nobody"]', ["people.edit", "nobody", "[]"]),
        ('[people]\nedit = ["wang*"]', ["people.edit", "wang*", "*@域名"]),
        ('[people]\nedit = ["*@"]', ["people.edit", "*@"]),
        ('[people]\nreview = ["anyone"]', ["第 2 行", "people.review", "登录"]),
        ('review = true\n[people]\nadmin = ["anyone"]', ["第 3 行", "people.admin"]),
        ('[people]\nwrite = ["a"]', ["第 2 行", "people.write", "edit"]),
        ('reviews = "all"', ["第 1 行", "reviews", "不认识"]),
        ("people = 3", ["第 1 行", "people", "[people]"]),
        ("[people", ["TOML"]),
        ('store = ["postgresql://a:geheim@h/b"]', ["第 1 行", "store"]),
    ],
)
def test_a_value_that_says_nothing_clear_is_named_with_line_and_cure(text, words):
    with pytest.raises(DataError) as error:
        parse_installation(text, FILE)
    said = str(error.value)
    assert said.startswith(FILE)
    assert [word for word in words if word not in said] == []
    assert "geheim" not in said


def test_a_group_may_hold_a_star():
    found = parse_installation('[people]\nedit = ["groups:*regio"]', FILE)
    assert found.people["edit"] == ("groups:*regio",)


def test_it_lies_in_the_users_folder_or_where_it_is_named(tmp_path):
    home = {"PLANMAP_HOME": str(tmp_path)}
    assert installation(home) == Installation()
    (tmp_path / FILE).write_text("﻿review = true", "utf-8")
    assert installation(home).reviewed
    other = tmp_path / "单位.toml"
    other.write_text("review = false", "utf-8")
    assert not installation(home | {"PLANMAP_INSTALLATION": str(other)}).reviewed


def test_a_file_that_is_named_and_not_there_is_no_empty_one(tmp_path):
    with pytest.raises(DataError, match="PLANMAP_INSTALLATION.*不存在"):
        installation({"PLANMAP_INSTALLATION": str(tmp_path / "no.toml")})


@pytest.mark.parametrize(
    ("content", "word"),
    [("review = '是'".encode("gb18030"), "UTF-8"), (b"#" * (2**20 + 1), "1 MB")],
)
def test_what_is_no_such_text_is_refused(tmp_path, content, word):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(DataError, match=word):
        installation({"PLANMAP_HOME": str(tmp_path)})


def test_a_folder_of_that_name_is_refused_in_words(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(DataError, match=f"{FILE}.*无法读取"):
        installation({"PLANMAP_HOME": str(tmp_path)})
