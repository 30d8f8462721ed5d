"""The standard is read, edited, written back; what is wrong with a table is said by row."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geo.errors import DataError, MissingColumnError
from geo.lifecircle.kind_filter import Term, parse_matches
from geo.lifecircle.rules import (
    check_rules,
    load_rules,
    parse_rules,
    preset_rules,
    preset_to_begin,
    presets,
    rules_csv,
)

DATA = Path(__file__).parents[3] / "data"

HEAD = "rule_id,preset,level_min,kind,matches,radius_m,required,clause,source,checked,note\n"
GOOD = (
    f"{HEAD}a,甲,15,小学,学校:小学;学校:九年一贯制,500,必配,c,s,转引,n\n"
    "b,甲,,轨道站,,800,选配,,s,未核对,\n"
)


def parse(text):
    return parse_rules(text.encode(), "我的标准.csv")


def message(text):
    with pytest.raises(DataError) as caught:
        parse(text)
    return str(caught.value)


def test_a_table_is_typed_and_indexed():
    rules = parse(GOOD)
    assert rules.index.tolist() == ["a", "b"]
    assert rules.index.name == "rule_id"
    assert rules["level_min"].tolist()[0] == 15
    assert np.isnan(rules["level_min"].iloc[1])
    assert rules["required"].tolist() == [True, False]
    assert rules["required"].dtype == bool
    assert rules["radius_m"].tolist() == [500, 800]
    assert rules["matches"].tolist() == ["学校:小学;学校:九年一贯制", ""]


def test_gb18030_and_bom_are_read_alike():
    for content in (GOOD.encode("gb18030"), ("\ufeff" + GOOD).encode()):
        assert_frame_equal(parse_rules(content, "x.csv"), parse(GOOD))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "学校:小学;",
            "中学;",
            '第 2 行 matches 列: 值 "中学" 不是已知的设施类别; 已知类别: 学校、幼儿园',
        ),
        ("学校:小学;", "学校:大学;", '值 "学校:大学" 不是已知的设施类别'),
        ("学校:小学;", "公园:小学;", '值 "公园:小学" 不是已知的设施类别'),
        ("500", "五百", '第 2 行 radius_m 列: 值 "五百" 不是数字; 请只填数字'),
        ("500", "0", 'radius_m 列: 值 "0" 不在 1–20000 之间'),
        ("500", "", 'radius_m 列: 值 "" 为空; 该列必须填写'),
        (",15,", ",20,", 'level_min 列: 值 "20" 不在可选值之内; 请改为 15 / 10 / 5'),
        ("必配", "必须", 'required 列: 值 "必须" 不在可选值之内; 请改为 必配 / 选配'),
        ("转引", "已核", "checked 列"),
        ("b,甲,,轨道站", "a,甲,,轨道站", '第 3 行 rule_id 列: 值 "a" 与第 2 行重复'),
        ("b,甲,,轨道站", "b,甲,15,小学", '第 3 行 kind 列: 值 "小学" 与第 2 行重复; 同一标准'),
    ],
)
def test_each_problem_names_row_column_value_and_cure(old, new, expected):
    assert old in GOOD
    told = message(GOOD.replace(old, new, 1))
    assert told.startswith("我的标准.csv 第 ")
    assert expected in told


def test_the_same_kind_may_stand_at_another_level_or_preset():
    more = GOOD + "c,甲,10,小学,,500,必配,,s,转引,\nd,乙,15,小学,,500,必配,,s,转引,\n"
    assert len(parse(more)) == 4


def test_empty_files_missing_columns_and_binaries_are_refused():
    assert "文件是空的 (3 字节)" in message(" \n ")
    assert "没有任何一条标准" in message(HEAD)
    with pytest.raises(MissingColumnError, match="缺少列 radius_m"):
        parse(GOOD.replace("radius_m", "radius"))
    with pytest.raises(DataError, match="既不是 UTF-8 也不是 GB18030"):
        parse_rules(b"\xff\xff\xff", "x.csv")


def test_what_the_app_edits_is_checked_alike():
    rules = parse(GOOD)
    assert_frame_equal(check_rules(rules), rules)
    edited = rules.reset_index().astype({"radius_m": object, "level_min": object})
    edited.loc[1, "level_min"] = None
    assert_frame_equal(check_rules(edited), rules)
    edited.loc[1, "radius_m"] = np.nan
    with pytest.raises(DataError, match=r'第 2 行 \(轨道站\) radius_m 列: 值 "" 为空'):
        check_rules(edited)
    with pytest.raises(MissingColumnError, match="缺少列 source"):
        check_rules(rules.drop(columns="source"))
    with pytest.raises(DataError, match="没有任何一条标准"):
        check_rules(rules.iloc[:0])


TEXTS = st.text(st.sampled_from("甲a'=+-@,;\"\n\t "), max_size=6)


@given(TEXTS, st.floats(1, 20000), st.booleans(), st.sampled_from([5.0, 10.0, 15.0, None]))
@settings(max_examples=60)
def test_written_rules_are_read_back_unchanged(note, radius_m, required, level):
    table = parse(GOOD).assign(
        note=note,
        radius_m=radius_m,
        required=required,
        level_min=pd.Series([level] * 2, ["a", "b"]),
    )
    rules = check_rules(table)
    assert_frame_equal(parse_rules(rules_csv(rules).encode(), "x.csv"), rules)
    assert rules["radius_m"].tolist() == [radius_m] * 2


def test_presets_in_order_and_by_name():
    rules = parse(GOOD + "c,乙,,小学,,500,必配,,s,转引,\n")
    assert presets(rules) == ("甲", "乙")
    assert preset_rules(rules, "乙").index.tolist() == ["c"]
    with pytest.raises(DataError, match='没有名为 "丙" 的标准; 可选: 甲、乙'):
        preset_rules(rules, "丙")


def test_matches_take_full_width_marks_and_blanks():
    expected = (Term("学校", "小学"), Term("幼儿园"))
    assert parse_matches("学校:小学;幼儿园") == expected
    assert parse_matches(" 学校：小学 ； 幼儿园；") == expected
    assert parse_matches("") == ()
    with pytest.raises(DataError, match='"小学" 不是已知的设施类别; 已知类别'):
        parse_matches("小学")


@pytest.fixture(scope="module")
def standard():
    return load_rules(DATA)


def test_the_five_presets_of_the_standard(standard):
    names = ("生活圈", "15分钟都市文化圈", "群众15分钟健身圈", "学位", "1+5+X邻里中心")
    assert presets(standard) == names
    assert (DATA / "standards.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_radii_are_those_of_the_project_standards(standard):
    """Radius and mark of shared/standards.md: quoted second-hand, or not checked."""
    quoted = {"幼儿园": 300, "小学": 500, "初中": 1000}
    own = {"卫生服务中心": 1000, "社区卫生服务站": 300, "文化活动中心": 1000, "文化活动站": 500}
    own |= {"大型多功能运动场地": 1000, "中型多功能运动场地": 500, "小型多功能运动场地": 300}
    own |= {"菜市场或生鲜超市": 500, "老年人日间照料中心": 300, "社区服务站": 300}
    own |= {"公交车站": 500, "轨道站": 800}
    rules = preset_rules(standard, "生活圈").set_index("kind")
    assert rules["radius_m"].to_dict() == quoted | own
    assert set(rules["level_min"]) == {15, 10, 5}
    assert (rules.loc[list(quoted), "checked"] == "转引").all()
    assert (rules.loc[list(own), "checked"] == "未核对").all()
    seats = preset_rules(standard, "学位").set_index("kind")
    assert seats["radius_m"].to_dict() == quoted
    assert seats["level_min"].isna().all()
    assert seats["note"].str.contains("学区决定入学，够得着不等于能入学").all()


def test_the_circles_of_the_plan_take_the_15_minute_level(standard):
    circles = standard[~standard["preset"].isin(["生活圈", "学位"])]
    assert set(circles["radius_m"]) == {1000}
    assert set(circles["level_min"]) == {15}
    five = preset_rules(standard, "1+5+X邻里中心")["kind"].tolist()
    assert five == ["教育", "医疗", "助老", "商业", "文体"]


def test_thin_layers_say_so(standard):
    thin = standard["matches"].str.contains("养老|体育|文化")
    assert standard.loc[thin, "note"].str.contains("资料可能不全").all()
    absent = standard[standard["matches"] == ""]
    assert absent["note"].str.contains("没有此类|故不匹配").all()


def test_the_file_survives_an_excel_round_trip(standard):
    assert_frame_equal(parse_rules(rules_csv(standard).encode(), "x.csv"), standard)


def test_the_district_tells_which_preset_to_begin_with(make_rules):
    known = make_rules({"preset": "甲"}, {"preset": "学位"}, {"preset": "生活圈"})
    assert preset_to_begin(known, whole=False) == "学位"
    assert preset_to_begin(known, whole=True) == "生活圈"


def test_where_the_standard_has_no_such_preset_the_first_is_taken(make_rules):
    others = make_rules({"preset": "乙"}, {"preset": "甲"})
    assert {preset_to_begin(others, whole=each) for each in (True, False)} == {"乙"}
