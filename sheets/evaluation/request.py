"""An evaluation to make, as one frozen value: all that was found in plan and ledger for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from pandas import DataFrame

from geo.monitoring.standing import Standing
from geo.plan_data import PlanData
from layers.palettes import STANDARD
from sheets.evaluation.scope import EvaluationScope
from sheets.request import RESOLUTIONS, check_date, check_one_of

Kind = Literal["中期评估", "终期评估"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MIDTERM, FINAL = KINDS

PARTS: Final[Mapping[str, str]] = {
    "indicators": "主要指标",
    "columns": "按章节和专栏的实施情况",
    "map": "实施状态图",
    "units": "分区与责任单位",
    "matters": "问题与协调事项",
    "circles": "生活圈：当时与现在",
    "items": "项目明细表",
    "changes": "变动记录",
}
"""Parts that may be left out, by id; 编制说明, 总体情况 and 资料来源 always stand."""


class Changes(NamedTuple):
    """Changes of the scope whose figures belong to the period.

    Parameters
    ----------
    acts
        How many acts.
    drafts
        How many of them wait for a review.
    later
        How many more acts have figures of days after the one that is asked for.
    months
        (n,) rows: month (such as 2023-05), changes, items, people.
    rows
        (m,) rows, a field of a change each: seq, made (ISO day), as_of, item, name, field, before,
        after, by, why, document. All of them where `listed`, else none.
    listed
        Whether each change is listed.
    """

    acts: int
    drafts: int
    later: int
    months: DataFrame
    rows: DataFrame
    listed: bool


@dataclass(frozen=True, eq=False)
class EvaluationRequest:
    """An evaluation to make.

    Parameters
    ----------
    plan
        As published, with what the ledger says for the day laid into its items.
    kind
        One of `KINDS`.
    scope
        What it is about.
    whole
        How all items stand on the day.
    years
        `geo.monitoring.boards.by_year` of the items of the scope.
    told
        Titles of the fields of items of which something was entered in the scope, by name.
    reasons
        Of items that are 调整, 取消 or 停缓建: since (ISO day), why, document, by; indexed by id.
    matters
        问题与协调事项 of the items of the scope as they stand on the day.
    changes
        Of the scope.
    made
        ISO date on which it is made.
    office
        编制单位, "" for none.
    rules
        Of every standard of the life circles (`geo.lifecircle.rules.load_rules`).
    parts
        Ids of `PARTS` that it has.
    palette, dpi
        Of map and charts.

    Raises
    ------
    DataError
        If a value is not one of those allowed.
    """

    plan: PlanData
    kind: Kind
    scope: EvaluationScope
    whole: Standing
    years: DataFrame
    told: Mapping[str, str]
    reasons: DataFrame
    matters: DataFrame
    changes: Changes
    made: str
    rules: DataFrame
    office: str = ""
    parts: tuple[str, ...] = tuple(PARTS)
    palette: str = STANDARD
    dpi: int = 300

    def __post_init__(self) -> None:
        """Refuse what cannot be made."""
        check_one_of("报告种类", self.kind, KINDS)
        check_one_of("分辨率", self.dpi, RESOLUTIONS)
        check_date(self.made)
        for part in self.parts:
            check_one_of("内容", part, tuple(PARTS))

    @property
    def day(self) -> date:
        """The day of the ledger."""
        return self.whole.moment.day

    @property
    def items(self) -> Standing:
        """The items of the scope."""
        return self.scope.of(self.whole)
