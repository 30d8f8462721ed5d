"""Check the pinned packages against a published list of advisories, without any network.

    python -m tools.advisories LIST [REQUIREMENTS ...]

LIST is what an administrator carries over: OSV records as .json or .yaml, in a folder or a zip,
such as https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip or a copy of
https://github.com/pypa/advisory-database. Prints a table with the date of the newest record.

Exit codes: 0 nothing found, 1 something found, 2 the list or a file cannot be read.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from packaging.version import InvalidVersion, Version

from tools.headless import ROOT

_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==([^\s;]+)")
_ENDS = (".json", ".yaml", ".yml")


@dataclass(frozen=True)
class Found:
    """A pinned package that an advisory names, and the versions that mend it."""

    package: str
    version: str
    advisory: str
    mended: tuple[str, ...]


def pinned(files: Sequence[Path]) -> dict[str, str]:
    """Version by normal name of every `name==version` in requirement files."""
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    pins = (match.groups() for line in lines if (match := _PIN.match(line)))
    return {normal(name): version for name, version in pins}


def normal(name: str) -> str:
    """Return a package's name as PyPI compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def records(source: Path) -> Iterator[Mapping[str, Any]]:
    """Advisories of a folder or zip."""
    if source.is_dir():
        paths = (path for path in sorted(source.rglob("*")) if path.suffix in _ENDS)
        yield from (_record(path.name, path.read_bytes()) for path in paths)
        return
    with ZipFile(source) as packed:
        for name in packed.namelist():
            if name.endswith(_ENDS):
                yield _record(name, packed.read(name))


def _record(name: str, content: bytes) -> Mapping[str, Any]:
    if name.endswith(".json"):
        found = json.loads(content)
    else:
        import yaml  # noqa: PLC0415 - the lists of one publisher alone are written so

        found = yaml.load(
            content, getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        )  # texts, no objects
    return found if isinstance(found, dict) else {}


def concerns(record: Mapping[str, Any], pins: Mapping[str, str]) -> Iterator[Found]:
    """What a record says of the pinned versions; one that was withdrawn says nothing."""
    if record.get("withdrawn"):
        return
    for part in record.get("affected", ()):
        named = part.get("package", {})
        name = normal(str(named.get("name", "")))
        if str(named.get("ecosystem")) == "PyPI" and name in pins and _hit(part, pins[name]):
            yield Found(name, pins[name], str(record.get("id")), _mended(part))


def _hit(part: Mapping[str, Any], pin: str) -> bool:
    if pin in part.get("versions", ()):
        return True
    version = Version(pin)
    return any(_within(span.get("events", ()), version) for span in _spans(part))


def _spans(part: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Ranges of versions; others are ranges of commits."""
    return [span for span in part.get("ranges", ()) if span.get("type") == "ECOSYSTEM"]


def _within(events: Sequence[Mapping[str, str]], version: Version) -> bool:
    """Whether a version lies between an `introduced` and the next `fixed` or `last_affected`."""
    inside = False
    for at, kind in sorted((_version(each), next(iter(each))) for each in events):
        if kind == "introduced" and version >= at:
            inside = True
        if (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    return inside


def _version(event: Mapping[str, str]) -> Version:
    try:
        return Version(str(next(iter(event.values()))))
    except InvalidVersion:
        return Version("0")


def _mended(part: Mapping[str, Any]) -> tuple[str, ...]:
    events = (event for span in _spans(part) for event in span.get("events", ()))
    return tuple(str(event["fixed"]) for event in events if "fixed" in event)


def checked(source: Path, pins: Mapping[str, str]) -> tuple[list[Found], int, str]:
    """What was found, how many records were read, and the day of the newest."""
    found: list[Found] = []
    read, newest = 0, ""
    for record in records(source):
        read += 1
        newest = max(newest, str(record.get("modified") or record.get("published") or ""))
        found += concerns(record, pins)
    return sorted(set(found), key=lambda each: (each.package, each.advisory)), read, newest[:10]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("list", type=Path, help="folder or zip of OSV records")
    usual = [ROOT / "requirements.txt", ROOT / "requirements-sign-in.txt"]
    parser.add_argument("requirements", type=Path, nargs="*", default=usual)
    given = parser.parse_args(arguments)
    try:
        pins = pinned(given.requirements)
        found, read, newest = checked(given.list, pins)
    except (OSError, BadZipFile, ValueError, ImportError) as error:
        print(f"cannot read the list or the requirements: {error}", file=sys.stderr)
        return 2
    if not read:
        print(f"no advisory (.json, .yaml) in {given.list}", file=sys.stderr)
        return 2
    print(f"{read:,} advisories, the newest of {newest or '?'}; {len(pins)} pinned packages")
    for each in found:
        print(f"{each.package:24} {each.version:12} {each.advisory:22} {', '.join(each.mended)}")
    print("found: none" if not found else f"found: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
