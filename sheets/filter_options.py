"""The filter of the plan's items in words of a command: one option for each column, and more."""

import argparse
from collections import defaultdict

from geo.errors import DataError
from geo.filtering import Criteria, chosen_values, filtered_column
from geo.schema import FILTERED


def add_filters(made: argparse.ArgumentParser) -> None:
    """Add the options that choose among the plan's items; all of them must hold."""
    add = made.add_argument
    for each in FILTERED:
        add(
            f"--{each.name}", action="append", default=[], metavar=each.title,
            help=f"只留{each.title}，可重复 / keep items of it",
        )  # fmt: skip
    add(
        "--filter", action="append", default=[], metavar="字段=值",
        help=f"同上，字段为 {'、'.join(each.title for each in FILTERED)} / the same by title",
    )  # fmt: skip
    add("--text", default="", help="只留含此文字的项目 / keep items with these words")


def criteria_of(options: argparse.Namespace) -> Criteria:
    """Return what the options ask for.

    Raises
    ------
    DataError
        If `--filter` names no column that is filtered by.
    """
    wanted = defaultdict(list, {each.name: list(getattr(options, each.name)) for each in FILTERED})
    for pair in options.filter:
        title, sign, value = pair.partition("=")
        if not sign:
            raise DataError(f"筛选“{pair}”应写作 字段=值，如 {FILTERED[0].title}=……")
        wanted[filtered_column(title.strip()).name].append(value.strip())
    return Criteria(values=chosen_values(wanted), text=options.text)


def filter_words(criteria: Criteria) -> str:
    """Return the filter as one line for the sheet, "" where none is in force."""
    parts = [(filtered_column(name).title, "、".join(values)) for name, values in criteria.values]
    return "；".join(f"{what}：{said}" for what, said in (*parts, ("文字", criteria.text)) if said)
