"""By coordinates in a text."""

from geo.placing.coordinate_shape import shape_of, split_rings
from geo.placing.coordinate_systems import SystemWord, settled, system_of
from geo.placing.datum_doubt import datum_doubt
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted
from geo.placing.pasted_text import places_in
from geo.placing.questions import ByCoordinates

SHIFTED_M = 1.0
"""How well a web map's datum can be undone, see `geo.datums`."""

CHECK = "坐标本身的精度未计入精度下限；请据来源填写"


def by_coordinates(question: ByCoordinates, ground: PlacingGround) -> Drafted:
    """Return the shape of coordinates in a text.

    Raises
    ------
    DataError
        If there are none in it, they fit no system or not the one chosen, or make no such shape.
    """
    chosen = system_of(question.system)
    pasted = places_in(question.text)
    found = settled(pasted.places, chosen, question.order)
    shape = shape_of(split_rings(found.places_m), question.shape)
    words = f"按坐标落图（{len(pasted.places)} 个点；{found.system}）"
    doubt = datum_doubt(shape, chosen, ground)
    return Drafted(
        shape, words, (), warnings=(*pasted.notes, *found.warnings, *doubt, CHECK),
        more_m=pasted.half_digit_m + method_m(chosen),
    )  # fmt: skip


def method_m(chosen: SystemWord) -> float:
    """Return metres that undoing a datum adds."""
    return SHIFTED_M if chosen.datum in ("GCJ-02", "BD-09") else 0.0
