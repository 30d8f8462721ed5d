"""Parts of the views that need no page."""

import pytest
from pandas import Series

from geo.errors import DataError
from layers.spec import CardField, LayerSpec, Symbol
from views.buffer_form import metres_of
from views.escape_markdown import escape_markdown
from views.feature_card import card_html

SPEC = LayerSpec(
    "demo", "示例<i>", "projects", "point", (Symbol("", "x", "school"),),
    cards=(CardField("clause", "条目"), CardField("quantity", "数量"), CardField("none", "无")),
    note="示意",
)  # fmt: skip


def test_a_card_escapes_every_value_and_leaves_out_the_empty():
    row = Series(
        {"name": "<img src=x onerror=1>", "clause": "\"'><script>", "quantity": float("nan")}
    )
    card = card_html(SPEC, row)
    assert "<img" not in card
    assert "<script" not in card
    assert "<i>" not in card
    assert "数量" not in card
    assert "示意" in card


@pytest.mark.parametrize(
    ("text", "metres"),
    [("500", [500]), ("300、500，1000", [300, 500, 1000]), (" 300 m; 500米 ", None), ("", [])],
)
def test_metres_are_read_from_what_planners_type(text, metres):
    if metres is None:
        with pytest.raises(DataError):
            metres_of(text)
    else:
        assert metres_of(text) == metres


def test_errors_show_data_as_text_and_never_as_markup():
    shown = escape_markdown("![x](http://a/b.png) <b> `c` :red[d]")
    assert "![x](" not in shown
    assert "\\<b\\>" in shown
