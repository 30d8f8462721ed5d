"""One door for all that is written: what passes comes typed, what does not is named."""

import pytest

from geo.errors import DataError
from geo.ledger import Edit
from geo.overlay.checking import MOST_VERTICES, check_edit, field_of, writable

LINE = "LINESTRING (115.92 28.62, 115.93 28.63)"
PLACE = {"geometry": LINE, "basis": "规划图", "accuracy_m": "20"}
ROAD = {**PLACE, "name": "规划一路", "grade": "C", "source": "测绘院"}


def many_points(count):
    return f"LINESTRING ({', '.join(f'115.{90000 + each % 9} 28.62' for each in range(count))})"


def test_values_come_in_their_types(plan):
    told = check_edit(
        plan, "projects", "P5-1-01",
        {**PLACE, "progress": " 35 ", "status": "在建", "remark": " 先办 ", "capacity": ""},
    )  # fmt: skip
    assert told == {
        "geometry": LINE, "basis": "规划图", "accuracy_m": 20.0,
        "progress": 35.0, "status": "在建", "remark": "先办", "capacity": None,
    }  # fmt: skip


def test_heights_are_left_out_of_a_place(plan):
    told = check_edit(plan, "projects", "P5-1-01", {**PLACE, "geometry": "POINT Z (115.9 28.6 3)"})
    assert told["geometry"] == "POINT (115.9 28.6)"


def test_a_place_goes_with_its_basis(plan):
    told = check_edit(plan, "projects", "P5-1-02", {"geometry": ""})
    assert told == {"geometry": None, "basis": "未落图", "accuracy_m": None}


def test_what_is_called_unreported_is_nothing(plan):
    assert check_edit(plan, "projects", "P5-1-01", {"status": "未填报"}) == {"status": None}


def test_a_new_road_is_whole(plan):
    assert check_edit(plan, "roads", "x-1", ROAD)["name"] == "规划一路"


@pytest.mark.parametrize(
    ("item", "values", "words"),
    [
        ("P5-1-01", {}, "没有要写的字段"),
        ("P5-1-01", {"name": "甲"}, "“P5-1-01”的名称：值“甲”是规划原文"),
        ("P5-1-01", {"column": "专栏6"}, "的专栏：.*规划原文"),
        ("P5-1-01", {"clause": "一"}, "的条目：.*规划原文"),
        ("P5-1-01", {"layer": "roads"}, "不是可以填的字段"),
        ("P5-1-01", {"placed_by": "甲"}, "的落图人：.*不是可以填的字段"),
        ("P5-1-01", {"zone_names": "甲"}, "不是可以填的字段"),
        ("P5-1-01", {"无": "甲"}, "不是可以填的字段；可填：位置、"),
        ("P5-1-01", {"kind": ""}, "的类别：值“”为空"),
        ("P5-1-01", {"status": "快了"}, "的状态：值“快了”不在可选值之内；请改为 未启动 /"),
        ("P5-1-01", {"progress": "101"}, "的形象进度：值“101”不在 0–100 之间"),
        ("P5-1-01", {"progress": "nan"}, "不是数字"),
        ("P5-1-01", {"progress": "一半"}, "不是数字"),
        ("P5-1-01", {"remark": "甲" * 2_001}, "超过 2,000 个字"),
        ("P5-1-01", {"remark": "甲\x00"}, "控制字符"),
        ("P5-1-01", {"remark": "甲\ud800"}, r"值“甲\?”含有控制字符或残缺的字"),
        ("P5-1-01", {"remark": "甲\uffff"}, "控制字符"),
        ("P5-1-01", {**PLACE, "basis": "甲\u202e"}, "控制字符"),
        ("P5-1-01", {**PLACE, "basis": ""}, "须同时填写落图依据；请补上"),
        ("P5-1-01", {"geometry": LINE}, "须同时填写落图依据、位置精度"),
        ("P5-1-01", {**PLACE, "basis": "未落图"}, "落图依据不能是“未落图”"),
        ("P5-1-01", {"basis": "规划图"}, "还没有位置"),
        ("P5-1-02", {"basis": "未落图"}, "已有位置"),
        ("P5-1-02", {"accuracy_m": ""}, "已有位置"),
        ("P5-1-01", {**PLACE, "accuracy_m": "-1"}, "不在 0–5000 之间"),
        ("P5-1-01", {**PLACE, "geometry": "甲"}, "的位置：值“甲”不是有效的 WKT"),
        ("P5-1-01", {**PLACE, "geometry": "POINT EMPTY"}, "空的几何图形"),
        ("P5-1-01", {**PLACE, "geometry": "MULTIPOINT (EMPTY, (116 28.6))"}, "有空的部分"),
        ("P5-1-01", {**PLACE, "geometry": "POINT (116 28.6)\0x"}, "不是有效的 WKT"),
        ("P5-1-01", {**PLACE, "geometry": "LINESTRING (116 28.6, 116 28.600000001)"}, "图形无效"),
        ("P5-1-01", {**PLACE, "geometry": "POINT (28.6 115.9)"}, "填反"),
        ("P5-1-01", {**PLACE, "geometry": "POINT (116 40)"}, "超出经度"),
        ("P5-1-01", {**PLACE, "geometry": "POINT (nan nan)"}, "的位置"),
        ("P5-1-01", {**PLACE, "geometry": f"GEOMETRYCOLLECTION ({LINE})"}, "的类型是 Geom"),
        (
            "P5-1-01",
            {**PLACE, "geometry": "POLYGON ((116 28, 116.1 28.1, 116.1 28, 116 28.1, 116 28))"},
            "图形无效 .自相交",
        ),
        ("P5-1-01", {**PLACE, "geometry": many_points(MOST_VERTICES + 1)}, "20,001 个点"),
        ("P9-9-99", {"status": "在建"}, "没有编号为“P9-9-99”的项目"),
        ("P5-1-01", {"stage": "小学"}, "没有把该项目列为设施"),
        ("P8-1-02", {"stage": "大学"}, "不在可选值之内"),
        ("P8-1-03", {"stage": "小学"}, "规划已载明学段“九年一贯制”"),
    ],
)  # fmt: skip
def test_what_may_not_be_written_is_said(plan, item, values, words):
    with pytest.raises(DataError, match=words):
        check_edit(plan, "projects", item, values)


