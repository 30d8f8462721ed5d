"""`planmap ledger indicators`: the plan's indicators with what was reached, judged."""

import argparse
from collections.abc import Sequence
from typing import Any

from geo.district import DISTRICT
from geo.errors import DataError
from geo.exchange.command_options import add_store, answer, opened
from geo.monitoring.indicator_tables import ODD, judged_words, odd_notes, sentence, summary
from geo.monitoring.indicators import Indicator, YearFigure, indicators_of
from geo.schema.ledger import UNREPORTED
from geo.text_columns import aligned
from planmap.ledger.verb import LedgerVerb
from planmap.ledger.words import line_of

_HEADS = ("编号", "指标", "属性", "基期", "目标", "最近实际", "判断")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--until", type=int, metavar="年", help="只看到这一年 / years until then")
    add_store(parser)


def _run(options: argparse.Namespace) -> None:
    years = DISTRICT.plan.years
    if options.until is not None and options.until not in years:
        within = f"应为 {years[0]} 至 {years[-1]} 中的一年" if years else "规划没有写明起止年"
        raise DataError(f"--until {options.until} 不在规划期内；{within}")
    with opened(options) as store:
        found = indicators_of(store.read().rows("indicators"), years, options.until)
    answer(options, [_json(each) for each in found], _lines(found))


def _lines(found: Sequence[Indicator]) -> list[str]:
    table = aligned([_HEADS, *(_cells(each) for each in found)]) if found else []
    told = [f"{each.title}：{line_of(sentence(each))}" for each in found if each.latest]
    odd = [f"{ODD} {line_of(title)}：{line_of(why)}" for title, why in odd_notes(found)]
    return [summary(found), *table, *told, *odd]


def _cells(indicator: Indicator) -> tuple[str, ...]:
    latest = indicator.latest
    return (
        indicator.indicator_id,
        (f"{ODD} " if indicator.odd else "") + line_of(indicator.title),
        indicator.kind,
        line_of(indicator.base),
        line_of(indicator.target),
        f"{line_of(latest.text)}（{latest.year}）" if latest else UNREPORTED,
        judged_words(indicator),
    )


def _json(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.indicator_id,
        "category": indicator.category,
        "name": indicator.name,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "base": indicator.base,
        "target": indicator.target,
        "growth": indicator.growth,
        "sense": indicator.sense,
        "path": indicator.path,
        "reading": indicator.reading,
        "odd": indicator.odd,
        "judged": indicator.judged,
        "words": sentence(indicator),
        "years": [_year_json(each) for each in indicator.figures],
    }


def _year_json(figure: YearFigure) -> dict[str, Any]:
    return {
        "year": figure.year,
        "value": figure.text or None,
        "due": None if figure.due is None else float(figure.due),
        "judged": figure.judged,
        "source": figure.source,
        "note": figure.note,
    }


VERBS = (
    LedgerVerb(
        "indicators",
        "规划指标：各年实际值、直线进度、目标 / indicators of the plan",
        _add,
        _run,
        "例：planmap ledger indicators --until 2023；填写：planmap ledger set 指标编号 "
        "2023年实际值=430 2023年来源=统计公报 --by 张三 --why 年度填报",
    ),
)
