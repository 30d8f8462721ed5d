"""What words of a file stand for, and rules that count what was brought under their own name."""

import pytest

from geo.lifecircle.facility_kinds import counts, guessed, offered, terms_of, widened
from geo.lifecircle.kind_filter import Term, own_kind, own_part, parse_matches
from geo.lifecircle.services import matching

LIBRARY = "文化馆、图书馆（总馆；分馆）"


@pytest.fixture
def rules(make_rules):
    return make_rules(
        {"kind": "小学", "matches": "学校:小学;学校:九年一贯制"},
        {"kind": "日间照料中心", "matches": ""},
        {"kind": "商业", "matches": "菜市场"},
        {"kind": LIBRARY, "matches": ""},
    )


def test_kinds_of_the_data_come_first_then_those_only_a_standard_has(rules):
    kinds = offered(rules)
    assert kinds["小学"] == Term("学校", "小学")
    assert kinds["幼儿园"] == Term("幼儿园")
    assert list(kinds)[-3:] == ["日间照料中心", "商业", LIBRARY]
    assert kinds["日间照料中心"] == Term("日间照料中心")


def test_words_are_understood_in_any_width_and_others_are_left_out(rules):
    words = ["小学", "  小学 ", "九年一贯制学校", "日间照料中心", "社区食堂", ""]
    assert terms_of(words, rules) == {
        "小学": Term("学校", "小学"),
        "  小学 ": Term("学校", "小学"),
        "九年一贯制学校": Term("学校", "九年一贯制"),
        "日间照料中心": Term("日间照料中心"),
    }


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青云谱区小学分布", "小学"),
        ("2024养老设施", "养老"),
        ("社区卫生服务站_终稿", "卫生服务站"),
        ("日间照料中心", "日间照料中心"),
        ("小学和幼儿园", ""),
        ("图层1", ""),
    ],
)
def test_a_title_tells_the_kind_where_it_names_one(rules, title, kind):
    assert guessed(title, rules) == kind


def test_a_kind_without_data_is_counted_once_it_is_brought(rules, make_facilities):
    facilities = make_facilities((0, 0, "日间照料中心", ""), (1, 0, "菜市场", ""))
    before = [matching(facilities, text).tolist() for text in rules["matches"]]
    after = widened(rules, ["日间照料中心", "菜市场"])
    assert before[1] == [False, False]
    assert [matching(facilities, text).tolist() for text in after["matches"]] == [
        [False, False],
        [True, False],
        [False, True],
        [False, False],
    ]
    assert rules["matches"].tolist()[1] == ""


def test_what_is_brought_adds_to_a_rule_or_takes_its_place(rules):
    assert widened(rules, ["商业"])["matches"]["r2"] == "菜市场;=商业"
    assert widened(rules, ["商业"], ["商业"])["matches"]["r2"] == "=商业"
    assert widened(rules, []).equals(rules)


def test_a_name_with_signs_of_the_language_is_still_one_kind(rules):
    assert parse_matches(own_part(LIBRARY)) == (Term(own_kind(LIBRARY)),)
    assert offered(rules)[LIBRARY] == Term(own_kind(LIBRARY))


def test_a_stage_counts_where_the_rule_names_it_or_none(rules):
    school = Term("学校", "九年一贯制")
    assert counts(school, rules["matches"]["r0"])
    assert counts(school, "学校")
    assert not counts(school, "学校:小学")
    assert not counts(school, "")
