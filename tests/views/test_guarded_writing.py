"""Whatever in the pages writes into the ledger asks at that moment who may."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITES = {"write", "write_all", "undo", "review", "merge", "restore"}
"""Methods of the ledger, and of the store over it, that write."""

HOLDERS = ("ledger", "store", "book")
GUARDS = {"editing", "reviewing", "administering"}


def unguarded(text):
    """Lines that call what writes, in functions without a guard of `views.writer`."""
    found = []

    def look(node, guarded):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
            guarded = guarded or bool(names & GUARDS)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not guarded:
            holder = ast.unparse(node.func.value).casefold()
            if node.func.attr in WRITES and any(each in holder for each in HOLDERS):
                found.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            look(child, guarded)

    look(ast.parse(text), False)
    return found


def test_no_page_writes_without_asking():
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in [ROOT / "app.py", *sorted((ROOT / "views").rglob("*.py"))]
        if (lines := unguarded(path.read_text("utf-8")))
    }
    assert found == {}, "mark the function with writer.editing, reviewing or administering"


@pytest.mark.parametrize(
    ("head", "body", "lines"),
    [
        ("", "    STORE.write_all([])", [2]),
        ("@st.fragment\n", "    ledger().undo(1, act)", [3]),
        ("", "    cache.STORE.ledger.review(1, '通过', act)", [2]),
        ("@writer.editing\n", "    STORE.write_all([])", []),
        ("@reviewing\n", "    ledger().review(1, '通过', act)", []),
        ("", "    file.write(b'')", []),
    ],
)
def test_a_call_without_a_guard_is_found(head, body, lines):
    assert unguarded(f"{head}def act():\n{body}\n") == lines
