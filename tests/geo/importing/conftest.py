"""Files made by hand, and the district they lie in."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from geopandas import GeoDataFrame
from openpyxl import Workbook
from shapely import box

from geo.importing.limits import ReadingLimits
from geo.importing.model import Ask, ReadingChoices

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

INSIDE = (115.91, 28.62)
"""A place in the middle of the box that stands for the district."""


@pytest.fixture
def district():
    """A box of some 3 km around `INSIDE`."""
    return GeoDataFrame(geometry=[box(115.895, 28.605, 115.925, 28.635)], crs="EPSG:4326")


@pytest.fixture
def write(tmp_path):
    """Write text (UTF-8 unless said) or bytes into a new file."""

    def new(name, content, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return new


@pytest.fixture
def zipped(tmp_path):
    """Pack members, text or bytes or files, into an archive."""

    def pack(name="图层.zip", **members):
        return pack_all(name, members)

    def pack_all(name, members):
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as archive:
            for member, content in members.items():
                data = content.read_bytes() if isinstance(content, Path) else content
                archive.writestr(member, data)
        return tmp_path / name

    pack.all = pack_all
    return pack


@pytest.fixture
def ask():
    """What a reader is asked: a name, choices, limits."""

    def asked(*, rows=None, limits=ReadingLimits(), **choices):  # noqa: B008 - frozen
        return Ask("来文", ReadingChoices(**choices), limits, rows)

    return asked


@pytest.fixture
def raw_book(zipped):
    """A workbook by hand: the XML of its one sheet's rows."""

    def new(rows, before="", after=""):
        data = f"<sheetData>{rows}</sheetData>{after}"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        link = f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        main = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        sheet = '<sheet name="a" sheetId="1" r:id="r1"/>'
        return zipped.all(
            "layer.xlsx",
            {
                "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
                "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{main}'
                "</Relationships>",
                "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}">'
                f"<sheets>{sheet}</sheets></workbook>",
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
                f"{link}</Relationships>",
                SHEET: f'{before}<worksheet xmlns="{MAIN}">{data}</worksheet>',
            },
        )

    return new


@pytest.fixture
def book(tmp_path):
    """Write a workbook of one sheet from rows and merged ranges."""

    def new(*rows, merged=(), title="学校"):
        file = Workbook()
        file.active.title = title
        for row in rows:
            file.active.append(row)
        for cells in merged:
            file.active.merge_cells(cells)
        file.save(tmp_path / "layer.xlsx")
        return tmp_path / "layer.xlsx"

    return new
