"""The look of a layer for files that hold one: GeoPackage for QGIS, KML."""

from collections.abc import Mapping

from geo.exporting.model import ExportStyle, Paint
from layers.spec import LayerSpec, Symbol


def style_of(spec: LayerSpec, colours: Mapping[str, str], column: str = "") -> ExportStyle:
    """Return the look of a layer.

    Parameters
    ----------
    spec
        The layer.
    colours
        Colour key to `#rrggbb`.
    column
        Header of the column of its classes in the file, "" where it has one look.
    """
    usual = [symbol for symbol in spec.symbols if not symbol.variant and not symbol.late]
    paints = {symbol.value: _paint(spec, symbol, colours) for symbol in usual}
    other = paints.pop("", _paint(spec, usual[-1], colours))
    return ExportStyle(other, column, paints) if column else ExportStyle(other)


def _paint(spec: LayerSpec, symbol: Symbol, colours: Mapping[str, str]) -> Paint:
    return Paint(
        colour=colours[symbol.colour],
        title=symbol.title,
        width=symbol.width,
        size=symbol.size,
        fill_opacity=spec.fill_opacity,
        dash=tuple(map(float, symbol.dash.split())),
        shape=symbol.shape,
        filled=symbol.filled or not symbol.signed,
        mark=symbol.mark,
        hatch=symbol.hatch,
    )
