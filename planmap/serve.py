"""`planmap serve`: the page, on this machine unless told otherwise."""

import argparse
import os
import sys
from collections.abc import Sequence

from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from geo.data_folder import PROGRAM, VARIABLE, add_data
from geo.installation import installation, installation_file
from geo.store import open_store

_PORT = 8501


def main(words: Sequence[str] | None = None) -> int:
    """Serve until it is ended; return the exit code."""
    begin()
    options, more = _parser().parse_known_args(words)
    return exit_code(lambda: _serve(options, more))


def _serve(options: argparse.Namespace, more: Sequence[str]) -> None:
    from streamlit.web.cli import main_run  # noqa: PLC0415 - read when it is asked for

    print(open_store(options.data).described(), file=sys.stderr, flush=True)
    print(_permissions(), file=sys.stderr, flush=True)
    os.environ[VARIABLE] = str(options.data.resolve())
    asked = ["--server.port", str(options.port)]
    asked += ["--server.headless", "true"] if options.headless else []
    main_run([str(PROGRAM / "app.py"), *asked, *more], standalone_mode=False)


def _permissions() -> str:
    """Say which file of the installation is obeyed, so that one beside its place is noticed."""
    path = installation_file(os.environ)
    if not path.exists():
        return f"权限与审核：没有 {path}，照默认"
    file = installation(os.environ)
    review = ("须由他人审核" if file.others_only else "须审核") if file.reviewed else "不须审核"
    people = "、".join(f"{role} {len(found)} 项" for role, found in file.people.items())
    return f"权限与审核：{path}（修改{review}；{people or '没有 [people]'}）"


def _port(words: str) -> int:
    if not words.isdigit() or not 1 <= int(words) <= 65_535:
        raise argparse.ArgumentTypeError(f"端口 {words[:20]} 无效；应为 1 至 65535")
    return int(words)


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="planmap serve",
        description="打开网页，默认只在本机；对外开放见 docs/deploy.zh.md / serve the page",
        epilog="其余选项原样交给 Streamlit，如 --server.address 0.0.0.0",
    )
    parser.add_argument("--port", type=_port, default=_PORT, help=f"端口（{_PORT}） / port")
    parser.add_argument("--headless", action="store_true", help="不打开浏览器 / open no browser")
    add_data(parser)
    return parser
