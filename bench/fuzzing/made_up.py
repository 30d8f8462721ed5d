"""Texts made up by Hypothesis: tables, GeoJSON and KML that are right here and odd there."""

import json
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

EXAMPLES = 20
"""Texts of one case."""

_NUMBERS = st.one_of(
    st.floats(115.8, 116.0), st.floats(28.5, 28.7), st.floats(), st.integers(), st.just(39393420.5)
)
_WORDS = st.one_of(st.text(max_size=12), st.sampled_from(["经度", "纬度", "X", "y", "WKT", "=1+1"]))
_CELLS = st.one_of(_WORDS, _NUMBERS.map(str), st.sampled_from(["POINT (115.9 28.6)", "115.9,28.6"]))
_PLACES = st.lists(_NUMBERS, min_size=1, max_size=3)
_LINES = st.lists(_PLACES, max_size=6)
_NESTED = st.recursive(
    _NUMBERS | st.none(), lambda inner: st.lists(inner, max_size=4), max_leaves=12
)
_VALUES = st.recursive(
    st.none() | st.booleans() | _NUMBERS | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Return delimited text of uneven rows in any encoding, quoted or not."""
    mark = draw(st.sampled_from([",", "\t", ";", "|", "，", " "]))
    rows = draw(st.lists(st.lists(_CELLS, max_size=6), max_size=12))
    quote = draw(st.sampled_from(["", '"']))
    lines = [mark.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"]))
    return text.encode(encoding, "replace")


@st.composite
def geojsons(draw: st.DrawFn) -> bytes:
    """Return a collection of features whose places may be of any depth."""
    kinds = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    shapes = st.fixed_dictionaries(
        {
            "type": st.sampled_from(kinds),
            "coordinates": st.one_of(_PLACES, _LINES, st.lists(_LINES, max_size=3), _NESTED),
        }
    )
    mixed = st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(shapes, max_size=3)}
    )
    features = st.fixed_dictionaries(
        {
            "type": st.just("Feature"),
            "properties": st.one_of(st.none(), st.dictionaries(_WORDS, _VALUES, max_size=4)),
            "geometry": st.one_of(st.none(), shapes, mixed),
        },
        optional={"id": _VALUES},
    )
    found = draw(st.lists(features, max_size=6))
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


@st.composite
def kmls(draw: st.DrawFn) -> bytes:
    """Return placemarks with coordinates, names and data of any text."""
    places = st.lists(_PLACES.map(lambda place: ",".join(map(str, place))), max_size=6).map(
        " ".join
    )
    shapes = st.one_of(places, st.text(max_size=20)).map(escape)
    marks = draw(st.lists(st.tuples(_WORDS, _WORDS, shapes, st.integers(0, 3)), max_size=6))
    body = "".join(_placemark(*mark) for mark in marks)
    return f"<kml><Document>{body}</Document></kml>".encode("utf-8", "replace")


def _placemark(name: str, key: str, places: str, kind: int) -> str:
    coordinates = f"<coordinates>{places}</coordinates>"
    ring = f"<outerBoundaryIs><LinearRing>{coordinates}</LinearRing></outerBoundaryIs>"
    shape = (
        f"<Point>{coordinates}</Point>",
        f"<LineString>{coordinates}</LineString>",
        f"<Polygon>{ring}</Polygon>",
        f"<MultiGeometry><Point>{coordinates}</Point><Polygon>{ring}</Polygon></MultiGeometry>",
    )[kind]
    data = f"<ExtendedData><Data name={quoteattr(key)}><value>1</value></Data></ExtendedData>"
    return f"<Placemark><name>{escape(name)}</name>{data}{shape}</Placemark>"


MADE_UP: dict[str, tuple[str, Callable[[], st.SearchStrategy[bytes]]]] = {
    "CSV": (".csv", tables),
    "GeoJSON": (".geojson", geojsons),
    "KML": (".kml", kmls),
}
"""What is made up, with the ending of its name."""


def examples(strategy: st.SearchStrategy[bytes], number: int) -> Iterator[bytes]:
    """Yield `EXAMPLES` texts or fewer, the same for the same number."""
    made: list[bytes] = []

    @seed(number)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(text: bytes) -> None:
        made.append(text)

    keep()
    yield from made
