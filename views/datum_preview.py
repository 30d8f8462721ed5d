"""Where an upload will lie, before and after its datum is taken into account."""

from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import streamlit as st
from pyproj import Geod

from geo.plan_data import PlanData

if TYPE_CHECKING:
    from geo.datums import Datum
    from geo.incoming.model import Peek


def show(plan: PlanData, seen: "Peek") -> None:
    """Draw the picture where a shifted datum is chosen or hinted at."""
    from geo.datums import DATUMS  # noqa: PLC0415 - read when a file comes

    chosen = seen.choices.datum
    asked = chosen if chosen != DATUMS[0] else _hinted(seen.datum_hint)
    if not asked or not len(seen.places_ll):
        return
    from geo.datums import to_wgs84  # noqa: PLC0415
    from layers.datum_picture import picture  # noqa: PLC0415

    after = to_wgs84(seen.places_ll, asked)
    drawn = quote(picture(seen.places_ll, after, plan.roads, plan.boundary))
    st.html(f'<img alt="纠偏前后的位置" width="100%" src="data:image/svg+xml,{drawn}">')
    state = "已选" if asked == chosen else "未选，仅供比较"
    st.caption(
        f"空心红点：文件中的坐标；实心蓝点：按 {asked} 纠偏后（{state}），"
        f"平均移动 {_shift_m(seen.places_ll, after):,.0f} 米。灰线为主要道路，点划线为区界。"
    )


def _hinted(hint: str) -> "Datum | None":
    """The datum that a warning names, None where there is none."""
    from geo.datums import DATUMS  # noqa: PLC0415

    return next((datum for datum in DATUMS[1:] if datum in hint), None)


def _shift_m(before: np.ndarray, after: np.ndarray) -> float:
    """Mean metres between the places, on the ellipsoid."""
    return float(np.mean(Geod(ellps="WGS84").inv(*before.T, *after.T)[2]))
