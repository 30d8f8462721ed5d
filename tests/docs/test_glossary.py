"""The glossary names modules that are there, and each of its words once."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| 中文"))
]


@pytest.mark.parametrize("module", sorted(set(re.findall(r"`([\w/]+\.py)`", TEXT))))
def test_every_module_that_is_named_is_there(module):
    assert (ROOT / module).is_file()


def test_every_row_says_a_word_in_both_languages_and_where_it_lives():
    assert len(ROWS) > 60
    for row in ROWS:
        assert len(row) == 3, row
        assert re.search(r"[一-鿿]", row[0]), row
        assert re.search(r"[A-Za-z]", row[1]), row
        assert re.fullmatch(r"`[\w/]+\.py`(, `[\w/]+\.py`)*", row[2]), row


@pytest.mark.parametrize("column", [0, 1])
def test_no_word_stands_twice(column):
    words = [row[column] for row in ROWS]
    assert sorted(words) == sorted(set(words))
