"""Choices and looks of a stranger's project file: no wrong value comes to a widget."""

import json

import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from shapely import Point

from geo.errors import DataError
from geo.project_file import Project, dump, load, store
from geo.project_file.opening import open_layer
from views import imported_project, project_files
from views.state import kept
from views.state.imported import IMPORTED, LOOK
from views.state.kept import FAMILIES, KEYS, check_of
from views.state.lifecircle import RULES

SAVED = "2026-01-31"


def file_with(choices=None, look=None):
    frame = GeoDataFrame({"名称": ["甲"]}, geometry=[Point(115.9, 28.6)], crs="EPSG:4326")
    layer = store(frame, "小区", look=look or {"ink": "红"})
    return dump(Project("0.1.0", SAVED, choices or {"lc-speed": 60.0}, (layer,)))


def taken(text):
    """Choices and layers of a file as the page takes them."""
    project = load(text)
    brought = imported_project.restored([open_layer(each) for each in project.layers])
    return kept.choices(project.choices), brought


WRONG = [
    ("lc-speed", "60", "choices.lc-speed：应为"),
    ("lc-speed", 1e300, "choices.lc-speed：应为"),
    ("lc-speed", 10**400, "choices.lc-speed：应为 20–120 之间的数，实为 过大的数"),
    ("lc-speed", None, "choices.lc-speed：应为"),
    ("on-zones", 1, "choices.on-zones：应为是或否"),
    ("alpha-zones", 70.5, "choices.alpha-zones：应为"),
    ("clause", "x", "choices.clause：应为"),
    ("clause", ["x", 1], "choices.clause 第 2 项：应为"),
    ("clause", ["x"] * 301, "choices.clause：应为不超过 300 项"),
    ("q", "x" * 201, "choices.q：应为不超过 200 字"),
    ("selected", "../../etc/passwd", "choices.selected：应为"),
    ("pal", 3, "choices.pal：应为"),
    ("rings", {"origins": []}, "choices.rings：应为有 origins"),
    ("lc-scenarios", {"x": 1}, "choices.lc-scenarios.x：应为"),
    ("lc-rules", ["rule_id"], "choices.lc-rules：应为"),
]


@pytest.mark.parametrize(("name", "value", "told"), WRONG, ids=range(len(WRONG)))
def test_a_choice_that_cannot_be_is_named(name, value, told):
    with pytest.raises(DataError, match="^项目文件") as found:
        taken(file_with({name: value}))
    assert told in str(found.value)
    assert len(str(found.value)) < 400


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ({"ink": 7}, "layers 第 1 个.look.ink：应为"),
        ({"size": "big"}, "layers 第 1 个.look.size：应为"),
        ({"size": 3.5}, "layers 第 1 个.look.size：应为 0.5–3 之间的数"),
        ({"filter": {"text": "", "rules": [{}]}}, "look.filter.rules 第 1 项：应为有 column"),
        ({"opacity": 9}, "layers 第 1 个.look.opacity：应为 10–100"),
    ],
)
def test_a_look_that_cannot_be_is_named(look, told):
    with pytest.raises(DataError, match="^项目文件") as found:
        taken(file_with(look=look))
    assert told in str(found.value)


def test_what_is_not_known_is_left_out_and_said():
    choices = {"__class__": "x", "on-../x": True, "pal": "彩虹", "lc-network": "t", "q": "路"}
    found, brought = taken(
        file_with(choices, {"onclick": "x", "shape": "heart", "ink": "红", "size": 2})
    )
    assert found.values == {"q": "路"}
    assert sorted(found.left_out) == [
        "choices.__class__ 不认识，已略去",
        "choices.lc-network 不认识，已略去",
        "choices.on-../x 不认识，已略去",
        "choices.pal 的选项“彩虹”现在没有，已略去",
    ]
    assert brought.layers[0].look == {"ink": "红", "size": 2.0}
    assert brought.left_out == [
        "layers 第 1 个.look.onclick 不认识，已略去",
        "layers 第 1 个.look.shape 的选项“heart”现在没有，已略去",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5), inner),
    max_leaves=8,
)  # fmt: skip
NAMES = [*KEYS, *(f"{prefix}x1" for prefix in FAMILIES), "other"]


@profile(max_examples=300)
@given(st.sampled_from(NAMES), JSON, st.sampled_from([*LOOK, "other"]), JSON)
def test_what_comes_through_is_what_its_check_takes(name, value, part, drawn):
    try:
        found, brought = taken(file_with({name: value}, {part: drawn}))
    except DataError:
        return
    for key, one in found.values.items():
        assert check_of(key)(one, "") == one
        assert json.loads(json.dumps(one)) == one
    look = brought.layers[0].look
    assert {key: LOOK[key](one, "") for key, one in look.items()} == look


def test_a_table_of_rules_is_read_in_a_child_and_refused_by_name(session):
    before = project_files.refused(file_with({"lc-rules": "rule_id\nx"}).encode())
    assert before.startswith("项目文件 choices.lc-rules")
    assert (session, IMPORTED.get(), RULES.get()) == ({}, (), "")


def test_what_was_left_out_is_told_up_to_fifty_sentences(session):  # noqa: ARG001
    choices = {f"x{at}": 1 for at in range(60)}
    assert project_files.refused(file_with(choices).encode()) == ""
    told = project_files.notes()
    assert told[0] == "已打开 2026-01-31 保存的工程。"
    assert told[1] == "choices.x0 不认识，已略去"
    assert told[-1] == "另有 10 条"
    assert len(told) == 52
