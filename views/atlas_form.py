"""The form of the atlas: begun, watched, stopped, gone on with, and taken away as one file."""

from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import DataError
from geo.plan_data import PlanData
from sheets.publishing import warnings
from sheets.request import SheetRequest
from views import atlas_jobs, cache, downloads, sheet_parts
from views.atlas_held import HeldAtlas
from views.escape_markdown import escape_markdown
from views.map_choices import MapChoices

if TYPE_CHECKING:
    from sheets.atlas.model import Atlas
    from sheets.atlas.reached_estates import SchoolReach

_SUBJECTS = {"zones": "一区一图", "projects": "一项目一图", "schools": "一校一图"}
_FILES = {"pdf": "PDF", "png": "PNG（ZIP）", "svg": "SVG（ZIP）"}
_STRAIGHT, _WALKED = "直线距离", "主干路步行"
_TICK_S = 1.0


def show(plan: PlanData, choices: MapChoices, request: SheetRequest) -> None:
    """Draw the form; paper, palette, use, scale and 图签 are those of the sheet's form."""
    st.caption(
        "每幅图的纸张、方向、配色、用途、比例尺与图签同上方图纸设置；"
        "项目图按当前筛选，底图为当前打开的图层。首页为目录。"
    )
    subjects = st.pills(
        "内容", list(_SUBJECTS), selection_mode="multi", format_func=_SUBJECTS.__getitem__,
        default=["zones"], key="atlas-subjects",
    )  # fmt: skip
    row = st.container(horizontal=True, gap="medium")
    ending = row.selectbox("文件", list(_FILES), format_func=_FILES.__getitem__, key="atlas-file")
    distance = _STRAIGHT
    if "schools" in subjects:
        distance = str(row.selectbox("学校到小区的距离", (_STRAIGHT, _WALKED), key="atlas-how"))
    unplaced = "projects" not in subjects or st.checkbox(
        "未落图项目也各出一页（写明规划原文，不标位置）", True, key="atlas-unplaced"
    )
    own = atlas_jobs.mine()
    known = sheet_parts.acknowledged(warnings(request), "atlas")  # a box not drawn loses its tick
    if own is not None and own.running:
        _watch()
        return
    if not known:
        return
    if subjects and st.button("绘制图册", type="primary", key="atlas-go"):
        try:
            atlas_jobs.require_place()
            with st.spinner("正在准备各幅图……"):
                asked = (tuple(subjects), str(ending), distance == _WALKED, bool(unplaced))
                atlas_jobs.start(_atlas(plan, choices, request, asked))
        except DataError as error:
            st.error(escape_markdown(str(error)))
            return
        st.rerun(scope="app")
    if own is not None:
        _result(own)


def _atlas(
    plan: PlanData,
    choices: MapChoices,
    request: SheetRequest,
    asked: tuple[tuple[str, ...], str, bool, bool],
) -> "Atlas":
    from sheets.atlas.atlas_spec import AtlasSpec, make_atlas  # noqa: PLC0415
    from sheets.atlas.model import AtlasStyle  # noqa: PLC0415

    subjects, ending, walked, unplaced = asked
    style = AtlasStyle(
        date=request.date,
        paper=request.paper,
        orientation=request.orientation,
        palette=request.palette,
        mode=request.mode,
        review_number=request.review_number,
        dpi=request.dpi,
        scale=request.scale,
        imprint=request.imprint,
        file_format=ending,  # type: ignore[arg-type]
        filter_text=request.filter_text,
        ledger_words=request.ledger_words,
    )
    wanted = AtlasSpec(
        plan=plan,
        subjects=subjects,
        style=style,
        background=request.layers,
        projects_ll=plan.projects[plan.projects.index.isin(choices.kept)],
        circles=_circles(walked=walked) if "schools" in subjects else None,
        unplaced=unplaced,
        theme=choices.theme,
    )
    return make_atlas(wanted)


def _circles(*, walked: bool) -> "SchoolReach":
    """Rings of the standard, measured straight or on the main roads."""
    from geo.lifecircle.question import NETWORK, STRAIGHT, Ways  # noqa: PLC0415
    from geo.walk_thresholds import by_levels  # noqa: PLC0415
    from sheets.atlas.reached_estates import SchoolReach  # noqa: PLC0415
    from views.lifecircle import cached_analysis  # noqa: PLC0415 - walking is read when asked for

    levels = cache.standards().levels
    model = cached_analysis.parts().model(Ways(NETWORK if walked else STRAIGHT))
    return SchoolReach(by_levels(levels, levels["minutes"]), model, cache.plan().services)


@st.fragment(run_every=_TICK_S)
def _watch() -> None:
    """Draw the progress, again every second; the server draws and binds whoever looks."""
    own = atlas_jobs.mine()
    if own is None or not own.running:
        st.rerun(scope="app")
        return
    now = own.progress
    if now is None:
        st.progress(0.0, "正在开始……")
    elif now.finished:
        st.progress(1.0, "正在装订……")
    else:
        st.progress(now.done / now.total, escape_markdown(now.description))
    if st.button("停止", key="atlas-stop"):
        own.stop()
        st.rerun(scope="app")


def _result(own: HeldAtlas) -> None:
    if own.note:
        st.warning(escape_markdown(own.note))
    bound = own.bound
    if bound is None:
        return
    size = own.size / 2**20
    st.success(f"图册已绘成：{bound.sheets} 幅，{size:.1f} MB。")
    with downloads.row() as row:
        row.button("下载图册", own.content, bound.path.name, key="atlas-file-out", primary=True)
    if bound.lacking:
        st.warning(escape_markdown("未绘成：" + "；".join(bound.lacking[:20])))
        st.caption("再点“绘制图册”只补画未绘成的各幅。")
