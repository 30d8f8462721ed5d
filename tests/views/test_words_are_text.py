"""Words that Streamlit reads as Markdown are ours, numbers, or escaped by `escape_markdown`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST = frozenset(
    re.findall(
        r"\w+",
        "checkbox toggle slider select_slider selectbox multiselect pills segmented_control radio "
        "expander popover button download_button form_submit_button link_button file_uploader "
        "text_input number_input text_area date_input time_input caption markdown success warning "
        "error info toast spinner status write header subheader title tabs metric dialog",
    )
)
"""Their first argument is read as Markdown."""

OPTIONS = ("pills", "segmented_control", "radio", "select_slider")
"""Their options are Markdown; those of selectbox and multiselect are text."""

NAMED = ("label", "body", "text", "help", "caption", "captions", "tabs")
PLAIN = ("escape_markdown", "strong")
NUMBERS = ("len", "round", "int", "float", "scale_words")

OURS = {
    "views/ledger/day_bar.py": ("day.isoformat()",),
    "views/monitoring/evaluation_panel.py": ("CONTENTS.__getitem__",),
    "views/atlas_form.py": ("_SUBJECTS.__getitem__", "bound.sheets"),
    "views/lifecircle/estate_card.py": ("answer.demand_label",),
    "views/lifecircle/export_panel.py": ("answer",),
    "views/lifecircle/download_buttons.py": ("name",),
    "views/lifecircle/gap_panel.py": (
        "[status for status in dict.fromkeys((UNMET, MET, *counts.index)) if status in counts]",
        "USUAL.source",
        "answer.demand_label",
    ),
    "views/lifecircle/imported_buttons.py": ("role",),
    "views/lifecircle/page.py": ("choice.options", "label", "headline.headline(found)"),
    "views/lifecircle/plan_panel.py": (
        "_stages_words(names, services)",
        "answer.demand_label",
        "change['met_after']",
        "change['met_before']",
    ),
    "views/lifecircle/scenario_pair.py": ("found.demand_label",),
    "views/lifecircle/scenario_panel.py": (
        "{state.ADD: '在此增加', state.MOVE: '移到此处', state.CLOSE: '停用这处设施'}[str(act)]",
    ),
    "views/lifecircle/site_panel.py": ("steps.options", "told['objective']", "unit"),
    "views/lifecircle/source_choice.py": ("source.label", "words"),
    "views/lifecircle/supply_form.py": ("field", "label", "options"),
    "views/lifecircle/versus_panel.py": ("answer.demand_label",),
    "views/ledger/change_acts.py": ("_ACTS[act].button", "words.asks", "words.button"),
    "views/ledger/clash_dialog.py": ("resolved(clash, takes)",),
    "views/ledger/entry_form.py": ("label", "edit"),
    "views/ledger/history_panel.py": ("_scope_words",),
    "views/map_view.py": ("_panel_words",),
    "views/filter_form.py": ("PLACED_WORDS.__getitem__", "title"),
    "views/error_boundary.py": ("what",),
    "views/map_exports.py": ("formats[str(chosen)].why",),
    "views/import_form.py": ("OFFERED", "words", "limits_words(limits())"),
    "views/import_options.py": ("_hinted(seen.datum_hint)", "seen.choices.datum"),
    "views/import_panel.py": ("layer.family", "title"),
    "views/unsaved_work.py": ("label",),
    "views/output_panel.py": ("label", "words"),
    "views/statistics_panel.py": ("title",),
    "views/filter_chips.py": ("KEYS[field].title", "count"),
    "views/monitoring/entry_table.py": ("_edits(cells, act)",),
    "views/monitoring/boards_panel.py": ("_MORE.get(by, '')",),
    "views/monitoring/page.py": ("tuple(sections.MODULES)",),
    "views/buffer_form.py": ("names.__getitem__",),
    "views/buffer_result.py": ("result.label", "title"),
    "views/sheet_parts.py": ("kind.upper()", "title"),
    "views/sidebar.py": (
        "_count(spec, on_map, kept.intersection(members.get(spec.layer_id, ())))",
        "counts[kind]",
    ),
    "views/state/model.py": ("label", "self.options"),
    "views/plan_tables.py": ("more",),
    "views/works/panel.py": ("when(work.saved)",),
    "views/placing/act_form.py": ("label",),
    "views/placing/fields.py": ("label",),
    "views/placing/saving.py": ("edit",),
    "views/placing/scan_panel.py": ("scan.kept_words()",),
}
"""Expressions of a file that hold words of ours or numbers, each looked at."""


def flagged(source: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """Words of a module that Streamlit would read as Markdown as they come."""
    found = []
    for scope in ast.walk(ast.parse(source)):
        if isinstance(scope, ast.FunctionDef):
            local = assigned(scope)
            calls = (each for each in ast.walk(scope) if isinstance(each, ast.Call))
            words = (word for call in calls for word in words_of(call))
            found += [bad for word in words for bad in foreign(word, local) if bad not in allowed]
    return found


def assigned(scope: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    """What each local name of a function is set to."""
    local: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                local.setdefault(ast.unparse(target), []).append(node.value)
    return local


def words_of(call: ast.Call) -> Iterator[ast.expr]:
    """Arguments of a call that Streamlit reads as Markdown."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name in FIRST and ast.unparse(call.func) != "cache.metric":
        yield from call.args[:1]
    if name == "progress":
        yield from call.args[1:2]
    if name in (*FIRST, "progress"):
        yield from (each.value for each in call.keywords if each.arg in NAMED)
    if name in OPTIONS:
        named = {each.arg: each.value for each in call.keywords}
        shown = [named[each] for each in ("format_func", "options") if each in named]
        yield from (shown or call.args[1:2])[:1]


