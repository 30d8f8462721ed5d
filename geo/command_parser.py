"""A parser of command lines that says in one Chinese line what is wrong with one."""

import argparse
import re
import sys
from typing import Any, Final, NoReturn

from geo.console import WRONG

_SAID: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (.*)", r"还缺：\1"),
        (r"unrecognized arguments: (.*)", r"不认识：\1"),
        (r"one of the arguments (.*) is required", r"下列选项须给出一个：\1"),
        (r"ambiguous option: (\S+) could match (.*)", r"“\1”可以是 \2，请写全"),
        (r"argument (.*?): not allowed with argument (.*)", r"\1 不能与 \2 同时用"),
        (r"argument (.*?): expected one argument", r"\1 后面要有一个值"),
        (r"argument (.*?): expected at least one argument", r"\1 后面至少要有一个值"),
        (r"argument (.*?): expected (\d+) arguments?", r"\1 后面要有 \2 个值"),
        (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2；可用：\3"),
        (r"argument (.*?): invalid choice: (.*)", r"\1 不能是 \2"),
        (r"argument (.*?): invalid (int|float) value: (.*)", r"\1 应为数字，现为 \3"),
        (r"argument (.*?): invalid \S+ value: (.*)", r"\1 的值 \2 不可用"),
        (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不要值，现有 \2"),
        (r"argument (.*?): (.*)", r"\1：\2"),
    )
)


class CommandParser(argparse.ArgumentParser):
    """An `ArgumentParser` that ends with one line on standard error and exit code 2.

    Values that its types refuse by `argparse.ArgumentTypeError` are told in their own words.
    """

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        """Read words that are text: a console of another encoding sends bytes that are none."""
        for word in sys.argv[1:] if args is None else args:
            if any("\ud800" <= sign <= "\udfff" for sign in word):
                shown = word.encode(errors="replace").decode()
                self.error(f"“{shown}”里有不是 UTF-8 的字节；请把终端或脚本的编码改为 UTF-8")
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the usage is told."""
        found = next(
            (match.expand(words) for sign, words in _SAID if (match := sign.fullmatch(message))),
            message,
        )
        line = " ".join(found.split())
        print(f"错误：{line}；用法：{self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG)
