"""A feature as text, always the same."""

import numpy as np
import pytest
from shapely import Point

from geo.project_file.feature_json import all_texts, feature_text, geometry_texts
from geo.project_file.model import StoredColumn


def test_a_feature_is_one_line_without_blanks_its_letters_as_they_are():
    assert feature_text("甲", {"名": "乙", "数": [1, 2]}, "G") == (
        '{"type":"Feature","id":"甲","properties":{"名":"乙","数":[1,2]},"geometry":G}'
    )
    assert feature_text(7, {}, "null") == (
        '{"type":"Feature","id":7,"properties":{},"geometry":null}'
    )


def test_what_is_no_number_is_never_written():
    with pytest.raises(ValueError, match="JSON"):
        feature_text("a", {"x": float("inf")}, "null")


def test_shapes_have_every_digit_and_missing_or_empty_ones_are_null():
    shapes = np.array([Point(115.9123456789012, 28.6), None, Point()], dtype=object)
    told = '{"type":"Point","coordinates":[115.9123456789012,28.6]}'
    assert geometry_texts(shapes) == [told, "null", "null"]


def test_features_are_made_of_columns():
    shapes = np.array([None, None], dtype=object)
    columns = [StoredColumn("a", "integer"), StoredColumn("b", "text")]
    assert all_texts(["x", "y"], columns, [[1, 2], ["甲", None]], shapes) == (
        '{"type":"Feature","id":"x","properties":{"a":1,"b":"甲"},"geometry":null}',
        '{"type":"Feature","id":"y","properties":{"a":2,"b":null},"geometry":null}',
    )
    assert all_texts([1, 2], [], [], shapes) == (
        '{"type":"Feature","id":1,"properties":{},"geometry":null}',
        '{"type":"Feature","id":2,"properties":{},"geometry":null}',
    )
    assert all_texts([], columns, [[], []], shapes[:0]) == ()
