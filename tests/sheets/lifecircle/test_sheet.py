"""A 生活圈 sheet: true scale, every word readable, what it leaves out said."""

import io

import pytest
from pandas import DataFrame
from PIL import Image

from sheets.lifecircle.request import STATUSES
from sheets.lifecircle.sheet import compose_circle, render_circle
from sheets.request import ORIENTATIONS

PT_PER_MM = 72 / 25.4


def test_png_is_the_paper_to_a_pixel(ask):
    with Image.open(io.BytesIO(render_circle(ask(dpi=300), "png"))) as image:
        assert image.size == (3508, 2480)  # 297 x 210 mm at 300 dots an inch


def test_a_known_distance_is_true_to_scale_on_the_pdf(ask, kit):
    """A ring of 1 000 m is 2 000 m across."""
    request = ask(areas_ll=kit.areas(1000.0), layers=())
    _, scale = compose_circle(request)
    blue = (0x1F / 255, 0x5F / 255, 0xBF / 255)
    rings = [
        each["rect"].width / PT_PER_MM
        for each in kit.page_of(request).get_drawings()
        if each["color"] is not None and each["color"] == pytest.approx(blue, abs=0.01)
    ]
    assert max(rings) == pytest.approx(2000 * 1000 / scale, rel=0.005)
    assert f"比例 1:{scale:,}".replace(",", " ") in kit.texts_of(request)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_word_can_be_found_in_the_pdf(ask, kit, orientation):
    request = ask(orientation=orientation, subtitle="副题在此")
    words = kit.words_of(request)
    expected = [
        "小学生活圈", "副题在此", "小学 步行 500 米", "各分区达标", "离得最远的居住小区",
        "末尾小区", "1,234", "方法与说明", "2026-01-31", "坐标北", "示意图，不作为划界、审批依据",
        *kit.table(5).columns, *kit.table(5).to_numpy().ravel(), *STATUSES,
    ]  # fmt: skip
    assert [each for each in expected if each not in words] == []
    assert "按主干路骨架路网计算，不含街坊路。" in words
    assert "资料来源" in words


def test_dollars_and_tags_are_printed_as_they_are(ask, kit):
    cells = DataFrame({"名": ["$x$", "<b>粗</b>"]})
    words = kit.words_of(ask(table=cells))
    assert "$x$" in words
    assert "<b>粗</b>" in words


def test_a_missing_cell_is_a_dash(ask, kit):
    said = kit.texts_of(ask(table=DataFrame({"名": ["甲", None, float("nan"), ""]})))
    assert said.count("—") == 3


def test_a_table_without_rows_says_none(ask, kit):
    assert "（无）" in kit.texts_of(ask(table=kit.table(0)))


def test_areas_without_rows_are_no_areas(ask, kit):
    assert not any("可达范围" in words for words in kit.texts_of(ask(areas_ll=kit.areas())))


def test_estates_without_a_place_are_left_out(ask, kit):
    lost = kit.estates(("未达标", "达标"))
    lost.loc["c0", "geometry"] = None
    said = kit.texts_of(ask(estates_ll=lost))
    assert "居住小区 · 达标" in said
    assert not any("未达标" in words for words in said)


def test_legend_lists_only_what_the_sheet_shows(ask, kit):
    said = kit.texts_of(
        ask(estates_ll=kit.estates(("达标", "未达标")), facilities_ll=kit.facilities(("现状",)))
    )
    assert {"居住小区", "达标", "未达标", "设施 · 现状"} <= set(said)
    assert not {"新增达标", "未接入路网", "无资料", "规划"} & set(said)
    assert "可达范围 · 小学 500 米" in said


def test_openstreetmap_is_credited_for_areas_on_its_network(ask, kit):
    ours = kit.areas(500.0).assign(source="© OpenStreetMap 贡献者，ODbL")
    assert any("OpenStreetMap" in words for words in kit.texts_of(ask(areas_ll=ours)))
    assert not any("OpenStreetMap" in words for words in kit.texts_of(ask()))


def test_names_of_data_are_printed_with_a_mark_for_what_the_font_lacks(ask, kit):
    fish = "\U0001f41f"
    estates = kit.estates().assign(name=f"甲{fish}", label=True)
    words = kit.words_of(ask(table=DataFrame({f"列{fish}": [f"格{fish}"]}), estates_ll=estates))
    for each in ("列〓", "格〓", "甲〓"):
        assert each in words
