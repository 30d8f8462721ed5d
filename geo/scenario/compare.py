"""Two gap tables side by side: what a change of facilities does, rule by rule."""

from typing import NamedTuple

import numpy as np
from pandas import DataFrame, Series

from geo.errors import DataError, MissingColumnError
from geo.lifecircle.gaps import MET, UNMET

KEYS = ["demand_id", "rule_id"]
_COLUMNS = (*KEYS, "kind", "distance_m", "status")


class Comparison(NamedTuple):
    """`rules`: one row a rule, see `compare`; `rows`: one row a demand point and rule."""

    rules: DataFrame
    rows: DataFrame


def compare(before: DataFrame, after: DataFrame) -> Comparison:
    """Compare two gap tables of the same demand and rules.

    Parameters
    ----------
    before, after
        Rows with demand_id, rule_id, kind, distance_m (metres on foot; inf or NaN where there is
        none), status (达标 / 未达标 / others); each demand and rule once, in any order. May be
        empty.

    Returns
    -------
    Comparison
        `rules`, indexed by rule_id in the order of `before`: kind, met_before, met_after (counts
        of demand), newly_met (未达标 to 达标), newly_known (others to 达标), lost (达标 to anything
        else), still_unmet (未达标 after), each a tuple of demand ids; n_both (demand with a
        distance in both), walk_before_m, walk_after_m (their means, NaN where none).
        `rows`, in the order of `before`: demand_id, rule_id, before_m, after_m, saved_m (see
        `saved`), before_status, after_status.

    Raises
    ------
    MissingColumnError
        If a table lacks a column.
    DataError
        If a demand and rule occur twice, or in one table only.
    """
    rows = _side_by_side(before, after)
    kinds = before.drop_duplicates("rule_id").set_index("rule_id")["kind"]
    groups = {str(rule): part for rule, part in rows.groupby("rule_id", sort=False)}
    records = [_summed(groups[str(rule)]) | {"kind": kind} for rule, kind in kinds.items()]
    columns = ["kind", *_summed(rows.iloc[:0])]
    return Comparison(DataFrame(records, index=kinds.index, columns=columns), rows)


def _side_by_side(before: DataFrame, after: DataFrame) -> DataFrame:
    first, second = _keyed(before, "规划前"), _keyed(after, "规划后")
    if len(first) != len(second) or not first.index.isin(second.index).all():
        odd = first.index.symmetric_difference(second.index)[0]
        raise DataError(
            f"前后对比: 需求点 {odd[0]} 的规则 {odd[1]} 只在一张缺口表里; "
            "请用同一批需求点和同一套标准重新计算"
        )
    second = second.reindex(first.index)
    walks = first["distance_m"].to_numpy(dtype=float), second["distance_m"].to_numpy(dtype=float)
    columns = {
        "before_m": walks[0],
        "after_m": walks[1],
        "saved_m": saved(*walks),
        "before_status": first["status"].to_numpy(),
        "after_status": second["status"].to_numpy(),
    }
    return DataFrame(columns, index=first.index).reset_index()


def saved(before_m: np.ndarray, after_m: np.ndarray) -> np.ndarray:
    """(n,) metres less to walk; inf where a way was found, -inf where it was lost.

    NaN where neither is finite, or one is NaN: what was not evaluated has saved nothing known.
    """
    less = np.full(len(before_m), np.nan)
    known = np.isfinite(before_m) | np.isfinite(after_m)
    less[known] = before_m[known] - after_m[known]
    return less


def _keyed(table: DataFrame, which: str) -> DataFrame:
    absent = [name for name in _COLUMNS if name not in table.columns]
    if absent:
        raise MissingColumnError(f"{which}的缺口表: 缺少列 {', '.join(absent)}; 请重新计算缺口")
    keyed = table.set_index(KEYS)
    if not keyed.index.is_unique:
        twice = keyed.index[keyed.index.duplicated()][0]
        raise DataError(
            f"{which}的缺口表: 需求点 {twice[0]} 的规则 {twice[1]} 出现两次; 请去掉重复"
        )
    return keyed


def _summed(rows: DataFrame) -> dict[str, object]:
    met_before, met_after = rows["before_status"] == MET, rows["after_status"] == MET
    was_unmet, is_unmet = rows["before_status"] == UNMET, rows["after_status"] == UNMET
    both = rows[np.isfinite(rows["before_m"]) & np.isfinite(rows["after_m"])]
    return {
        "met_before": int(met_before.sum()),
        "met_after": int(met_after.sum()),
        "newly_met": _ids(rows, was_unmet & met_after),
        "newly_known": _ids(rows, ~was_unmet & ~met_before & met_after),
        "lost": _ids(rows, met_before & ~met_after),
        "still_unmet": _ids(rows, is_unmet),
        "n_both": len(both),
        "walk_before_m": float(both["before_m"].mean()),
        "walk_after_m": float(both["after_m"].mean()),
    }


def _ids(rows: DataFrame, chosen: Series) -> tuple[str, ...]:
    return tuple(rows.loc[chosen, "demand_id"].astype(str))
