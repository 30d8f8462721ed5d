"""Most memory that a program of its own holds for one piece of work.

Run by `bench.files`: `python -m bench.exchange_memory WORK FILE` prints MB before and at most.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from bench.timing import Row, peak_mb
from tools.headless import ROOT


def rows(files: dict[str, Path]) -> Iterator[Row]:
    """Yield a line for each file read, and for the sheets."""
    for name in ("geojson", "gpkg", "GB18030"):
        ours, peer = _child("read", files[name]), _child("peer", files[name])
        yield Row(f"memory to read {files[name].name}", "bounded", ours, f"geopandas {peer}")
    for key in ("GeoJSON", "XLSX"):
        yield Row(f"memory to write 20 000 polygons, {key}", "bounded", _child(key, files["gpkg"]))
    for file_format in ("png", "pdf"):
        ours = _child(file_format, files["gpkg"])
        yield Row(f"memory to print the A3 sheet, {file_format}", "bounded", ours)


def _child(work: str, path: Path) -> str:
    command = [sys.executable, "-m", "bench.exchange_memory", work, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    before, most = map(float, done.stdout.split())
    return f"+{most - before:.0f} MB ({most:.0f} in all)"


def _work(name: str, path: Path) -> Callable[[], object]:
    """Return a piece of work with all it needs already in memory."""
    if name == "read":
        from geo.importing.layer_reading import read  # noqa: PLC0415 - each child holds its own alone

        return lambda: read(path, path.name)
    if name == "peer":
        return _peer(path)
    if name in ("png", "pdf"):
        return _sheet("png" if name == "png" else "pdf")
    from bench.exchange_out import export_of  # noqa: PLC0415
    from geo.exporting.writing import write  # noqa: PLC0415

    export = export_of()
    return lambda: write(export, name, "EPSG:4326")


def _sheet(file_format: Literal["png", "pdf"]) -> Callable[[], object]:
    from bench.sheets import whole_plan  # noqa: PLC0415
    from sheets.render import render  # noqa: PLC0415

    request = whole_plan()
    return lambda: render(request, file_format)


def _peer(path: Path) -> Callable[[], object]:
    import geopandas  # noqa: PLC0415

    from bench.exchange_in import points_frame  # noqa: PLC0415

    if path.suffix == ".csv":
        return lambda: points_frame(path, "GB18030")
    return lambda: geopandas.read_file(path)


def main() -> None:
    """Do one piece of work; print MB held before it and at most."""
    work = _work(sys.argv[1], Path(sys.argv[2]))
    before = peak_mb()
    work()
    print(before, peak_mb())  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
