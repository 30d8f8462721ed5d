"""Numbers as people write them: 1.2亿, 3,500 万元, 35 %, wide digits of a Chinese keyboard."""

import re
from decimal import Decimal
from math import isfinite
from typing import Final

from geo.entering.model import Read, quoted, refused
from geo.text import fold

MONEY: Final = "万元"
"""Unit of every amount of the ledger."""

_NUMBER: Final = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+"
_PLAIN: Final = re.compile(rf"([+-]?)({_NUMBER})(e[+-]?\d{{1,2}})?(.*)")
_PART: Final = re.compile(rf"({_NUMBER})(亿|千万|百万|十万|万|千)?")
_IN_MONEY: Final = {
    "亿": Decimal(10_000),
    "千万": Decimal(1_000),
    "百万": Decimal(100),
    "十万": Decimal(10),
    "万": Decimal(1),
    "千": Decimal("0.1"),
    "": Decimal("0.0001"),
}
"""What a word before 元 is in 万元."""

_MOST: Final = Decimal(10) ** 12
_CURE: Final = "请只填数字，说明写在备注里"


def read_number(value: object, unit: str, *, told: str = "", fraction: bool = False) -> Read:
    """Return the number that a text or a number of a cell means, in `unit`.

    Parameters
    ----------
    value
        Text, int or float; NaN is nothing.
    unit
        Of the column; amounts in 万元 may come in 元, 千元, 万元, 亿元.
    told
        Unit that the heading of the cells tells, where another; a unit in the cell itself counts
        more.
    fraction
        The cell shows its number as percent: 0.35 is 35 %.
    """
    if isinstance(value, bool):
        return refused("是" if value else "否", "不是数字", _CURE)
    if isinstance(value, int | float):
        if not isfinite(value):
            return Read()
        plain = Decimal(str(value)) * (100 if fraction else 1)
        return _scaled(plain, unit, told, f"{value:.10g}")
    text = " ".join(fold(str(value)).replace("￥", "").replace("¥", "").split())
    return _of_text(text, unit, told) or refused(value, "不是数字", _CURE)


def _of_text(text: str, unit: str, told: str) -> Read | None:
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    sign, digits, power, rest = found.groups()
    rest = rest.strip()
    if not rest:
        number = _decimal(f"{sign}{digits}{power or ''}")
        return _scaled(number, unit, told, text)
    if power:
        return None
    if unit == MONEY:
        return _of_money(text.replace(" ", ""), sign)
    if rest == fold(unit):
        return Read(_float(_decimal(sign + digits)))
    return None


def _scaled(number: Decimal, unit: str, told: str, text: str) -> Read:
    """Return a number without a unit of its own."""
    word = fold(told)
    if unit == MONEY and word not in ("", MONEY):
        scale = _IN_MONEY.get(word.removesuffix("元"))
        if scale is None:
            return refused(text, f"的单位“{quoted(told)}”不认识", "请用万元、亿元或元")
        return _noted(number * scale, f"{text} {told}")
    if abs(number) > _MOST:
        return refused(text, "太大", "请核对数值与单位")
    if unit == "%" and 0 < number < 1:
        meant = words(_float(number * 100))
        return Read(_float(number), note=f"{text} 按 {text}% 记；如应为 {meant}%，请改填")
    return Read(_float(number))


def _of_money(text: str, sign: str) -> Read | None:
    """Return an amount with its own unit, such as 1亿2000万元."""
    body = text.lstrip("+-").removesuffix("人民币")
    parts, whole = list(_PART.finditer(body.removesuffix("元"))), body.removesuffix("元")
    if "".join(each.group() for each in parts) != whole or not parts:
        return None
    words = [each.group(2) or "" for each in parts]
    if "" in words and (len(words) > 1 or whole == body):
        return None
    scales = [_IN_MONEY[word] for word in words]
    if scales != sorted(set(scales), reverse=True):
        return None
    total = sum(
        (_decimal(each.group(1)) * scale for each, scale in zip(parts, scales, strict=True)),
        Decimal(0),
    )
    total = -total if sign == "-" else total
    return Read(_float(total)) if words == ["万"] else _noted(total, text)


def _noted(total: Decimal, text: str) -> Read:
    if abs(total) > _MOST:
        return refused(text, "太大", "请核对数值与单位")
    return Read(_float(total), note=f"{text} = {words(_float(total))} {MONEY}")


def words(number: float) -> str:
    """Return a number with groups of three, as the page writes them."""
    return f"{number:,.10g}".replace(",", " ")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace(" ", ""))


def _float(number: Decimal) -> float:
    return float(number)