@pytest.mark.parametrize(
    ("item", "values", "words"),
    [
        ("路 1", ROAD, "编号“路 1”不可用"),
        ("x-1", {"name": "甲路"}, "还缺：走向等级、落图依据、位置精度、来源、位置"),
        ("x-1", {**ROAD, "geometry": "POINT (116 28.6)"}, "的类型是 Point"),
        ("r01", {"geometry": ""}, "道路必须有位置"),
        ("r01", {"name": ""}, "为空"),
        ("r01", {"name": "路" * 201}, "超过 200 个字"),
    ],
)
def test_what_is_no_road_is_said(plan, item, values, words):
    with pytest.raises(DataError, match=words):
        check_edit(plan, "roads", item, values)


def test_all_that_is_wrong_is_said_at_once(plan):
    with pytest.raises(DataError) as told:
        check_edit(plan, "projects", "P5-1-01", {"name": "甲", "progress": "300"})
    assert len(str(told.value).splitlines()) == 2


def test_a_table_without_items_is_refused(plan):
    with pytest.raises(DataError, match="不能填报"):
        check_edit(plan, "zones", "core", {"name": "甲"})


def test_a_field_is_named_by_title_or_name():
    assert field_of("projects", "状态") == field_of("projects", "status") == "status"
    assert field_of("projects", "位置精度") == field_of("projects", "位置精度_米") == "accuracy_m"
    assert field_of("projects", "位置") == field_of("roads", "WKT") == "geometry"
    assert field_of("projects", "名称") == "name"  # refused where it is written, with the reason
    for wrong in ("", "规模", "甲"):
        with pytest.raises(DataError, match="可填：位置、"):
            field_of("projects", wrong)


def test_the_fields_of_an_item_are_told():
    titles = [each.title for each in writable("projects")]
    assert {"状态", "形象进度", "备注", "落图依据", "学段", "容量"} <= set(titles)
    assert not {"名称", "专栏", "条目", "审核", "落图人", "规模"} & set(titles)


def test_the_stage_may_be_stated_again(store, act):
    for stage in ("小学", "初中"):
        store.write(Edit("projects", "P8-1-02", {"stage": stage}, act))
    assert store.read().services.loc["P8-1-02", "stage"] == "初中"


def test_nothing_is_written_of_edits_of_which_one_is_refused(store, act):
    good = Edit("projects", "P5-1-01", {"status": "在建"}, act)
    with pytest.raises(DataError, match="规划原文"):
        store.write_all([good, Edit("projects", "P5-1-01", {"name": "甲"}, act)])
    assert store.ledger_version() == 0


def test_a_road_without_a_source_has_its_document_as_one(store, act):
    store.write(Edit("roads", "x-1", {**ROAD, "source": None}, act))
    assert store.read().roads.loc["x-1", "source"] == "纪要12号"
    bare = act._replace(document="")
    with pytest.raises(DataError, match="还缺：来源"):
        store.write(Edit("roads", "x-2", {**ROAD, "source": None}, bare))
