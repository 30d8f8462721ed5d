"""What every command does when it begins, and with the console it is given."""

import sys
from collections.abc import Callable

from geo import temporary_folders
from geo.disk_space import disk_words
from geo.errors import PlanMapError

SWITCHES = {
    "请指定图层": "--layer",
    "请指定坐标系": "--system",
    "重新生成": "planmap network import",
    "环境变量 PLANMAP_DATA": "--data",
    "请作为步行路网读取": "planmap network import",
}
"""What answers an error on a command line; the same error on a page names no switch."""

WRONG = 2
"""Exit code where what is asked for cannot be done."""


def begin() -> None:
    """Print ? for what a console cannot show, rather than fail; leave no temporary folder."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    temporary_folders.begin()


def exit_code(work: Callable[[], object]) -> int:
    """Do the work; return its code or 0, or say in one line what is wrong and return `WRONG`."""
    try:
        done = work()
    except (PlanMapError, OSError, MemoryError) as error:
        words = words_of(error)
        switches = "、".join(switch for sign, switch in SWITCHES.items() if sign in words)
        print(f"错误：{words}{f'（{switches}）' if switches else ''}", file=sys.stderr)
        return WRONG
    return done if isinstance(done, int) else 0


def words_of(error: Exception) -> str:
    """Return what is wrong in words, with what to do."""
    if isinstance(error, PlanMapError):
        return str(error)
    if isinstance(error, MemoryError):
        return "内存不足；请减少内容后重试"
    return disk_words(error) if isinstance(error, OSError) else "出错"


def tell_share(stage: str, share: float) -> None:
    """Tell how far a work is (share 0 to 1), beside the results."""
    print(f"[{share:4.0%}] {stage}", file=sys.stderr, flush=True)
