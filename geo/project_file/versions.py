"""Older layouts brought up to the present one, newer ones refused in clear words."""

from collections.abc import Callable, Mapping
from typing import Any

from geo.errors import DataError
from geo.project_file.checks import CURE, short
from geo.project_file.model import FORMAT, VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""By version: makes a file of the next version of one of this version. Empty as long as there is
one layout."""


def up_to_date(
    data: dict[str, Any], steps: Mapping[int, Step] = STEPS, latest: int = VERSION
) -> dict[str, Any]:
    """Return a file's object in the present layout.

    Parameters
    ----------
    data
        As parsed; stays as it is.
    steps
        By the version they start from.
    latest
        Version wanted.

    Raises
    ------
    DataError
        If it is no project of ours, or of a newer version.
    """
    found = _version(data, latest)
    for version in range(found, latest):
        data = {**steps[version](data), "version": version + 1}
    return data


def _version(data: dict[str, Any], latest: int) -> int:
    if data.get("format") != FORMAT:
        raise DataError(
            f"项目文件 format：应为 {FORMAT}，实为 {short(data.get('format'))}；"
            "请选择由本程序保存的项目文件"
        )
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DataError(f"项目文件 version：应为正整数，实为 {short(version)}；{CURE}")
    if version > latest:
        raise DataError(
            f"项目文件 version：这是第 {short(version)} 版文件，"
            f"由程序 {short(data.get('app'))} 保存；本程序只认到第 {latest} 版；请先升级本程序"
        )
    return version
