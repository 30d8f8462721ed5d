"""交换: files of the ledger to take away, and files that come back, looked at before they count."""

from hashlib import sha256

import streamlit as st

from geo.exchange.change_file import ChangeFile
from geo.exchange.door import Refusal
from views import downloads, upload_box, writer
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.ledger import (
    carried_acts,
    difference_list,
    done,
    handed_out,
    item_names,
    waiting_list,
)
from views.ledger.incoming import ask, forget
from views.local_time import zone
from views.reading_progress import waiting
from views.state.ledger import CARRY_TURN, CARRY_WHY, INCOMING, Brought

_QGIS, _CHANGES = "gpkg", "json"
_MOST_MB = 200


def show() -> None:
    """Draw what can be taken away, what came in, and conflicts that wait."""
    with guarded("导出台账"):
        _out()
    with guarded("带回"):
        _come()
    with guarded("待定的冲突"):
        waiting_list.show()


def _out() -> None:
    st.markdown("**带走**")
    with downloads.row() as row:
        row.button("留痕 XLSX", handed_out.history("XLSX", zone()), "留痕.xlsx", key="out-xlsx")
        row.button("留痕 CSV", handed_out.history("CSV", zone()), "留痕.csv", key="out-csv")
        row.button("QGIS 副本", handed_out.qgis_copy(), "台账.gpkg", key="out-qgis")
        if writer.may_edit().may:
            row.button("改动文件", handed_out.change_file(), "改动.json", key="out-changes")
        if writer.may_administer().may:
            row.button("备份", handed_out.backup_copy(), "台账备份.sqlite", key="out-backup")
    st.caption("QGIS 副本可以编辑后带回对照；改动文件用于内外网两套台账之间并入。")


def _come() -> None:
    st.markdown("**带回**")
    permission = writer.may_edit()
    if not permission.may:
        st.caption(escape_markdown(permission.why))
        return
    came = INCOMING.get()
    if came is None:
        _box()
    elif came.copy is not None:
        difference_list.show(came)
    elif came.file is not None:
        _file(came)


def _box() -> None:
    given = upload_box.given(
        "编辑过的 QGIS 副本（.gpkg）或另一套台账的改动文件（.json）",
        [_QGIS, _CHANGES],
        f"carry-{CARRY_TURN.get()}",
        max_upload_size=_MOST_MB,
    )
    if given is None:
        return
    INCOMING.set(_read(given.getvalue(), given.name))
    upload_box.spent(given)
    CARRY_TURN.set(CARRY_TURN.get() + 1)
    st.rerun(scope="app")


def _read(content: bytes, name: str) -> Brought:
    from geo.exchange.qgis_return import returned  # noqa: PLC0415 - read when a file comes
    from geo.guarded import reading  # noqa: PLC0415
    from views.edition import STORE  # noqa: PLC0415

    sent = reading.Sent(content, name)
    with waiting("正在读取", sha256(content).hexdigest()[:16]) as by:
        if name.lower().endswith(_QGIS):
            return Brought(name, copy=returned(STORE, reading.qgis_copy(sent, by)))
        return Brought(name, file=reading.changes(sent, by))


def _name(file: ChangeFile, refused: Refusal) -> str:
    """Name of the item of what was refused, or the one that its file gives it."""
    of = {each.uid: (each.table, each.item) for each in file.changes}
    of |= {each.uid: (each.table, each.item) for each in file.attachments}
    of |= {each.uid: (each.table, each.item) for each in file.decisions}
    of |= {each.uid: of[each.change] for each in file.reviews if each.change in of}
    uid = refused.uid
    if uid not in of:
        return refused.item
    here = item_names.here(*of[uid])
    told = (
        str(field.after)
        for each in file.changes
        for field in each.fields
        if of[each.uid] == of[uid] and field.field == "name" and field.after
    )
    return next(told, here) if here == of[uid][1] else here


def _file(came: Brought) -> None:
    """Say what is in a file of changes; take it in when asked to."""
    file = came.file
    if file is None:
        return
    people = "、".join(dict.fromkeys(each.by for each in file.changes))
    words = f"{came.name}：{len(file.changes)} 条改动"
    st.markdown(escape_markdown(words + (f"，{people}" if people else "")))
    st.caption(
        "能接上本库现有值的直接并入，按原来的填报人和时间记入；接不上的列为待定的冲突，由人裁定。"
    )
    permission = writer.may_administer()
    if not permission.may:
        st.caption(escape_markdown(permission.why))
    elif ask("并入", "为什么并入（必填）"):
        with guarded("没有并入"):
            taken = carried_acts.take_in(file, CARRY_WHY.get())
            refused = "".join(
                f"，{len(taken.refused)} 条不能并入"
                f"（{_name(file, each)}，{each.uid[:8]}：{each.words}）"
                for each in taken.refused[:1]
            )
            done.say(
                f"并入 {taken.written} 条改动，已有 {taken.repeated} 条，"
                f"待定的冲突 {len(taken.waiting)} 处{refused}"
            )
            forget()
            st.rerun(scope="app")
    st.button("不并入", key="carry-drop", on_click=forget)
