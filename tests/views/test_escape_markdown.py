"""Names keep their letters and lose their meaning; the browser test shows them drawn."""

import pytest

from views.escape_markdown import escape_markdown, strong


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("梅湖路 A-3（东段）", "梅湖路 A-3（东段）"),
        ("*甲_乙*", r"\*甲\_乙\*"),
        ("[1]", r"\[1\]"),
        ("$5 到 $6", r"\$5 到 \$6"),
        ("&lt;", r"\&lt;"),
        ("a\\*b", r"a\\\*b"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("2.5 米", r"2\.5 米"),
        ("- a", r"\- a"),
        ("---", r"\-:color[]-:color[]-"),
        ("    x", " x"),
        ("a\r\n+ b", "a\n\\+ b"),
        ("http://x.cn", r"http:color[]\://x.cn"),
        ("www.x.cn", "www:color[].x.cn"),
        ("a@b.cn", "a:color[]@b.cn"),
        (":material/home:", r"\::color[]material/home\:"),
        ("a -> b", r"a -:color[]\> b"),
        ("", ""),
    ],
)
def test_what_markdown_is_given(name, written):
    assert escape_markdown(name) == written


def test_spaces_at_the_ends_do_not_undo_bold():
    assert strong(" 甲*　") == r"**甲\***"
    assert strong("  ") == ""
