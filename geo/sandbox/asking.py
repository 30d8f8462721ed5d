"""One piece of work given to a child: its files laid down, its bounds watched, its answer taken."""

import logging
import shutil
import time
from collections.abc import Mapping
from glob import escape
from math import isfinite
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Any, NamedTuple

from geo import errors
from geo.disk_space import reason
from geo.errors import DataError, PlanMapError
from geo.sandbox.ceiling import Ceiling, WorkEndedError
from geo.sandbox.codec import BrokenParcelError, Classes, decode, encode
from geo.sandbox.process import Child, Event, Usage
from geo.sandbox.progress import ProgressListener

_log = logging.getLogger(__name__)

TICK_S = 0.05
"""How often a child at work is looked at, seconds."""

_CURE = "请先裁剪、简化或分成几个文件后再试"
_NAME = 120


class Sent(NamedTuple):
    """Something that was sent: a file or its bytes, and the name it goes under."""

    content: Path | bytes
    name: str


Files = Mapping[str, Sent]
"""What was sent, by the argument that takes its path."""


class Task(NamedTuple):
    """Work for a child.

    Parameters
    ----------
    function
        "module:name", called with the arguments and the paths of the files.
    arguments
        Values that `geo.sandbox.codec` writes.
    subject
        What is worked on, as planners know it: begins each sentence about what went wrong.
    answers
        Classes that the answer may hold.
    told
        Argument that takes the function by which it says how far it is; "" for none.
    """

    function: str
    arguments: Mapping[str, Any]
    subject: str
    answers: Classes
    told: str = ""


class TaskAnswer(NamedTuple):
    """What the function returned, or the error that it raised on purpose."""

    value: Any = None
    error: PlanMapError | None = None


def ask(
    child: Child, task: Task, files: Files, ceiling: Ceiling, watch: ProgressListener
) -> TaskAnswer:
    """Have a child do a piece of work; afterwards it may do more.

    Raises
    ------
    DataError
        If a bound was met, or the child died or said what it should not: it must be ended.
    """
    since, before = time.monotonic(), child.usage()
    mark = token_hex(8)
    laid = {name: _lay(child, each) for name, each in files.items()}
    asked = {
        "mark": mark,
        "function": task.function,
        "arguments": {**task.arguments, **laid},
        "told": task.told,
        "bounds": (ceiling.memory_mb, ceiling.cpu_s, max(ceiling.answer_mb, 2_048)),
    }
    try:
        child.ask(encode(asked), ceiling.answer_mb)
    except OSError as error:
        raise _died(task, child) from error
    event = _awaited(child, task, (ceiling, before, since), watch)
    for each in child.sent.iterdir():
        shutil.rmtree(each, ignore_errors=True)
    return _taken(event, task, child, mark)


def _lay(child: Child, sent: Sent) -> Path:
    """Put a file where the child may read it: a link where it cannot write there, else a copy.

    A file that is not there, or a full disk, raises `DataError`.
    """
    home = child.sent / str(len(list(child.sent.iterdir())))
    try:
        home.mkdir()
        target = home / _plain(sent.name)
        if isinstance(sent.content, bytes):
            target.write_bytes(sent.content)
            return target
        for part in _with_companions(sent.content):
            there = target.with_suffix(part.suffix) if part != sent.content else target
            _linked(part, there, safe=child.held is not None and child.held.files)
    except FileNotFoundError as error:
        raise DataError(f"找不到文件 {sent.name}；请检查路径") from error
    except OSError as error:
        raise DataError(f"{sent.name} 无法放入临时目录：{reason(error)}") from error
    return target


