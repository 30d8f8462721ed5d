"""Many planners at once: `python -m bench.load --before ../older --users 1,35,50 --seconds 60`.

Every build runs as a server process of its own, on loopback, builds in turn for each number of
users. A user is a raw session of Streamlit's protocol that changes a filter every 2 to 5 s; the
time runs from sending to the end of the script, and the count on the page must be right. `--memory`
instead lets six planners import 200 000 points each and leave, and watches the memory afterwards.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from psutil import Process

from bench.load_clicks import Found, crowd
from bench.load_memory import memory_rows
from bench.markdown import markdown
from tools.headless import ROOT, memory_mb, running

_MOST_USERS, _MOST_S = 100, 600.0


class Load(NamedTuple):
    """One crowd on one build.

    Parameters
    ----------
    build, users, found
        Which, how many, and what they saw.
    memory
        Of the server when they had gone through, MB.
    busy
        Processor seconds that the server took from their first page on.
    """

    build: str
    users: int
    found: Found
    memory: float
    busy: float


def main() -> None:
    """Measure the builds side by side; exit 1 where a visitor met an error."""
    chosen = _arguments()
    builds = {"before": chosen.before} if chosen.before else {}
    builds["this"] = ROOT
    if chosen.memory:
        _say(markdown(list(memory_rows(builds, chosen.after))))
        return
    loads = [
        _measured(name, root, users, chosen)
        for _ in range(chosen.rounds)
        for users in chosen.users
        for name, root in builds.items()
    ]
    _say(markdown([_HEAD, *map(_row, loads)]))
    if chosen.before:
        _say(markdown([_RATIO_HEAD, *_ratios(loads)]))
    errors = [error for load in loads for error in load.found.errors]
    _say(errors[:20])
    sys.exit(bool(errors))


def _measured(name: str, root: Path, users: int, chosen: argparse.Namespace) -> Load:
    with running(root=root) as (origin, process_id):
        asyncio.run(crowd(origin, 1, _WARM_S, chosen.seed))
        before = sum(Process(process_id).cpu_times()[:2])
        found = asyncio.run(crowd(origin, users, chosen.seconds, chosen.seed))
        busy = sum(Process(process_id).cpu_times()[:2]) - before
        load = Load(name, users, found, memory_mb(process_id), busy)
    print("|", " | ".join(_row(load)), "|", file=sys.stderr, flush=True)  # noqa: T201 - progress
    return load


_WARM_S = 8.0
_HEAD = (
    *("build", "users", "changes", "median s", "p95 s", "max s"),
    *("first page s", "errors", "server MB", "busy s"),
)
_RATIO_HEAD = ("users", "median, this / before", "p95, this / before", "p95 / lone median, this")


def _row(load: Load) -> tuple[str, ...]:
    found = load.found
    clicks = found.clicks or [float("nan")]
    shown = Found(clicks, found.opened or [float("nan")])
    times = (shown.median, shown.p95, max(clicks), Found(shown.opened).median)
    counts = (str(len(found.errors)), f"{load.memory:.0f}", f"{load.busy:.1f}")
    seconds = (f"{each:.3f}" for each in times)
    return (load.build, str(load.users), str(len(found.clicks)), *seconds, *counts)


def _ratios(loads: list[Load]) -> Iterator[tuple[str, ...]]:
    """Yield a line for each number of users, the rounds taken together."""
    pooled: dict[tuple[str, int], Found] = {}
    for load in loads:
        pooled.setdefault((load.build, load.users), Found()).clicks.extend(load.found.clicks)
    smallest = min(users for _, users in pooled)
    for users in dict.fromkeys(load.users for load in loads):
        before, this = pooled["before", users], pooled["this", users]
        if before.clicks and this.clicks:
            alone = pooled["this", smallest].median
            ratios = (this.median / before.median, this.p95 / before.p95, this.p95 / alone)
            yield (str(users), *(f"{ratio:.2f}" for ratio in ratios))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--before", type=_checkout, help="checkout of another build to compare")
    parser.add_argument("--users", type=_users, default=[1, 35, 50], help="such as 1,35,50")
    parser.add_argument("--seconds", type=_seconds, default=60, help="of each crowd, at most 600")
    parser.add_argument("--rounds", type=int, default=1, choices=range(1, 11), help="repetitions")
    parser.add_argument("--seed", type=int, default=1, help="another number, other changes")
    parser.add_argument("--memory", action="store_true", help="memory after six large imports")
    parser.add_argument(
        "--after", type=_seconds, default=300, help="with --memory: seconds to wait at the end"
    )
    return parser.parse_args()


def _checkout(words: str) -> Path:
    path = Path(words).resolve()
    if not (path / "app.py").is_file():
        raise argparse.ArgumentTypeError(f"{words} holds no app.py; name a checkout of the app")
    return path


def _users(words: str) -> list[int]:
    counts = [int(word) for word in words.split(",")]
    if not all(1 <= count <= _MOST_USERS for count in counts):
        raise argparse.ArgumentTypeError(f"users must be 1 to {_MOST_USERS}, found {words}")
    return counts


def _seconds(words: str) -> float:
    seconds = float(words)
    if not 5 < seconds <= _MOST_S:
        raise argparse.ArgumentTypeError(f"seconds must be 6 to {_MOST_S:.0f}, found {words}")
    return seconds


def _say(lines: "Iterator[str] | list[str]") -> None:
    print("\n".join(lines), flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
