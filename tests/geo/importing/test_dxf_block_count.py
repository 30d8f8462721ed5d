"""What inserts draw, counted by hand: four lines of text a vertex."""

import pytest

from geo.importing.dxf_block_count import drawn_vertices

FIVE = "x\n" * 17
"""With the three lines that name a block: five vertices."""


def block(name, body, end="\n"):
    return f"  0{end}BLOCK{end}  2{end}{name}{end}{body}  0{end}ENDBLK{end}"


def insert(name, *more):
    return f"  0\nINSERT\n  2\n{name}\n" + "".join(f" {code}\n{value}\n" for code, value in more)


END = "  0\nEOF\n"


def drawn(*parts):
    return drawn_vertices("".join([*parts, END]).encode())


def test_a_drawing_without_blocks_or_inserts_draws_nothing_more():
    assert drawn("0\nLINE\n" * 9) == 0
    assert drawn(block("A", FIVE)) == 0


def test_each_insert_draws_its_block_again():
    assert drawn(block("A", FIVE), insert("A")) == 5
    assert drawn(block("A", FIVE), insert("A"), insert("A")) == 10
    assert drawn(block("A", FIVE), insert("B")) == 0


def test_a_vertex_has_four_lines():
    assert drawn(block("A", FIVE + "x\n" * 3), insert("A")) == 5
    assert drawn(block("A", FIVE + "x\n" * 4), insert("A")) == 6


@pytest.mark.parametrize(
    ("more", "times"),
    [
        ([(70, 3)], 3),
        ([(71, 2)], 2),
        ([(70, 3), (71, 2)], 6),
        ([(70, 0), (71, 0)], 1),
        ([(72, 9), (170, 9), (50, 9)], 1),
    ],
)
def test_columns_and_rows_multiply(more, times):
    assert drawn(block("A", FIVE), insert("A", *more)) == 5 * times


def test_columns_are_those_of_the_insert_itself():
    after = "  0\nLINE\n 70\n9\n"
    assert drawn(block("A", FIVE), insert("A"), after) == 5
    assert drawn(block("A", FIVE), insert("A"), insert("A", (70, 3))) == 20


def test_blocks_in_blocks_multiply():
    """B is an insert of three A, whose own text has six lines and three: two vertices; C ten B."""
    inner = block("A", FIVE)
    middle = block("B", insert("A", (70, 3)))
    outer = block("C", insert("B") * 10)
    assert drawn(inner, middle, insert("B")) == 3 * 5 + 9 // 4
    assert drawn(inner, middle, outer, insert("C")) == 10 * 17 + 43 // 4


def test_where_a_block_stands_does_not_matter():
    middle = block("B", insert("A", (70, 3)))
    assert drawn(insert("B"), middle, block("A", FIVE)) == 17


def test_a_block_that_holds_itself_counts_once():
    assert drawn(block("A", FIVE + insert("A")), insert("A")) == (3 + 17 + 4) // 4


@pytest.mark.parametrize("curve", ["CIRCLE", "ARC", "ELLIPSE", "SPLINE"])
def test_a_curve_is_a_hundred_vertices(curve):
    assert drawn(block("A", FIVE + f"  0\n{curve}\n"), insert("A")) == 100 + 22 // 4
    assert drawn(block("A", FIVE + f"  0\nX{curve}\n"), insert("A")) == 22 // 4


def test_names_are_told_without_case_and_blanks():
    assert drawn(block("Ab", FIVE), insert(" aB ")) == 5


def test_lines_may_end_and_begin_as_in_windows():
    body = FIVE.replace("\n", "\r\n")
    assert drawn(block("A", body, "\r\n"), insert("A").replace("\n", "\r\n")) == 5
    assert drawn(block("A", FIVE).replace("  0\n", "\t0 \n"), insert("A")) == 5
