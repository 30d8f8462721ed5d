"""What is asked for wrongly is refused in words a planner understands."""

import pytest

from geo.errors import DataError
from sheets import fonts
from sheets.render import render


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"palette": "彩虹"}, "配色.*彩虹.*规范色"),
        ({"paper": "A5"}, "纸张.*A5.*A4"),
        ({"orientation": "斜向"}, "方向"),
        ({"dpi": 72}, "分辨率.*72"),
        ({"mode": "随意"}, "用途"),
        ({"title": "  "}, "图题为空"),
        ({"extent_ll": (116.0, 28.0, 115.0, 29.0)}, "范围"),
        ({"extent_ll": (float("nan"), 28.0, 115.0, 29.0)}, "范围"),
    ],
)
def test_bad_request_is_refused(ask, changes, words):
    with pytest.raises(DataError, match=words):
        ask(**changes)


def test_extent_beyond_every_scale_is_refused(ask):
    with pytest.raises(DataError, match="范围太大"):
        render(ask(extent_ll=(110.0, 20.0, 120.0, 30.0)), "png")


@pytest.fixture
def fresh_glyphs():
    for each in (fonts._glyphs, fonts.face, fonts.font_file):
        each.cache_clear()
    yield
    for each in (fonts._glyphs, fonts.face, fonts.font_file):
        each.cache_clear()


@pytest.mark.usefixtures("fresh_glyphs")
def test_missing_font_is_said_with_its_cure(ask, monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "files", lambda _package: tmp_path)
    with pytest.raises(DataError, match="pylopdf-fonts-zh-cn"):
        render(ask(), "png")


def test_character_without_a_glyph_is_refused_by_name(ask):
    with pytest.raises(DataError, match="没有字符“🐟”"):
        render(ask(title="梅湖🐟"), "pdf")


def test_dollar_signs_are_only_dollar_signs(ask):
    assert render(ask(title="投资 $\\frac$ 亿"), "png")
