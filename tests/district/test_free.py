"""The code names no district: what belongs to one stands in its data folder."""

import io
import re
import tokenize
from pathlib import Path

from geo.data_folder import SHIPPED
from geo.district import DISTRICT
from geo.plan_data import load_plan

ROOT = Path(__file__).parents[2]
FOLDERS = ("geo", "layers", "sheets", "views", "planmap")
FILES = [ROOT / "app.py", *(path for each in FOLDERS for path in (ROOT / each).rglob("*.py"))]
FILES += [path for each in FOLDERS for path in (ROOT / each).rglob("*.js")]
BESIDE = list((ROOT / "tools").rglob("*.py"))


def words() -> set[str]:
    """Names of this district that no other one has: its own, its zones', its items', its codes."""
    plan = load_plan(SHIPPED)
    zones = {zone.legend.rpartition("：")[2] for zone in DISTRICT.structure.zone}
    own = {DISTRICT.district.short, DISTRICT.structure.title, DISTRICT.plan.period, *zones}
    codes = {DISTRICT.place.metric, DISTRICT.meridian.zoned, str(DISTRICT.meridian.zoned_6)}
    items = {str(name) for name in plan.projects["name"] if len(str(name)) > 3}
    columns = {each.name for each in DISTRICT.column}
    return own | codes | items | columns | {"南昌", "江西", "Nanchang", "Qingyunpu", "Jiangxi"}


def test_no_name_of_the_district_is_left_in_code():
    ours, found = words(), []
    for path in (*FILES, *BESIDE):
        text = path.read_text("utf-8")
        found += [(str(path.relative_to(ROOT)), word) for word in ours if word in text]
    assert found == []


MERIDIAN = DISTRICT.meridian
WEST, EAST = (int(each) for each in DISTRICT.place.longitude)
SOUTH, NORTH = (int(each) for each in DISTRICT.place.latitude)


def test_no_coordinate_or_zone_number_is_left_in_code():
    """Numbers with decimals within the district's degrees, and its meridian in a text."""
    found = []
    for path in (each for each in FILES if each.suffix == ".py"):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
            if _is_of_the_district(token):
                found.append((path.name, token.string))
    assert found == []


def _is_of_the_district(token):
    if token.type == tokenize.STRING:
        return f"{MERIDIAN.degrees}°" in token.string
    if token.type != tokenize.NUMBER or not re.fullmatch(r"\d+\.\d{2,}", token.string):
        return False
    number = float(token.string)
    return WEST <= number <= EAST or SOUTH <= number <= NORTH


def test_the_colours_of_the_zones_have_no_zones_name():
    from layers.palettes import HATCHES, PALETTES  # noqa: PLC0415

    ids = {zone.id for zone in DISTRICT.structure.zone} | {each.id for each in DISTRICT.layer}
    keys = {key for palette in (*PALETTES.values(), *HATCHES.values()) for key in palette}
    assert [key for key in keys if key.startswith("zone.") or key.removeprefix("hue.") in ids] == []
