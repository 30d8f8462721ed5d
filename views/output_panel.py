"""Out of the app: the sheet to print, the data to share, the link to send."""

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from geo.district import DISTRICT
from geo.plan_data import PlanData
from geo.project_file import Limits
from views import (
    atlas_form,
    cache,
    catalogue,
    downloads,
    export_form,
    handouts,
    keeping,
    offline_page,
    project_files,
    report_form,
    sheet_form,
    upload_box,
)
from views.choices import Choices
from views.plain import plain


def show(plan: PlanData, choices: Choices) -> None:
    """Draw the panel."""
    st.markdown("**专题制图**")
    request = sheet_form.show(plan, choices)
    with st.expander("图册（一区一图、一项目一图、一校一图）"):
        atlas_form.show(plan, choices, request)
    with st.expander("报告（Word、PDF）"):
        report_form.show(plan, choices, request)
    st.markdown("**成果共享**")
    _data(plan, choices)
    with st.expander("更多格式与坐标系（GPKG、Shapefile、DXF、XLSX……）"):
        export_form.show(handouts.of_map(plan, choices), handouts.meta_of(plan, choices), "out")
    _whole(plan, choices)
    st.caption("链接（含图层、筛选、配色与所选要素，打开即还原当前视图）")
    st.code(_link(), language=None, wrap_lines=True)


def _data(plan: PlanData, choices: Choices) -> None:
    zones, projects = handouts.zones(plan, choices), handouts.found(plan, choices)
    count = f"（{len(choices.kept)} 项）"
    files = [
        ("分区 GeoJSON", "zones.geojson", zones, "GeoJSON"),
        (f"项目 GeoJSON{count}", "projects.geojson", projects, "GeoJSON"),
        (f"项目 CSV{count}", "projects.csv", projects, "CSV"),
    ]
    rings = handouts.buffers(plan, choices)[:1]
    files += [("缓冲圈 GeoJSON", "rings.geojson", each, "GeoJSON") for each in rings]
    with downloads.row() as row:
        for label, name, handout, kind in files:
            row.button(label, partial(handout.file, kind), name, key=f"file-{label[:5]}")
    st.caption("GeoJSON 为 WGS 84 经纬度（RFC 7946）；分区为示意，不作为划界依据。")


def _whole(plan: PlanData, choices: Choices) -> None:
    """The view as a page of its own, and the whole work as a project file."""
    items = cache.items() | catalogue.own_items()
    with downloads.row() as row:
        row.button(
            "离线网页（双击即开，无需外网）",
            partial(offline_page.page, plan, items, choices),
            f"{DISTRICT.district.app}.html",
            key="file-offline",
        )
        keeping.offer(row, "工程文件（图层、筛选、方案、导入数据）", "file-project")
    given = upload_box.given(
        "打开工程文件（替换现有的导入图层、方案等）",
        ["json"],
        "project-in",
        max_upload_size=int(Limits().megabytes),
    )
    if given is not None and st.button("打开", key="project-open", type="primary"):
        wrong = project_files.refused(given.getvalue())
        if wrong:
            st.error(plain(wrong))
        else:
            st.rerun(scope="app")


def _link() -> str:
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    base = str(st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(pairs)}" if pairs else base
