"""Nothing of a 生活圈 sheet leaves the page or lies over another text, whatever the words."""

import pytest
from pandas import DataFrame

from layers import LAYERS
from layers.features import features_of
from sheets.lifecircle.request import STATUSES
from sheets.lifecircle.sheet import compose_circle, render_circle
from sheets.request import ORIENTATIONS, PAPERS, SheetLayer

PT_PER_MM = 72 / 25.4
SIZES_MM = {"A4": (210, 297), "A3": (297, 420), "A2": (420, 594)}
LONG = "青云谱区国民经济和社会发展第十四个五年规划重点项目甲乙丙丁" * 3


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_pdf_page_is_the_paper_with_nothing_astray(ask, kit, paper, orientation):
    request = ask(paper=paper, orientation=orientation)
    rect = kit.page_of(request).rect
    sides = SIZES_MM[paper] if orientation == "纵向" else SIZES_MM[paper][::-1]
    assert (rect.width / PT_PER_MM, rect.height / PT_PER_MM) == pytest.approx(sides, abs=0.05)
    assert kit.strays(request) == []
    assert kit.overlaps(request) == []


def test_a_long_table_says_how_many_rows_are_left_out(ask, kit):
    request = ask(table=kit.table(300))
    said = kit.texts_of(request)
    shown = sum(words.startswith("第") and words.endswith("分区") for words in said)
    assert 5 < shown < 80
    assert f"另有 {300 - shown} 行未列出（共 300 行）" in said
    assert kit.strays(request) == kit.overlaps(request) == []


def test_a_table_that_fits_is_whole(ask, kit):
    said = kit.texts_of(ask(table=kit.table(24), paper="A3"))
    assert "第23分区" in said
    assert not any("未列出" in words for words in said)


def test_print_is_never_smaller_than_five_points(ask, kit):
    canvas, _ = compose_circle(ask(table=kit.table(300), method=(LONG,) * 40))
    cells = [each for each in canvas.sheet.texts if each.get_text().startswith("第")]
    assert min(each.get_fontsize() for each in cells) >= 4.99


def test_a_method_without_end_is_cut_with_a_word_about_it(ask, kit):
    request = ask(method=(LONG,) * 60)
    assert any("行未印出" in words for words in kit.texts_of(request))
    assert kit.strays(request) == kit.overlaps(request) == []


@pytest.mark.parametrize("text", ["$x$ 与 $\\frac$", "<b>粗</b>", "甲\n乙\t丙", LONG, "W" * 60])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_hostile_words_do_not_break_the_sheet(ask, kit, text, orientation):
    request = ask(
        orientation=orientation,
        rule_words=text,
        table=DataFrame({text: [text, "1"], "数": ["1", "2"]}),
        table_title=text,
        method=(text,),
        estates_ll=kit.estates(("未达标",)).assign(name=text),
    )
    assert kit.strays(request) == kit.overlaps(request) == []
    assert render_circle(request, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_nothing_at_all_still_makes_a_sheet(ask, kit, orientation):
    request = ask(
        orientation=orientation,
        layers=(),
        areas_ll=None,
        estates_ll=kit.estates(()),
        facilities_ll=kit.facilities(()),
        table=DataFrame(),
        worst=None,
        method=(),
    )
    assert render_circle(request, "png").startswith(b"\x89PNG")
    assert not set(kit.texts_of(request)) & {"居住小区", "设施", "方法与说明", *STATUSES}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_real_plan_stays_on_the_page(real_plan, ask, kit, paper, orientation):
    here = real_plan.communities[real_plan.communities.geometry.notna()]
    statuses = [STATUSES[place % len(STATUSES)] for place in range(len(here))]
    request = ask(
        paper=paper,
        orientation=orientation,
        layers=tuple(SheetLayer(spec, features_of(real_plan, spec)) for spec in LAYERS),
        extent_ll=tuple(float(value) for value in real_plan.boundary.total_bounds),
        estates_ll=here[["name", "geometry"]].assign(status=statuses, label=True),
        table=kit.table(12),
    )
    assert kit.strays(request) == kit.overlaps(request) == []
