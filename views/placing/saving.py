"""What was placed goes into the ledger: checked at the fields, written, conflicts told."""

from collections.abc import Mapping, Sequence
from typing import Final

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from geo.drawn_shape import rounded_shape
from geo.errors import DataError, PlanMapError
from geo.exchange.attachments import KeptFile
from geo.ledger import ConflictError, Edit, UnchangedError
from geo.overlay import ACCURACY, BASIS, GEOMETRY, PLACEMENT
from geo.overlay.published import Value, published_values
from geo.placing.compass import SIDES
from views import cache, selected_feature
from views.edition import look_again
from views.ledger import acts, attaching, clash_dialog
from views.placing import inputs, map_edit, placing_notice
from views.placing.items import PlacingItem, all_items, new_id
from views.state import placing as state
from views.state.plan_map import SERIAL

SHAPE: Final = "shape"
_WORDS: Final = {"basis": "落图依据", "document": "依据文件", "why": "理由"}


def problems(item: PlacingItem) -> dict[str, str]:
    """Return what is missing or wrong before an item can be saved, by field."""
    tail, found = item.tail, {}
    typed = {"basis": state.BASIS, "document": state.DOCUMENT, "why": state.WHY}
    if item.is_new:
        typed |= {"name": state.NAME}
    for field, family in typed.items():
        if not family.key(tail).get().strip():
            found[field] = f"请填写{_WORDS.get(field, '路名')}"
    if state.ACCURACY.key(tail).get() is None:
        found["accuracy"] = "请填写位置精度：真实位置离图上位置最多多少米"
    elif flaw := _too_fine(tail):
        found["accuracy"] = flaw
    if item.is_new and not state.GRADE.key(tail).get():
        found["grade"] = "请选择走向等级"
    flaw = _shape_flaw(item)
    return {**found, SHAPE: flaw} if flaw else found


def _too_fine(tail: str) -> str:
    """Whether an accuracy is better than what the place rests on; "" where it is not.

    Who tells another basis than was proposed may know better.
    """
    least, given = state.LEAST.key(tail).get(), state.ACCURACY.key(tail).get() or 0.0
    rests = state.PROPOSED.key(tail).get().strip()
    if given >= least or not rests or rests not in state.BASIS.key(tail).get():
        return ""
    return f"所据的线位或地点只能给出 {least:g} 米，请填不小于它的数；另有依据的请改写落图依据"


def _shape_flaw(item: PlacingItem) -> str:
    edit = map_edit.current()
    if edit is None or edit.item != item.key:
        return "还没有画：请先在地图上画，或用一种方式预览"
    shape = map_edit.drawn()
    if shape is None:
        return "图上还没有图形：请先画完"
    return crossed(shape)


def crossed(shape: BaseGeometry) -> str:
    """Return what is wrong with a drawn shape, "" for nothing."""
    if shape.is_valid:
        return ""
    parts = shapely.get_parts(shape)
    if all(part.is_valid for part in parts):
        return "有两部分重叠或共用一条边：请用“合并”合成一个，或删去其中一部分"
    return "面的边界与自己相交（图上红点处）：请移动或删除节点"


def save(item: PlacingItem) -> None:
    """Write what is drawn and typed; what goes wrong is told and nothing typed is lost."""
    state.TRIED.key(item.tail).set(state.SAVE)
    if problems(item):
        return
    shape = map_edit.drawn()
    values: dict[str, Value] = {
        GEOMETRY: rounded_shape(shape).wkt if shape is not None else None,
        BASIS: state.BASIS.key(item.tail).get().strip(),
        ACCURACY: state.ACCURACY.key(item.tail).get(),
    }
    if item.is_new:
        values |= {
            "name": state.NAME.key(item.tail).get().strip(),
            "grade": state.GRADE.key(item.tail).get(),
        }
    _try(item, values)


def take_back(item: PlacingItem) -> None:
    """Give an item the place back that the plan as published has, or none."""
    state.TRIED.key(item.tail).set(state.UNDO)
    if lacking(item):
        return
    _try(item, dict(published_values(cache.published(), item.table, item.item, PLACEMENT)))


def lacking(item: PlacingItem) -> dict[str, str]:
    """Return what is missing before a place can be taken back, by field."""
    typed = {"document": state.DOCUMENT, "why": state.WHY}
    return {
        field: f"撤回落图也要写明：请填写{_WORDS[field]}"
        for field, family in typed.items()
        if not family.key(item.tail).get().strip()
    }


def settle() -> None:
    """Close what was saved with the choices of the dialog of conflicts."""
    found = clash_dialog.settled("placing")
    item = all_items().get(":".join(found)) if found else None
    if item is not None:
        forget(item)
        state.SAVED.set(f"{item.name}：已按所选处理")
        st.rerun(scope="app")


def _try(item: PlacingItem, values: dict[str, Value]) -> None:
    inputs.tell(state.FAILED, item.tail, "")
    edit = _edit(item, values)
    words = "已保存"
    try:
        _write(edit, attaching.held(f"placing-{item.tail}"))
    except ConflictError as error:
        clash_dialog.begin(edit, error, "placing")
        return
    except UnchangedError:
        words = "与现有的相同，没有新的改动"
    except PlanMapError as error:
        inputs.tell(state.FAILED, item.tail, str(error))
        return
    name = state.NAME.key(item.tail).get().strip() if item.is_new else item.name
    look_again()
    forget(item)
    if item.is_new and (back := placing_notice.return_to_waiting()):
        state.SAVED.set(f"道路“{name}”已补入；现在接着为“{back.name}”落图")
        return
    state.ITEM.set(f"{item.table}:{edit.item}")
    state.SAVED.set(f"{name}：{words}")
    if item.layer:
        selected_feature.select(item.layer, edit.item)
    state.FOLLOWED.set(SERIAL.get())


def _edit(item: PlacingItem, values: Mapping[str, Value]) -> Edit:
    """What is to be written; by whom and when is found when it is."""
    tail = item.tail
    act = acts.typed(state.WHY.key(tail).get(), state.DOCUMENT.key(tail).get())
    identity = new_id() if item.is_new else item.item
    return Edit(item.table, identity, values, act, state.SEEN.key(tail).get())


def _write(edit: Edit, attached: Sequence[KeptFile]) -> None:
    try:
        acts.write([edit], attached)
    except OSError as error:
        raise DataError("台账没有写入：磁盘不可写；所填内容都还在，请稍后再试") from error


def forget(item: PlacingItem) -> None:
    """Close the editor and empty the fields of an item."""
    map_edit.end()
    attaching.forget(f"placing-{item.tail}")
    state.SEEN.key(item.tail).reset()
    for family in state.FORGOTTEN:  # not dropped: their boxes would bring them back
        family.key(item.tail).reset()
    for side in SIDES:
        inputs.limit_key(item.tail, side).reset()
