"""Names that every file system takes."""

import pytest

from geo.outgoing.naming import plain_name, stem
from geo.outgoing.systems import system_of


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("学校/幼儿园", "学校_幼儿园"),
        ('<a>:"b"\\|?*\n\x1fc', "_a_b_c"),
        (" 学校. ", "学校"),
        (". 学校", "学校"),
        ("X学X", "X学X"),
        ("v1.2 学校", "v1.2 学校"),
        ("", "图层"),
        (" . ", "图层"),
        ("学" * 61, "学" * 60),
        ("学" * 58 + " .校", "学" * 58),
        ("con", "con_"),
        ("Aux.学校", "Aux.学校_"),
        ("COM1", "COM1_"),
        ("lpt9.a.b", "lpt9.a.b_"),
        ("com10", "com10"),
        ("学校.con", "学校.con"),
    ],
)
def test_what_a_file_may_not_be_called_goes(name, plain):
    assert plain_name(name) == plain


@pytest.mark.parametrize(("key", "wanted"), [("EPSG:4326", "a_b"), ("EPSG:4490", "a_b_EPSG4490")])
def test_a_file_says_its_system_unless_that_is_wgs84(key, wanted):
    assert stem("a/b", system_of(key)) == wanted
