"""XML from outside: no document type, so no entities, inside or out."""

from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from geo.errors import DataError


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
        raise DataError(f"{name} 不是完好的 XML：{error}；请重新导出") from error