def _plain(name: str) -> str:
    """A name without folders that every system takes."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join("_" if each in '<>:"|?*' or ord(each) < 32 else each for each in last)
    end = "".join(PurePosixPath(kept).suffixes[-2:])[-24:]
    stem = kept.removesuffix(end).encode()[:_NAME].decode("utf-8", "ignore").strip(" .")
    return f"{stem or 'file'}{end}"


def _with_companions(path: Path) -> list[Path]:
    """A file, and what belongs to it if it is a shapefile on disk."""
    if path.suffix.lower() != ".shp":
        return [path]
    beside = path.parent.glob(f"{escape(path.stem)}.*")
    parts = (".shx", ".dbf", ".prj", ".cpg")
    return [path, *(each for each in beside if each.suffix.lower() in parts)]


def _linked(path: Path, target: Path, *, safe: bool) -> None:
    """Link a file that the child cannot write to through the link; otherwise copy it."""
    if path.is_symlink() or not path.is_file():
        path = path.resolve(strict=True)
    try:
        if not safe:
            raise OSError
        target.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, target)


def _awaited(
    child: Child, task: Task, held: tuple[Ceiling, Usage, float], watch: ProgressListener
) -> Event:
    """Wait for the answer; say how far it is; end the work at the ceiling."""
    ceiling, before, since = held
    words, share = "正在读取……", 0.05
    while True:
        event = child.event(TICK_S)
        told = child.told()
        if told is not None:
            words, share = _progress(told, words, share)
        if time.monotonic() - since >= watch.quiet_s:
            watch.tell(share, words)
        if event is not None:
            return event
        _check(child.usage(), before, time.monotonic() - since, (ceiling, task))


def _progress(told: Event, words: str, share: float) -> tuple[str, float]:
    tree = decode(told.parcel, {})
    if isinstance(tree, dict) and isinstance(tree.get("share"), float) and isfinite(tree["share"]):
        return str(tree.get("words", ""))[:200], min(max(tree["share"], 0.0), 1.0)
    return words, share


def _check(now: Usage, before: Usage, age: float, told: tuple[Ceiling, Task]) -> None:
    """Raise `DataError` when the work takes more than it may."""
    ceiling, task = told
    if now.memory_mb - before.memory_mb > ceiling.memory_mb:
        raise _memory(task, f" {ceiling.memory_mb:,} MB")
    if now.cpu_s - before.cpu_s > ceiling.cpu_s or age > ceiling.wall_s:
        raise WorkEndedError(
            f"{task.subject} 处理超过上限（处理器 {ceiling.cpu_s} 秒或"
            f"总时长 {ceiling.wall_s} 秒），已停止；{_CURE}",
            "time",
        )


def _memory(task: Task, most: str = "") -> WorkEndedError:
    words = f"{task.subject} 处理所需内存超过上限{most}，已停止；{_CURE}"
    return WorkEndedError(words, "memory")


def _died(task: Task, child: Child) -> WorkEndedError:
    _log.warning("child died with %s on %s: %s", task.function, task.subject, child.words_of_end())
    return WorkEndedError(
        f"{task.subject} 处理中断：读取进程意外结束（内存或时间超过上限，或文件已损坏）；"
        "请用 QGIS 等软件检查修复后重新导出，或先裁剪、简化",
        "died",
    )


def _taken(event: Event, task: Task, child: Child, mark: str) -> TaskAnswer:
    """Return the answer of a child, or raise what it says."""
    if event.flood:
        raise WorkEndedError(f"{task.subject} 读出的内容超过上限，已停止；{_CURE}", "answer")
    if event.kind not in (b"d", b"e", b"x"):
        raise _died(task, child)
    tree = event.parcel.tree
    if not isinstance(tree, list) or len(tree) != 2 or tree[0] != mark:
        raise BrokenParcelError("答非所问")
    known = task.answers if event.kind == b"d" else {}
    told = decode(event.parcel._replace(tree=tree[1]), known)
    if event.kind == b"d":
        return TaskAnswer(told)
    if not isinstance(told, dict):
        raise BrokenParcelError("答复无效")
    if event.kind == b"e":
        return TaskAnswer(error=_error(told))
    raise _unforeseen(told, task)


def _error(told: Mapping[str, Any]) -> PlanMapError:
    """The error that the function raised, of the same class where it is one of ours."""
    cls = getattr(errors, str(told.get("kind")), DataError)
    words = str(told.get("words", ""))[:4_000]
    if cls is errors.ManyLayersError:
        layers = told.get("layers")
        named = layers if isinstance(layers, list) else []
        return errors.ManyLayersError(words, tuple(map(str, named)))
    good = isinstance(cls, type) and issubclass(cls, PlanMapError)
    return cls(words) if good else DataError(words)


def _unforeseen(told: Mapping[str, Any], task: Task) -> WorkEndedError:
    if told.get("memory"):
        return _memory(task)
    _log.error("unforeseen in %s on %s:\n%s", task.function, task.subject, told.get("trace", ""))
    return WorkEndedError(
        f"{task.subject} 无法读取：内容与格式不符，程序未能识别（已写入服务器日志）；"
        "请重新导出，或联系管理员",
        "unforeseen",
    )
