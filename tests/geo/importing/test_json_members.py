"""The outermost members of JSON, found without taking apart what they hold."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.importing import json_members
from geo.importing.json_members import end_of_nested, followed, members

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('a"\\[]{}:, \n', max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text('b"\\]}', max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(
    st.dictionaries(st.text('k"\\', min_size=1, max_size=6), VALUES, min_size=1, max_size=5),
    st.sampled_from([4, 7, 4096]),
    st.sampled_from([None, 1]),
)
def test_members_are_those_that_a_parser_finds(data, piece, indent):
    text = json.dumps(data, indent=indent).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_members, "_FIRST_PIECE", piece)
        patch.setattr(json_members, "_PIECE", 2 * piece)
        found = members(text + b"\n{}")
    assert found.end == len(text)
    words = {name: value if isinstance(value, str) else "" for name, value in data.items()}
    assert found.values == words
    assert followed(text + b"\n{}", found.end)
    assert not followed(text + b" \n", found.end)


def test_the_search_ends_once_enough_is_known():
    text = b'{"type": "Feature", "features": [ and nothing more'
    assert members(text, frozenset({"type", "features"})) == (
        {"type": "Feature", "features": ""},
        -1,
    )


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[1]", b'{"a', b'{"a": [1, 2', b'{"a" 1}', b'{"a": }']
)
def test_what_is_broken_or_cut_has_no_end(text):
    assert members(text).end == -1


def test_the_end_of_lists_in_lists():
    assert end_of_nested(b'x[[1, "]"], {"a": "}"}] ]', 1) == 23
    assert end_of_nested(b"[[1, 2]", 0) == -1
