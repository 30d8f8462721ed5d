"""What the projects of the plan add as services."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import METRIC, require_metric
from geo.errors import DataError
from geo.has_geometry import has_geometry
from geo.lifecircle.kind_filter import KINDS, SCHOOL, STAGES
from geo.lifecircle.services import COLUMNS, PLANNED
from geo.schema import PROJECTS, Column, TableSchema
from geo.tables import load_table

Unstated = Literal["九年一贯制", "小学", "初中", ""]
"""What to take a planned school for whose stage the plan does not state; "": count it nowhere."""

UNSTATED: tuple[Unstated, ...] = get_args(Unstated)
"""All of them; the first is taken where nobody chose."""

PLAN_SERVICES = TableSchema(
    "plan_services.csv",
    "project_id",
    (
        PROJECTS.columns[0],
        Column("kind", required=True, allowed=KINDS),
        Column("stage", allowed=STAGES),
        Column("effect", required=True, allowed=("新增", "还建", "重建")),
        Column("replaces"),
        Column("basis", required=True),
    ),
    "none",
    optional=True,
)


def load_plan_services(folder: Path) -> DataFrame:
    """Read and check plan_services.csv: what each plan project adds as a service.

    Returns
    -------
    DataFrame
        (n,) rows indexed by project_id: kind, stage ("" where the plan does not state it), effect
        (新增, 还建, 重建), replaces (id of the facility it stands in for, or ""), basis.

    Raises
    ------
    DataError, MissingColumnError
        Naming each row, column and value that is wrong, and what to do.
    """
    return load_table(folder, PLAN_SERVICES)


def planned(
    projects_m: GeoDataFrame,
    plan_services: DataFrame,
    *,
    unstated: Unstated,
    chosen: Iterable[str],
) -> tuple[GeoDataFrame, DataFrame]:
    """Services the plan adds, as facilities, and those that cannot count.

    Parameters
    ----------
    projects_m
        (n,) plan projects with columns name and accuracy_m, METRIC, indexed by project_id.
    plan_services
        From `load_plan_services`. May be empty.
    unstated
        The planner's assumption for schools whose stage the plan does not state; one called 中学
        is taken for 初中 at most, never for 小学.
    chosen
        Projects to count. May be empty.

    Returns
    -------
    tuple[GeoDataFrame, DataFrame]
        Both indexed by project_id in the order of `plan_services`; either may be empty. The first
        as `services.COLUMNS`, origin 规划, METRIC; the second name, kind, stage, effect, reason
        (Chinese, why it is left out).

    Raises
    ------
    UnexpectedCRSError
        If `projects_m` is not in the metric CRS.
    DataError
        If a project or the assumption is not known.
    """
    require_metric(projects_m, "projects_m")
    if unstated not in UNSTATED:
        choices = "、".join(UNSTATED[:-1])
        raise DataError(f'学段假定 "{unstated}" 无效, 可选: {choices}, 或留空 (不计入); 请改选')
    ids = list(chosen)
    _refuse_unknown(ids, plan_services, "plan_services.csv")
    services = plan_services[plan_services.index.isin(ids)]
    _refuse_unknown(services.index, projects_m, "projects.csv")
    joined = services.join(projects_m[["name", "accuracy_m", "geometry"]])
    stages = [
        stage or _assumed(kind, name, unstated)
        for kind, stage, name in zip(joined["kind"], joined["stage"], joined["name"], strict=True)
    ]
    frame = GeoDataFrame(joined.assign(stage=stages, origin=PLANNED), crs=METRIC)
    why = DataFrame(frame.assign(reason=_reasons(frame)))
    out = why["reason"] != ""
    return frame.loc[~out, COLUMNS], why.loc[out, ["name", "kind", "stage", "effect", "reason"]]


def _assumed(kind: str, name: str, unstated: Unstated) -> str:
    """Stage a school is taken for, where the plan does not state it."""
    if kind != SCHOOL:
        return ""
    if "中学" in name:
        return "初中" if unstated in ("初中", "九年一贯制") else ""
    return unstated


def _reasons(services: GeoDataFrame) -> np.ndarray:
    """Why each is left out, "" where it is not."""
    stageless = (services["kind"] == SCHOOL) & (services["stage"] == "")
    why = ["未落图, 没有可靠位置", "规划未载明学段, 现有假定不适用或未作假定"]
    return np.select([~has_geometry(services), stageless], why, "")


def _refuse_unknown(ids: Iterable[str], table: DataFrame, file: str) -> None:
    unknown = [name for name in ids if name not in table.index]
    if unknown:
        raise DataError(f"{file}: 没有编号为 {'、'.join(unknown)} 的项目; 请核对 project_id")
