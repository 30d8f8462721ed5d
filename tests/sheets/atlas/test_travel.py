"""Pages, looks and layers come back from their files as they were; fingerprints tell them apart."""

import json
from dataclasses import asdict, replace

import pytest

from layers import LAYERS
from layers.features import symbols_of
from layers.imported import spec_of
from layers.themes import BY_STATE, themed
from sheets.atlas.atlas_spec import make_atlas
from sheets.atlas.folder import Store, load_job, save_job
from sheets.atlas.job_json import canonical, page_from, spec_from, style_from
from sheets.atlas.model import AtlasStyle
from sheets.request import SheetLayer
from sheets.title_block import Imprint


@pytest.mark.parametrize("spec", [*LAYERS, spec_of("t0", "甲“层”", "线", ["a", "<b>"], 3)])
def test_specs_come_back(spec):
    assert spec_from(json.loads(canonical(asdict(spec)))) == spec


def test_pages_come_back(ask):
    for page in make_atlas(ask("zones", "projects", "schools")).pages:
        assert page_from(json.loads(canonical(asdict(page)))) == page


def test_styles_come_back():
    for style in (
        AtlasStyle("2025-06-30"),
        AtlasStyle("2025-06-30", imprint=Imprint("甲局"), scale=5000),
    ):
        assert style_from(json.loads(canonical(asdict(style)))) == style


def test_a_job_comes_back_with_a_planners_own_layer(ask, own_layer, tmp_path):
    spec = spec_of("k", "自带", "点", list(own_layer.frame.columns), 0)
    own = SheetLayer(spec, own_layer.frame, 0.7)
    atlas = make_atlas(ask("projects"))
    atlas = replace(atlas, background=(*atlas.background, own))
    store = Store.create(tmp_path)
    prints = save_job(store, atlas)
    job = load_job(store)
    assert job.pages == atlas.pages
    assert job.prints == prints
    assert job.style == atlas.style
    back = job.background[-1]
    assert (back.spec, back.opacity) == (spec, 0.7)
    assert list(back.frame["name"]) == ["<b>&\"'", ""]
    assert back.frame.geometry.isna().tolist() == [False, True]
    assert back.frame.geometry.iloc[0].equals(own_layer.frame.geometry.iloc[0])


def test_fingerprints_follow_page_look_and_data(ask, tmp_path):
    atlas = make_atlas(ask("projects"))

    def prints(other):
        return save_job(Store.create(tmp_path), other)

    first = prints(atlas)
    assert prints(make_atlas(ask("projects"))) == first
    assert len(set(first)) == len(first)
    paler = replace(atlas, style=replace(atlas.style, palette="黑白"))
    assert not set(prints(paler)) & set(first)
    moved = atlas.background[1]
    frame = moved.frame.set_geometry(moved.frame.geometry.translate(1e-5))
    changed = replace(atlas, background=(replace(moved, frame=frame), *atlas.background[2:]))
    assert not set(prints(changed)) & set(first)
    page = replace(atlas.pages[0], title="改")
    one = prints(replace(atlas, pages=(page, *atlas.pages[1:])))
    assert [a == b for a, b in zip(one, first, strict=True)] == [False, True, True, True]


def test_what_is_late_and_what_is_a_draft_is_told_on_pages_and_behind_them(ask, plan, tmp_path):
    """The road is late and its place a draft, on the zone's page and in the background."""
    told = {"status": ["在建", "", "投用", ""], "timing": ["逾期未完工", "", "", ""]}
    projects = plan.projects.assign(**told, placed_review=["草稿", "", "", ""])
    roads = themed(next(each for each in LAYERS if each.part == "roads"), BY_STATE)
    behind = SheetLayer(roads, projects[projects["layer"] == "roads"])
    atlas = make_atlas(ask("zones", projects_ll=projects, theme=BY_STATE))
    store = Store.create(tmp_path)
    save_job(store, replace(atlas, background=(behind,)))
    job = load_job(store)
    own = next(each for each in job.pages[0].layers if each.spec.part == "roads").sheet_layer()
    for layer in (own, job.background[0]):
        (symbol,) = symbols_of(layer.placed_m, layer.spec)
        assert (symbol.value, symbol.variant, symbol.late) == ("在建", "draft", True)
