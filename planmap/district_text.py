"""The text of a new district's file, made of what was said on the command line."""

import argparse
import json
from collections.abc import Iterable

from geo.cgcs2000 import Meridian


def head(options: argparse.Namespace) -> str:
    """Return the tables that are known before any file is read; its spans are those of the zone."""
    short = options.short or options.name
    degrees = options.meridian
    return f"""\
# data/README.md of the program says what each line is for.
files = {'["projects.csv"]' if options.projects else "[]"}

[district]
name = {_word(options.name)}
short = {_word(short)}
app = {_word(short + "规划一张图")}

[plan]
title = {_word(options.plan)}
short = {_word(options.called)}
cited = {_word(options.plan.strip("《》"))}
period = {_word(options.period)}
project_id = '[\\w-]{{1,20}}'
project_id_example = "P-001"

[place]
metric = "{Meridian(degrees, degrees // 3).bare}"
longitude = [{degrees - 2}, {degrees + 2}]
latitude = [3, 54]
"""


def whole(head_text: str, spans: Iterable[tuple[int, int]], tables: Iterable[str]) -> str:
    """Return the file: the head with the spans of the outline, and the tables of the items."""
    longitude, latitude = spans
    kept = head_text.partition("longitude = ")[0]
    lines = [f"longitude = {list(longitude)}", f"latitude = {list(latitude)}", "", *tables]
    return kept + "\n".join(lines)


def column(name: str) -> str:
    """Return the table of a 专栏; its title is not known."""
    return f"[[column]]\nname = {_word(name)}\ntitle = {_word(name)}\n"


def layer(layer_id: str, title: str, plane: str, hue: str, works: Iterable[str]) -> str:
    """Return the table of a layer of items."""
    named = ", ".join(map(_word, works))
    return (
        f"[[layer]]\nid = {_word(layer_id)}\ntitle = {_word(title)}\nplane = {_word(plane)}\n"
        f"hue = {_word(hue)}\nworks = [{named}]\n"
    )


def _word(text: str) -> str:
    """A text as TOML's basic string; JSON's escapes are among TOML's."""
    return json.dumps(text, ensure_ascii=False)
