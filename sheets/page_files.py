"""A drawn page as a file: PNG of whole pixels, PDF or SVG of exact size whose text stays text."""

import io
import re
import zlib
from collections.abc import Callable
from threading import Lock
from typing import Any, Literal

import matplotlib as mpl
import pyarrow as pa
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from geo.errors import DataError
from sheets.canvas import Canvas
from sheets.paper import MM_PER_INCH

Format = Literal["png", "pdf", "svg"]
FORMATS: tuple[Format, ...] = ("png", "pdf", "svg")

SETTINGS: dict[str, Any] = {
    "pdf.fonttype": 3,
    "pdf.compression": 4,
    "svg.fonttype": "none",
    "svg.hashsalt": "sheets",
    "font.sans-serif": [
        "Noto Sans SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Microsoft YaHei",
        "PingFang SC",
        "SimHei",
    ],
    "text.hinting": "none",
    "hatch.linewidth": 0.5,
    "path.simplify": False,
    "lines.scale_dashes": False,
}
"""matplotlib's settings of a page; unhinted text is as wide on every medium.

An SVG names fonts instead of holding one: those of the list are all as wide for Chinese text.
"""

_BYTES_A_PIXEL, _PAGE_MB = 5, 30
"""Measured: 4 to draw, and what is left over."""

_CHANNELS = 4
"""Bytes of a pixel as matplotlib and Pillow hold it; the last is not written."""

_drawing = Lock()
"""matplotlib's settings and font cache are one for the process; pages are drawn one by one."""


def page_bytes(drawn: Callable[[], Canvas], dpi: int, file_format: Format) -> bytes:
    """Return the page that `drawn` makes as a file; pages are made one at a time.

    Raises
    ------
    DataError
        If the memory does not hold a PNG; PDF and SVG take about 30 MB whatever the paper.
    """
    with _drawing, mpl.rc_context(SETTINGS):  # type: ignore[arg-type]
        canvas = drawn()
        try:
            return _WRITERS[file_format](canvas, dpi)
        except MemoryError:
            raise DataError(_too_much(canvas.page_mm, dpi)) from None
        finally:
            canvas.close()


def png_megabytes(page_mm: tuple[float, float], dpi: int) -> int:
    """Return about how much memory a PNG takes while it is drawn: A4 at 300 dpi 75, A2 at 600 730.

    Parameters
    ----------
    page_mm
        Width and height of the page.
    dpi
        Pixels an inch.
    """
    pixels = page_mm[0] * page_mm[1] / MM_PER_INCH**2 * dpi**2
    return round(pixels * _BYTES_A_PIXEL / 1e6) + _PAGE_MB


def _too_much(page_mm: tuple[float, float], dpi: int) -> str:
    return (
        f"内存不足：{page_mm[0]:g} × {page_mm[1]:g} 毫米、{dpi} dpi 的 PNG 约需 "
        f"{png_megabytes(page_mm, dpi)} MB；请降低分辨率或改用 PDF、SVG（矢量，不分分辨率）"
    )


def _png(canvas: Canvas, dpi: int) -> bytes:
    """Draw on whole pixels; matplotlib would cut them. The page is opaque: no alpha is kept.

    Pillow writes the very pixels that were drawn. A map is of long runs of a colour: looking for
    these alone is faster, and smaller for filtered rows.
    """
    wide, tall = ((round(side / MM_PER_INCH * dpi) + 0.001) / dpi for side in canvas.page_mm)
    canvas.figure.set_size_inches(wide, tall)
    canvas.figure.set_dpi(dpi)
    for text in canvas.texts():
        text.set_visible(text.get_alpha() != 0)  # what is there to be searched alone
    agg = FigureCanvasAgg(canvas.figure)
    agg.draw()  # type: ignore[no-untyped-call]
    target = io.BytesIO()
    pixels = Image.fromarrow(_pixels(agg), "RGB", agg.get_width_height())
    pixels.save(target, "PNG", compress_type=zlib.Z_RLE, dpi=(dpi, dpi))
    return target.getvalue()


def _pixels(agg: FigureCanvasAgg) -> pa.FixedSizeListArray:
    """Return what is drawn as Pillow takes it without a copy, which costs time and as much room."""
    drawn = pa.py_buffer(agg.buffer_rgba())  # type: ignore[no-untyped-call]
    channels = pa.Array.from_buffers(pa.uint8(), drawn.size, [None, drawn])
    return pa.FixedSizeListArray.from_arrays(channels, _CHANNELS)


def _pdf(canvas: Canvas, _dpi: int) -> bytes:
    target = io.BytesIO()
    canvas.figure.savefig(target, format="pdf", metadata={"CreationDate": None})
    return target.getvalue()


def _svg(canvas: Canvas, _dpi: int) -> bytes:
    target = io.BytesIO()
    canvas.figure.savefig(target, format="svg", metadata={"Date": None})
    return _in_millimetres(target.getvalue().decode(), canvas.page_mm).encode()


def _in_millimetres(text: str, page_mm: tuple[float, float]) -> str:
    """State the size of the page in millimetres instead of rounded points."""
    width, height = page_mm
    text = re.sub(r'(<svg[^>]* )width="[^"]*"', rf'\g<1>width="{width:g}mm"', text, count=1)
    return re.sub(r'(<svg[^>]* )height="[^"]*"', rf'\g<1>height="{height:g}mm"', text, count=1)


_WRITERS: dict[Format, Callable[[Canvas, int], bytes]] = {"png": _png, "pdf": _pdf, "svg": _svg}
