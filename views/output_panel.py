"""Out of the app: the sheet to print, the data to share, the link to send."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.project_file import ProjectLimits
from sheets.publishing import warnings
from sheets.request import SheetRequest
from views import (
    atlas_form,
    cache,
    downloads,
    drawing_pool,
    layer_registry,
    map_exports,
    offline_page,
    project_files,
    sheet_form,
    sheet_parts,
    unsaved_work,
    upload_box,
)
from views.escape_markdown import escape_markdown
from views.map_choices import MapChoices
from views.works.opening import PARAMETER

if TYPE_CHECKING:
    from sheets.report.request import ReportRequest

_WHOLE = ""


def show(plan: PlanData, choices: MapChoices) -> None:
    """Draw the panel."""
    st.markdown("**专题制图**")
    request = sheet_form.show(plan, choices)
    with st.expander("图册（一区一图、一项目一图、一校一图）"):
        atlas_form.show(plan, choices, request)
    with st.expander("报告（Word、PDF）"):
        _report(plan, choices, request)
    st.markdown("**成果共享**")
    _data(plan, choices)
    with st.expander("更多格式与坐标系（GPKG、Shapefile、DXF、XLSX……）"):
        map_exports.show(
            map_exports.of_map(plan, choices), map_exports.meta_of(plan, choices), "out"
        )
    _whole(plan, choices)
    st.caption("链接（含图层、筛选、配色与所选要素，打开即还原当前视图）")
    st.code(_link(), language=None, wrap_lines=True)


def _data(plan: PlanData, choices: MapChoices) -> None:
    zones, projects = map_exports.zones(plan, choices), map_exports.filter_result(plan, choices)
    count = f"（{len(choices.kept)} 项）"
    files = [
        ("分区 GeoJSON", "zones.geojson", zones, "GeoJSON"),
        (f"项目 GeoJSON{count}", "projects.geojson", projects, "GeoJSON"),
        (f"项目 CSV{count}", "projects.csv", projects, "CSV"),
    ]
    rings = map_exports.buffers(plan, choices)[:1]
    files += [("缓冲圈 GeoJSON", "rings.geojson", each, "GeoJSON") for each in rings]
    with downloads.row() as row:
        for label, name, handout, kind in files:
            row.button(label, partial(handout.file, kind), name, key=f"file-{label[:5]}")
    st.caption("GeoJSON 为 WGS 84 经纬度（RFC 7946）；分区为示意，不作为划界依据。")


def _whole(plan: PlanData, choices: MapChoices) -> None:
    """The view as a page of its own, and the whole work as a project file."""
    items = cache.items(choices.theme) | layer_registry.own_items()
    with downloads.row() as row:
        row.button(
            "离线网页（双击即开，无需外网）",
            partial(offline_page.page, plan, items, choices),
            f"{DISTRICT.district.app}.html",
            key="file-offline",
        )
        unsaved_work.offer(row, "工程文件（图层、筛选、方案、导入数据）", "file-project")
    given = upload_box.given(
        "打开工程文件（替换现有的导入图层、方案等）",
        ["json"],
        "project-in",
        max_upload_size=int(ProjectLimits().megabytes),
    )
    if given is not None and st.button("打开", key="project-open", type="primary"):
        wrong = project_files.refused(given.getvalue())
        if wrong:
            st.error(escape_markdown(wrong))
        else:
            st.rerun(scope="app")


def _link() -> str:
    named = [key for key in st.query_params if key != PARAMETER]  # nobody else's to open
    pairs = [(key, value) for key in named for value in st.query_params.get_all(key)]
    base = str(st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(pairs)}" if pairs else base


def _report(plan: PlanData, choices: MapChoices, request: SheetRequest) -> None:
    """Draw the form of the report; palette, use, 审图号 and 编制单位 are those of the sheet."""
    st.caption(
        "含示意图、按条目的项目表、未落图清单、生活圈数字及其方法与局限；"
        "Word 与 PDF 内容相同，编制约需几秒。"
    )
    names = plan.zones["name"]
    zone = st.selectbox(
        "范围",
        [_WHOLE, *names.index],
        format_func=lambda each: str(names[each]) if each else "全区",
        key="report-zone",
    )
    if not sheet_parts.acknowledged(warnings(request), "report"):
        return
    wanted = _report_request(plan, choices, request, str(zone))
    place = str(names[zone]) if zone else "全区"
    rules = cache.standards().rules
    with downloads.row() as row:
        for ending, words in (("docx", "下载 Word"), ("pdf", "下载 PDF 报告")):
            row.button(
                words,
                partial(drawing_pool.draw, "report", request=wanted, rules=rules, ending=ending),
                f"规划报告_{place}.{ending}",
                key=f"report-{ending}",
            )


def _report_request(
    plan: PlanData, choices: MapChoices, request: SheetRequest, zone: str
) -> "ReportRequest":
    from sheets.report.request import OwnLayer, ReportRequest  # noqa: PLC0415

    return ReportRequest(
        plan=plan,
        date=date.today().isoformat(),
        zone=zone,
        office=request.imprint.office if request.imprint else "",
        mode=request.mode,
        review_number=request.review_number,
        layers=request.layers,
        own=tuple(
            OwnLayer(spec.title, map_exports.as_it_came(layer_registry.narrowed(spec, kept)))
            for spec, kept in ((spec, choices.filter_of(spec)) for spec in choices.own)
        ),
        palette=request.palette,
    )
