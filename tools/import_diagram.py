"""Draw who imports whom into docs/architecture.md, and list all modules in docs/modules.md.

Run as `python -m tools.import_diagram` after a module was added, renamed or re-wired.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.generated import Papers, with_part, write
from tools.headless import ROOT

PACKAGES = ("planmap", "views", "sheets", "layers", "geo")
"""Of the product, from what is used to what is used by all."""

Edges = set[tuple[str, str]]
"""A room of which some module imports from another room."""


def papers() -> Papers:
    """Return what the two papers ought to hold."""
    sources = {module_of(path): path for path in _files()}
    imports = {name: set(imported(path, set(sources))) for name, path in sources.items()}
    top = mermaid(
        edges(imports, 1), [("app", "app.py"), *((each, f"{each}/") for each in PACKAGES)]
    )
    rooms = sorted(room(name, 2) for name in sources if name.startswith("geo"))
    inner = {name: hit for name, hit in imports.items() if name.startswith("geo")}
    names = [(each, f"{each.replace('.', '/')}/") for each in dict.fromkeys(rooms)]
    within = mermaid(edges(inner, 2), [(each, _own(words)) for each, words in names])
    architecture = ROOT / "docs/architecture.md"
    return {
        architecture: with_part(architecture, "imports", f"{top}\n\nWithin `geo/`:\n\n{within}"),
        ROOT / "docs/modules.md": listing(sources),
    }


def _files() -> Iterator[Path]:
    yield ROOT / "app.py"
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def _own(words: str) -> str:
    return "modules of geo/ itself" if words == "geo/" else words


def module_of(path: Path) -> str:
    """Return the dotted name of a file of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, known: set[str]) -> Iterator[str]:
    """Give the modules of the project that a file imports, wherever in it the import stands.

    A name such as "views.page" that stands as text is imported when it is asked for.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        named: Iterable[str]
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.Constant) and "." in str(node.value):
            named = [str(node.value)]
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [part if part in known else node.module for part in parts]
        else:
            continue
        yield from (name for name in named if name in known)


def room(name: str, depth: int) -> str:
    """Return the package a module lives in, at most so deep; `app` is a room of its own."""
    parts = name.split(".")
    is_package = (ROOT / Path(*parts)).is_dir()
    return ".".join((parts if is_package else parts[:-1] or parts)[:depth])


def edges(imports: dict[str, set[str]], depth: int) -> Edges:
    """Return which room imports from which other."""
    pairs = (
        (room(name, depth), room(each, depth)) for name, hit in imports.items() for each in hit
    )
    return {pair for pair in pairs if pair[0] != pair[1]}


def mermaid(found: Edges, nodes: list[tuple[str, str]]) -> str:
    """Return edges as a Mermaid drawing, nodes in the order given."""
    ids = {name: name.replace(".", "_") for name, _ in nodes}
    lines = [f'  {ids[name]}["{words}"]' for name, words in nodes]
    order = list(ids)
    arrows = sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    lines += [f"  {ids[here]} --> {ids[there]}" for here, there in arrows]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def listing(sources: dict[str, Path]) -> str:
    """Return every package with its modules, each by the first line of what it says of itself."""
    lines = [
        "# Modules",
        "",
        "Every module of the product by the first line of its docstring, written by",
        "`python -m tools.import_diagram`; [architecture.md](architecture.md) tells how they work",
        "together.",
    ]
    for place, names in _by_folder(sources).items():
        lines += ["", f"## {place}", ""]
        lines += [f"- `{sources[name].name}`: {_first(sources[name])}" for name in names]
    return "\n".join(lines) + "\n"


def _by_folder(sources: dict[str, Path]) -> dict[str, list[str]]:
    folders: dict[str, list[str]] = {}
    for name, path in sources.items():
        place = path.parent.relative_to(ROOT).as_posix()
        folders.setdefault("The root" if place == "." else f"{place}/", []).append(name)
    return folders


def _first(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split())


if __name__ == "__main__":
    write(papers())