def foreign(node: ast.expr, local: dict[str, list[ast.expr]]) -> list[str]:
    """Parts of an expression that may hold words from data."""
    parts = parts_of(node, local)
    if parts is None:
        return [ast.unparse(node)]
    return [bad for part in parts for bad in foreign(part, local)]


def parts_of(node: ast.expr, local: dict[str, list[ast.expr]]) -> list[ast.expr] | None:
    """What an expression is made of; nothing where it is safe, None where it is foreign."""
    if is_safe(node):
        return []
    if isinstance(node, ast.Name) and node.id in local:
        return [part for part in local[node.id] if ast.unparse(part) != node.id]
    made = {
        ast.JoinedStr: lambda it: it.values,
        ast.FormattedValue: lambda it: [it.value],
        ast.BinOp: lambda it: [it.left, it.right],
        ast.IfExp: lambda it: [it.body, it.orelse],
        ast.BoolOp: lambda it: it.values,
        ast.Tuple: lambda it: it.elts,
        ast.List: lambda it: it.elts,
        ast.Starred: lambda it: [it.value],
        ast.GeneratorExp: lambda it: [it.elt],
        ast.Lambda: lambda it: [it.body],
    }.get(type(node))
    if made is not None:
        return made(node)
    joins = isinstance(node, ast.Call) and re.fullmatch(r"'.*'\.join|list", ast.unparse(node.func))
    return list(node.args) if joins else None


def is_safe(node: ast.expr) -> bool:
    """Whether an expression is a constant, a number, or made plain."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Attribute) and node.attr == "options":  # of a key of the session
        return is_safe(node.value)
    if isinstance(node, ast.Name | ast.Attribute):
        name = node.id if isinstance(node, ast.Name) else node.attr
        return name.lstrip("_").isupper() or name in PLAIN
    if isinstance(node, ast.FormattedValue):  # a text would raise with such a format
        return bool(node.format_spec and re.search(r"[,dfg%]'$", ast.unparse(node.format_spec)))
    return isinstance(node, ast.Call) and ast.unparse(node.func) in (*PLAIN, *NUMBERS)


@pytest.mark.parametrize(
    "path", [ROOT / "app.py", *sorted((ROOT / "views").rglob("*.py"))], ids=str
)
def test_no_word_from_data_is_read_as_markdown(path):
    allowed = OURS.get(path.relative_to(ROOT).as_posix(), ())
    assert flagged(path.read_text(encoding="utf-8"), allowed) == []


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("row.checkbox(spec.title, help=spec.note)", ["spec.title", "spec.note"]),
        ("st.slider(escape_markdown(spec.title), 10, 100)", []),
        ("st.caption(f'{len(rows)} 处：{name}')", ["name"]),
        ("st.caption(f'{count:,} 处，{share:.1%}')", []),
        ("st.pills('专栏', names, format_func=lambda name: f'{name} 项')", ["name"]),
        ("st.pills('专栏', names)", ["names"]),
        ("st.multiselect('类别', names)", []),
        ("words = told\n    st.error('；'.join(words))", ["told"]),
        ("st.progress(0.5, words)", ["words"]),
        ("st.markdown('**' + strong(name) + '**')", []),
    ],
)
def test_the_gate_itself(line, bad):
    assert flagged(f"def show():\n    {line}\n") == bad


@pytest.mark.parametrize("path", [*sorted((ROOT / "views").rglob("*.py"))], ids=str)
def test_no_backslash_is_put_where_streamlit_reads_no_markdown(path):
    texts = [
        ast.unparse(each.value)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in ("selectbox", "multiselect")
        for each in call.keywords
        if each.arg in ("format_func", "options", "placeholder")
    ]
    assert [text for text in texts if re.search(r"\b(escape_markdown|strong)\b", text)] == []
