"""A project file read as what it is: text that a stranger may have written."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from geo.errors import DataError
from geo.project_file.checks import CURE, refuse, short, text
from geo.project_file.layer_reading import read_layer
from geo.project_file.model import FORMAT, USUAL, VERSION, Project, ProjectLimits
from geo.project_file.networks import read_network
from geo.project_file.parsing import parse
from geo.project_file.values import bounded

MEMBERS = ("format", "version", "app", "saved", "choices", "layers", "networks")

T = TypeVar("T")

_MOST_CHOICES = 5_000
"""Choices that are looked at; a session has some hundred."""

_MOST_NAMED = 20
"""Unknown members that are named."""


def load(content: str | bytes, *, limits: ProjectLimits = USUAL) -> Project:
    """Read a project file.

    Parameters
    ----------
    content
        The file, as bytes (UTF-8) or as text.
    limits
        Sizes above which it is refused.

    Returns
    -------
    Project
        In the present layout. What is not known is left out, what could be mended is mended; both
        are said in `warnings`. Of choices and looks no more is known here than that they are
        plain values: what they may be is for the page to say.

    Raises
    ------
    DataError
        If it is too large, cut off, of a newer version, or holds a value of another type or range
        than is kept; the message names the place.
    """
    data = parse(content, limits)
    check_layout(data)
    missing = [name for name in MEMBERS if name not in data]
    if missing:
        raise DataError(f"项目文件：缺少 {missing[0]}；{CURE}")
    choices, unnamed = bounded(data["choices"], "choices", most=_MOST_CHOICES)
    layers = _each(data["layers"], "layers", read_layer, limits)
    features = sum(len(layer.features) for layer, _ in layers)
    if features > limits.features:
        raise DataError(f"项目文件 layers：共 {features:,} 个要素，超过 {limits.features:,} 个")
    networks = _each(data["networks"], "networks", read_network, limits)
    told = [*_unknown(data), *unnamed]
    for _, warnings in (*layers, *networks):
        told += warnings
    return Project(
        app=text(40)(data["app"], "app"),
        saved=_day(data["saved"]),
        choices=choices,
        layers=tuple(layer for layer, _ in layers),
        networks=tuple(network for network, _ in networks),
        warnings=tuple(told),
    )


def check_layout(data: dict[str, Any]) -> None:
    """Refuse what is no project of ours, and a newer version."""
    if data.get("format") != FORMAT:
        raise DataError(
            f"项目文件 format：应为 {FORMAT}，实为 {short(data.get('format'))}；"
            "请选择由本程序保存的项目文件"
        )
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DataError(f"项目文件 version：应为正整数，实为 {short(version)}；{CURE}")
    if version > VERSION:
        raise DataError(
            f"项目文件 version：这是第 {short(version)} 版文件，"
            f"由程序 {short(data.get('app'))} 保存；本程序只认到第 {VERSION} 版；请先升级本程序"
        )


def _each(
    value: object,
    where: str,
    read: Callable[[object, str, ProjectLimits], tuple[T, list[str]]],
    limits: ProjectLimits,
) -> list[tuple[T, list[str]]]:
    if not isinstance(value, list) or len(value) > limits.layers:
        raise refuse(where, f"不超过 {limits.layers} 项的列表", value)
    return [read(each, f"{where} 第 {at} 个", limits) for at, each in enumerate(value, 1)]


def _day(value: object) -> str:
    words: str = text(40)(value, "saved")
    try:
        date.fromisoformat(words[:10])
    except ValueError as error:
        raise refuse("saved", "2026-01-31 这样的日期", value) from error
    return words


def _unknown(data: dict[str, Any]) -> list[str]:
    unknown = [f"{short(name)} 不认识，已略去" for name in data if name not in MEMBERS]
    return unknown[:_MOST_NAMED]
