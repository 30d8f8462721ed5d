"""Layers and files of the planner that are not on the server any more cost one sentence."""

from collections.abc import Iterator

from views import layer_registry, layer_store
from views.page_notes import note, show_notes
from views.state.imported import GONE, IMPORTED, REPORT
from views.state.lifecircle import NETWORK
from views.works import opening


def let_go() -> bool:
    """Whether layers were let go that the store has: a run of the whole page reads them again."""
    return opening.is_let_go()


def check() -> bool:
    """Take what is gone out of the session, note it, and return whether there was any."""
    told = [*_layers(), *_network()]
    if told:
        opening.begin_copy()  # the work as it was stored has them still
    note(GONE, told)
    return bool(told)


def _layers() -> Iterator[str]:
    """Take the layers that are gone out of the list; say so in one sentence."""
    records = layer_registry.records()
    gone = [each.title for each in records if not layer_store.holds(each.token)]
    if gone:
        IMPORTED.set(tuple(each for each in records if layer_store.holds(each.token)))
        REPORT.drop()
        named = "、".join(f"“{title}”" for title in gone)
        yield (
            f"导入图层{named}{layer_store.GONE}，已从列表中去掉；"
            "需要时请重新导入，或打开保存过的工程文件。"
        )


def _network() -> Iterator[str]:
    """Let go of a network that is gone."""
    token = NETWORK.get()
    if token and not layer_store.holds(token):
        NETWORK.set("")
        yield f"路网文件{layer_store.GONE}，已不再使用；请重新读取。"


def show() -> None:
    """Draw what was noted until the planner has read it."""
    show_notes(GONE)
