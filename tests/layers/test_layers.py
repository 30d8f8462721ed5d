"""The tuple of layers that list, legend, map and sheet read."""

from pathlib import Path

import pytest

from geo.plan_data import load_plan
from layers import LAYERS, drawing_order
from layers.features import features_of, names_of, symbols_of, with_derived_columns, with_place
from layers.palettes import PALETTES

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def plan():
    return with_derived_columns(load_plan(DATA))


def test_the_list_order_is_the_one_agreed():
    titles = [spec.title for spec in LAYERS]
    assert titles == ["空间结构", "道路工程", "城市建设", "学校与体育", "更新区块", "楼宇与园区",
                      "文化与街区", "夜间经济", "绿地与水系", "现状设施", "居住小区",
                      "主要道路", "区界"]  # fmt: skip


def test_areas_are_drawn_first_and_points_last():
    planes = [spec.plane for spec in drawing_order()]
    assert planes == sorted(planes, key=["area", "reference", "line", "point"].index)


def test_every_colour_of_a_layer_is_in_every_palette():
    wanted = {symbol.colour for spec in LAYERS for symbol in spec.symbols}
    assert all(wanted <= set(palette) for palette in PALETTES.values())


def test_the_palettes_have_the_same_keys():
    first, *others = (set(palette) for palette in PALETTES.values())
    assert all(keys == first for keys in others)


@pytest.mark.parametrize("spec", LAYERS, ids=lambda spec: spec.layer_id)
def test_classes_of_a_layer_differ_without_colour(spec):
    """Two classes may share a look only where their words tell a size or reliability apart."""
    looks = [(s.colour, s.shape, s.dash, s.filled, s.size, s.width) for s in spec.symbols[:-1]]
    if spec.plane == "area":
        return
    shapes = [(s.shape, s.dash, s.filled, s.size, s.width) for s in spec.symbols if s.value]
    if spec.frame == "projects":
        new = [shape for s, shape in zip(spec.symbols, shapes, strict=False) if s.value == "新建"]
        old = [shape for s, shape in zip(spec.symbols, shapes, strict=False) if "改造" in s.value]
        assert not set(new) & set(old)
    else:
        assert len(set(looks)) == len(looks)


def test_every_project_belongs_to_one_layer(plan):
    parts = [len(features_of(plan, spec)) for spec in LAYERS if spec.frame == "projects"]
    assert sum(parts) == len(plan.projects)


def test_every_class_in_the_data_has_a_symbol_of_its_own(plan):
    for spec in LAYERS:
        if spec.class_column:
            chosen = symbols_of(features_of(plan, spec), spec)
            assert all(symbol.value for symbol in chosen), spec.layer_id


def test_cards_name_columns_that_are_there(plan):
    for spec in LAYERS:
        frame = features_of(plan, spec)
        assert {field.column for field in spec.cards} <= set(frame.columns), spec.layer_id


def test_names_come_from_the_index_where_it_is_the_name(plan):
    outline = next(spec for spec in LAYERS if spec.layer_id == "outline")
    assert names_of(plan.boundary, outline) == ["青云谱区"]


def test_unplaced_items_are_left_off_the_map(plan):
    assert (
        len(with_place(plan.projects)) == plan.projects.geometry.notna().sum() < len(plan.projects)
    )


def test_dressing_adds_words_and_keeps_the_plan(plan):
    school = plan.projects.loc["P8-1-03"]
    assert school["zone_names"] == "洪都新城核心区"
    assert school["accuracy"].startswith("±")
    assert plan.projects.loc["P8-1-05", "accuracy"] == "未落图"
    assert plan.zones.loc["core", "area"].endswith("平方公里")
    renovation = plan.projects[plan.projects["quantity"] == 4217]
    assert list(renovation["amount"]) == ["约 4217 户"]
    assert plan.projects.loc["C8-1-01", "amount"] == "37 条"  # the plan does not say 约


def test_no_two_layers_share_an_id(plan):
    """The buffers tell origins apart by id alone."""
    parts = {spec.layer_id: features_of(plan, spec).index for spec in LAYERS}
    ids = [str(each) for index in parts.values() for each in index]
    assert len(set(ids)) == len(ids)


def test_what_is_a_sketch_says_so_in_its_heading():
    sketches = [spec.heading for spec in LAYERS if spec.note]
    assert sketches == ["空间结构（示意）", "区界（示意）"]
