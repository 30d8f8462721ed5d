"""XML from outside: no document type, so no entities, inside or out."""

from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from geo.errors import DataError
from geo.incoming.limits import Limits


class _Seen(Exception):  # noqa: N818 - a signal, not an error
    """The first element began: a document type stands before it or nowhere."""


def refuse_doctype(path: Path, name: str) -> None:
    """Raise `DataError` if the document declares a type, or breaks before its first element.

    Entities, external ones and those that multiply, can be declared nowhere else. Expat reads
    the same encodings here as in the parsers of the standard library.
    """
    parser = ParserCreate()

    def refuse(*_: object) -> None:
        raise DataError(f"{name} 带有 DOCTYPE 或实体声明，可能有害，不予打开；请重新导出")

    def stop(*_: object) -> None:
        raise _Seen

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, stop
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except _Seen:
        return
    except DataError:
        raise
    except (ExpatError, LookupError, ValueError) as error:
        raise DataError(f"{name} 不是完好的 XML（可能没有传完）；请重新导出") from error


def check_tags(path: Path, name: str, limits: Limits) -> None:
    """Raise `DataError` if a document has more tags than allowed; what is broken is told later."""
    parser, count = ParserCreate(), 0

    def begin(*_: object) -> None:
        nonlocal count
        count += 1
        if count > limits.max_tags:
            limits.check_tags(name, count)

    parser.StartElementHandler = begin
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except DataError:
        raise
    except (ExpatError, LookupError, ValueError):
        return
