import pytest

from geo.attributes import EMPTY
from layers.imported import spec_of
from layers.imported_style import INKS, MOST_CLASSES, OTHER, SHAPES, OwnLook, styled
from layers.palettes import PALETTES


@pytest.fixture
def spec():
    return spec_of("token", "商铺", "点", ["类别"], 0)


def test_without_a_wish_a_layer_stays_as_it_came(spec):
    assert styled(spec, OwnLook()) == spec
    assert styled(spec, OwnLook(ink="无此色", shape="无此形")) == spec


def test_colour_shape_and_size_are_as_chosen(spec):
    symbol = styled(spec, OwnLook("红", "五星", 2.0)).symbols[0]
    assert (symbol.colour, symbol.shape) == ("hue.red", "star")
    assert symbol.size == 2 * spec.symbols[0].size
    assert symbol.width == 2 * spec.symbols[0].width


def test_classes_differ_by_colour_and_by_shape_and_the_rest_is_one(spec):
    shown = styled(spec, OwnLook(column="类别", classes=("药店", "超市")))
    assert [each.title for each in shown.symbols] == ["药店", "超市", OTHER]
    assert shown.symbol_of("药店") != shown.symbol_of("超市")
    assert len({each.colour for each in shown.symbols}) == 3
    assert shown.symbol_of("别的").title == OTHER
    assert shown.symbol_of(EMPTY).title == OTHER


def test_no_more_classes_than_can_be_told_apart(spec):
    many = tuple(f"类{number}" for number in range(MOST_CLASSES + 5))
    shown = styled(spec, OwnLook(column="类别", classes=many))
    assert len(shown.symbols) == MOST_CLASSES + 1
    looks = {(each.colour, each.shape) for each in shown.symbols}
    assert len(looks) == MOST_CLASSES + 1


def test_every_ink_is_in_every_palette_and_every_shape_once():
    assert all(set(INKS.values()) <= set(colours) for colours in PALETTES.values())
    assert len(set(SHAPES.values())) == len(SHAPES)
