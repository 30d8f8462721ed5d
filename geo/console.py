"""What every command does with the console it is given."""

import sys
from collections.abc import Callable

from geo.errors import PlanMapError

SWITCHES = {
    "请指定图层": "--layer",
    "请指定坐标系": "--crs",
    "重新生成": "python -m geo.network import",
}
"""What answers an error on a command line; the same error on a page names no switch."""

WRONG = 2
"""Exit code where what is asked for cannot be done."""


def keep_printing() -> None:
    """Print ? for what a console cannot show, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def exit_code(work: Callable[[], object]) -> int:
    """Do the work; return 0, or say in one line what is wrong and return `WRONG`."""
    try:
        work()
    except (PlanMapError, OSError) as error:
        told = "、".join(switch for words, switch in SWITCHES.items() if words in str(error))
        print(f"错误：{error}{f'（{told}）' if told else ''}", file=sys.stderr)
        return WRONG
    return 0


def tell_share(stage: str, share: float) -> None:
    """Tell how far a work is (share 0 to 1), beside the results."""
    print(f"[{share:4.0%}] {stage}", file=sys.stderr, flush=True)
