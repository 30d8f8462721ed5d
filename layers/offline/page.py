"""The page: one HTML text with scripts, styles and data in it."""

from collections.abc import Sequence
from html import escape

from geo.errors import DataError
from layers.legend import legend_html
from layers.offline.inline import policy, scripts, sheets
from layers.offline.payload import payload
from layers.offline.view import OfflineLayer, OfflineView, Unplaced
from layers.styles import palette
from layers.web_map import NOTE

MAX_BYTES = 40 * 2**20
"""A larger page keeps a browser waiting for longer than a planner would."""

_SEARCH = (
    '<div id="search"><input type="search" autocomplete="off" aria-label="搜索名称" '
    'placeholder="搜索名称……" maxlength="60"><ul aria-live="polite" hidden></ul></div>'
)
_MAP = (
    '<main id="map" aria-label="地图">'
    "<noscript>本页需要浏览器允许运行脚本才能显示地图。</noscript></main>"
)


def offline_html(view: OfflineView) -> str:
    """Return one HTML page that shows a view from disk, with no network.

    Parameters
    ----------
    view
        What it shows. Every word of it is written as text, whatever it holds.

    Returns
    -------
    str
        To be written as UTF-8; the same view gives the same text.

    Raises
    ------
    DataError
        If the palette is unknown or the page would be larger than `MAX_BYTES`.
    """
    codes, styles = scripts(), sheets()
    body = f"{_header(view)}{_panel(view)}{_MAP}"
    data = f'<script type="application/json" id="view">{payload(view)}</script>'
    run = "".join(f"<script>{code}</script>" for code in codes)
    head = _head(view.title, policy(codes, styles), styles)
    page = f'<!DOCTYPE html>\n<html lang="zh-CN">{head}<body>{body}{data}{run}</body></html>\n'
    _check_size(page)
    return page


def _head(title: str, allowed: str, styles: Sequence[str]) -> str:
    looks = "".join(f"<style>{style}</style>" for style in styles)
    return (
        '<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title>{looks}</head>"
    )


def _header(view: OfflineView) -> str:
    words = f"{escape(view.date)} · 离线页 · {escape(NOTE)}"
    return f"<header><h1>{escape(view.title)}</h1><p>{words}</p></header>"


def _panel(view: OfflineView) -> str:
    return (
        f'<aside>{_SEARCH}<details open id="layers"><summary>图层与图例</summary>'
        f"{_layers(view)}</details>{_unplaced(view.unplaced)}{_notes(view.notes)}</aside>"
    )


def _layers(view: OfflineView) -> str:
    colours = palette(view.palette)
    entries = [
        f'<section>{_switch(number, layer)}<div class="told">'
        f"{legend_html({layer.spec: layer.drawing.items}, colours)}"
        f"{_caveat(layer.spec.note)}</div></section>"
        for number, layer in enumerate(view.layers)
    ]
    return "".join(entries) or "<p>没有打开的图层。</p>"


def _switch(number: int, layer: OfflineLayer) -> str:
    return (
        f'<label><input type="checkbox" data-layer="{number}" checked> '
        f"{escape(layer.spec.heading)} <small>{len(layer.drawing.items)} 处</small></label>"
    )


def _caveat(note: str) -> str:
    return f'<p class="mark">{escape(note)}</p>' if note else ""


def _unplaced(things: Sequence[Unplaced]) -> str:
    if not things:
        return ""
    rows = "".join(
        f"<li>{escape(each.name)} <small>{escape(each.words)}</small></li>" for each in things
    )
    return f"<details><summary>未落图 {len(things)} 项</summary><ul>{rows}</ul></details>"


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    rows = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<details open id="notes"><summary>说明</summary><ul>{rows}</ul></details>'


def _check_size(page: str) -> None:
    size = len(page.encode())
    if size > MAX_BYTES:
        raise DataError(
            f"离线页有 {size / 2**20:.0f} MB，超过 {MAX_BYTES / 2**20:.0f} MB；"
            "请关掉要素最多的图层或先筛选，再生成"
        )
