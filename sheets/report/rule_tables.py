"""Tables of a standard: its rules, and what the plan adds that they count."""

from pandas import DataFrame, Series, isna

from geo.lifecircle.rule_checks import NEEDED, OPTIONAL
from sheets.report.model import Table
from sheets.report.wording import NONE, cell


def rule_list(rules: DataFrame) -> Table:
    """Return the standard: what counts, how near, where it is written, whether it was checked."""
    rows = tuple(
        (
            level_of(rule),
            cell(rule["kind"]),
            f"{rule['radius_m']:g} 米",
            need_of(rule),
            _source(rule),
            cell(rule["checked"]),
            cell(rule["note"]),
        )
        for _, rule in rules.iterrows()
    )
    headers = ("层级", "设施", "半径", "要求", "出处与条款", "核对", "说明")
    return Table("采用的标准", headers, (15.0, 25.0, 15.0, 10.5, 36.0, 14.0, 54.5), rows)


def services(table: DataFrame) -> Table:
    """Return what the plan adds, as it counts or why it does not."""
    rows = tuple(
        (
            cell(project),
            *(cell(row[name]) for name in ("name", "effect", "kind", "stage")),
            cell(row["reason"].replace(", ", "，") or "计入"),
        )
        for project, row in table.iterrows()
    )
    headers = ("编号", "规划项目", "作用", "类别", "计作学段", "是否计入及原因")
    return Table("规划项目计入情况", headers, (18.0, 38.0, 16.0, 18.0, 24.0, 56.0), rows)


def _source(rule: Series) -> str:
    return cell(f"{rule['source']} {rule['clause']}")


def level_of(rule: Series) -> str:
    """Level of a rule in minutes, — where the standard has none."""
    return NONE if isna(rule["level_min"]) else f"{rule['level_min']:g} 分钟"


def need_of(rule: Series) -> str:
    """Word whether the standard demands a kind."""
    return NEEDED if rule["required"] else OPTIONAL
