"""Two situations side by side: two maps, the figures of both, and the estates that differ."""

from dataclasses import replace

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.gaps import MET
from geo.lifecircle.result_files import comparison_table
from geo.scenario.compare import Comparison, compare
from layers.legend import legend_html
from layers.styles import palette
from views import cache, downloads, map_frame
from views.escape_markdown import escape_markdown
from views.lifecircle import download_buttons, imported_sources, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer, answer
from views.lifecircle.imported_sources import PLANNED, TODAY
from views.lifecircle.lifecircle_scene import Shown, make
from views.state.lifecircle import LEFT, OWN, PANEL, RIGHT, SCENARIOS, TWO_MAPS
from views.state.plan_map import PALETTE

_HEIGHT = 600


def wanted() -> bool:
    """Whether two maps are to stand in place of one."""
    return PANEL.get() == OWN and TWO_MAPS.get()


def show(found: LifeCircleAnswer, name: str) -> None:
    """Draw the choice of the two, their figures and the estates that differ."""
    options = [TODAY, PLANNED, *SCENARIOS.get()]
    columns = st.columns(2)
    one = columns[0].selectbox("对比：左", options, key=LEFT.name, persist_state="session")
    two = columns[1].selectbox(
        "对比：右", options, index=options.index(name), key=RIGHT.name, persist_state="session"
    )
    st.toggle("并排两张地图", key=TWO_MAPS.name)
    left, right = (_answer(found, str(each)) for each in (one, two))
    both = compare(left.now.table, right.now.table)
    _figures(found, both, (str(one), str(two)))
    if found.rule is not None:
        _difference(found, both)
    with downloads.row() as row:
        download_buttons.table(row, "方案对比", lambda: comparison_table(both, right.now))


def maps(found: LifeCircleAnswer) -> None:
    """Draw the two maps side by side."""
    names = [key.get() or TODAY for key in (LEFT, RIGHT)]
    shown: Shown = {}
    for column, name, side in zip(st.columns(2, gap="small"), names, "lr", strict=True):
        with column:
            scene, told = make(_answer(found, name))
            st.caption(escape_markdown(name))
            map_frame.draw(map_frame.Frame(f"lc-map-{side}", _HEIGHT), cache.plan(), scene)
            shown |= told
    st.html(legend_html(shown, palette(PALETTE.get())))


def _answer(found: LifeCircleAnswer, name: str) -> LifeCircleAnswer:
    settings = found.settings
    supply = {
        TODAY: settings.supply.standing,
        PLANNED: imported_sources.supply(imported_sources.plan_on()),
    }.get(name) or imported_sources.scenario_supply(name)
    return answer(replace(settings, supply=supply))


def _figures(found: LifeCircleAnswer, both: Comparison, names: tuple[str, str]) -> None:
    rules = both.rules
    known = rules[(rules["met_before"] + rules["met_after"]) > 0]
    if found.rule is not None:
        known = rules.loc[[found.settings.question.rule_id]]
    table = DataFrame(
        {
            "类别": known["kind"].astype(str),
            f"{names[0]} 达标": known["met_before"],
            f"{names[1]} 达标": known["met_after"],
            "新增": known["newly_met"].map(len) + known["newly_known"].map(len),
            "失去": known["lost"].map(len),
            "平均步行变化（米）": (known["walk_after_m"] - known["walk_before_m"]).round(1),
        }
    )
    st.dataframe(table, hide_index=True, placeholder="")


def _difference(found: LifeCircleAnswer, both: Comparison) -> None:
    rows = both.rows[both.rows["rule_id"].astype(str) == found.settings.question.rule_id]
    rows = rows.set_index(rows["demand_id"].astype(str))
    changed = rows[(rows["saved_m"].abs() > 1) | (rows["before_status"] != rows["after_status"])]
    if changed.empty:
        st.caption("两种情景下，各处的最近距离没有差别。")
        return
    table = DataFrame(
        {
            "小区": found.now.names.reindex(changed.index).astype(str),
            "左（米）": selectable_table.metres(changed["before_m"]),
            "右（米）": selectable_table.metres(changed["after_m"]),
            "少走（米）": changed["saved_m"].round(),
            "右侧判定": changed["after_status"].astype(str),
        }
    )
    gained = int(((changed["after_status"] == MET) & (changed["before_status"] != MET)).sum())
    st.caption(f"有差别的{found.demand_label} {len(table)} 处，其中新达标 {gained} 处")
    selectable_table.estates(found, table.sort_values("少走（米）", ascending=False), "differ", 240)
