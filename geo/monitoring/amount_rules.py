"""Rules on sums: beyond the total, falling, told twice, told in another unit."""

from collections.abc import Iterator
from typing import Final

from geo.district import DISTRICT
from geo.monitoring.amounts import amount_words, parts_of
from geo.monitoring.told_item import Remark, Rule, ToldItem
from geo.schema.model import Measure

_CENT: Final = 1e-6
"""万元; less is rounding."""

_YUAN_IN_WAN: Final = 1_000
"""A sum so many times the total was most likely told in 元."""

_TITLES: Final = {each.id: each.title for each in DISTRICT.funds}
_WORDS: Final[dict[Measure, str]] = {"total": "总投资", "done": "累计完成", "planned": "年度计划"}


def _done_beyond(item: ToldItem) -> Iterator[Remark]:
    done, total = item.sum("done"), item.sum("total")
    if done is not None and total is not None and done > total + _CENT:
        words = (
            f"累计完成 {amount_words(done)}，超过总投资 {amount_words(total)}{_hint(done, total)}"
        )
        yield Remark(words, (*item.given("done"), *item.given("total")))


def _fund_beyond(item: ToldItem) -> Iterator[Remark]:
    """Where the whole holds, one source may not."""
    done, total = item.sum("done"), item.sum("total")
    if done is not None and total is not None and done > total + _CENT:
        return
    for fund, title in _TITLES.items():
        names = (f"done_{fund}", f"total_{fund}")
        spent, planned = (item.number(name) for name in names)
        if spent is not None and planned is not None and spent > planned + _CENT:
            words = f"{title}累计完成 {amount_words(spent)}，超过其总投资 {amount_words(planned)}"
            yield Remark(words, names)


def _plan_beyond(item: ToldItem) -> Iterator[Remark]:
    total = item.sum("total")
    for year in DISTRICT.plan.years if total is not None else ():
        planned = item.sum("planned", year)
        if planned is not None and total is not None and planned > total + _CENT:
            words = f"{year} 年计划 {amount_words(planned)}，超过总投资 {amount_words(total)}"
            yield Remark(words + _hint(planned, total), (*item.given("planned", year),))


def _plans_beyond(item: ToldItem) -> Iterator[Remark]:
    """Where each year holds, all of them may not."""
    total, planned = item.sum("total"), item.sum("planned")
    years = [item.sum("planned", year) for year in DISTRICT.plan.years]
    if total is None or planned is None or max(each or 0.0 for each in years) > total + _CENT:
        return
    if planned > total + _CENT:
        words = f"各年度计划合计 {amount_words(planned)}，超过总投资 {amount_words(total)}"
        yield Remark(words, (*item.given("planned"),))


def _done_falls(item: ToldItem) -> Iterator[Remark]:
    """Between sources of funds a sum may move: what falls is the whole of those told before."""
    before = [item.before(name) for name in parts_of("done")]
    given = [each for each in before if each is not None]
    done = item.sum("done")
    if given and done is not None and done < sum(given) - _CENT:
        words = f"累计完成 {amount_words(done)} 低于上次填报的 {amount_words(sum(given))}"
        yield Remark(words, item.given("done"))


def _no_total(item: ToldItem) -> Iterator[Remark]:
    if item.sum("done") is not None and item.sum("total") is None:
        yield Remark("已填累计完成，未填总投资", parts_of("total")[:1])


def _told_twice(item: ToldItem) -> Iterator[Remark]:
    whole, *sources = _TITLES
    for measure, year in _measures():
        names = {fund: parts_of(measure, year, fund)[0] for fund in _TITLES}
        unsplit = item.number(names[whole])
        told = [item.number(names[fund]) for fund in sources]
        split = sum(each for each in told if each is not None)
        if unsplit and abs(unsplit - split) <= _CENT:
            what = f"{year} 年计划" if year else _WORDS[measure]
            words = (
                f"{what}的{_TITLES[whole]}与各来源之和相同（{amount_words(split)}），疑为重复填报"
            )
            yield Remark(words, (names[whole],))


def _measures() -> Iterator[tuple[Measure, int | None]]:
    yield "total", None
    yield "done", None
    for year in DISTRICT.plan.years:
        yield "planned", year


def _hint(amount: float, total: float) -> str:
    return "，疑以元填报" if amount >= _YUAN_IN_WAN * total > 0 else ""


AMOUNT_RULES: Final = (
    Rule("done_beyond_total", "矛盾", "累计完成超过总投资", _done_beyond),
    Rule("fund_beyond_total", "矛盾", "某来源累计完成超过其总投资", _fund_beyond),
    Rule("plan_beyond_total", "矛盾", "年度计划超过总投资", _plan_beyond),
    Rule("done_falls", "矛盾", "累计完成下降", _done_falls),
    Rule("plans_beyond_total", "提醒", "各年计划合计超过总投资", _plans_beyond),
    Rule("told_twice", "提醒", "投资疑为重复填报", _told_twice),
    Rule("done_without_total", "提醒", "有累计完成而无总投资", _no_total),
)
