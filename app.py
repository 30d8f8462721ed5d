"""The page. Run with `streamlit run app.py`.

Streamlit runs this file twice over: once as the server's module, which makes `app` and reads the
plan ahead, and once for each run of a page, which draws it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo import temporary_folders
from views import (
    attachment_route,
    deferred_downloads,
    news_route,
    page_shell,
    pages,
    points_route,
    process_memory,
    run_queue,
    scan_route,
    server_middleware,
    sign_in,
    tcp_nodelay,
    theme_once,
    upload_box,
    zones_route,
)
from views.page_shell import BASIS, STYLE, TITLE
from views.sessions import janitor
from views.sessions.leaving import Leaving

_SAVING_S = 20.0  # longest that the end of the server waits for works to be saved


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Read libraries and plan in a thread while the first planner is still opening a browser.

    What a server left that was killed is swept; what this one made goes with it.
    """
    tcp_nodelay.install(asyncio.get_running_loop())
    reading = asyncio.create_task(asyncio.to_thread(_read))
    sweeping = asyncio.create_task(asyncio.to_thread(temporary_folders.sweep))
    try:
        with process_memory.tidying():
            async with janitor.working():
                yield
        await asyncio.gather(reading, sweeping)
    finally:
        await asyncio.to_thread(_saved)
        temporary_folders.remove_all()


def _read() -> None:
    with zones_route.READING, process_memory.settling():
        import_module("views.warm_up").read_plan()
    import_module("views.warm_up").read_rest()
    with zones_route.READING:
        import_module("views.qgis_renewal").start()


def _saved() -> None:
    """Save what waits: the server ends."""
    import_module("views.qgis_renewal").stop()
    import_module("views.works.saver").SAVER.flush("", _SAVING_S)


def main() -> None:
    """Draw the title at once, so that the browser works while the libraries are read."""
    st.set_page_config(page_title=TITLE, page_icon="🗺️", layout="wide")
    st.html(STYLE)
    known = pages.every()
    chosen = st.navigation(list(known), position="hidden")
    with st.container(horizontal=True, vertical_alignment="center", key="pm-head"):
        st.html(
            f'<div class="pm-title" role="heading" aria-level="1"><b>{escape(TITLE)}</b>'
            f"<span>{escape(BASIS)}</span></div>"
        )
        for page in known:
            with st.container(width="content", key="pm-here" if page == chosen else None):
                st.page_link(page)
        sign_in.badge()
        bar = st.container(width="content", key="pm-works-room")
    page_shell.pulse()
    upload_box.say_refusal()
    if sign_in.admitted():
        with run_queue.PAGES.taken():
            chosen.run()
        with bar:
            import_module("views.works.bar").show()


if get_script_run_ctx(suppress_warning=True):
    main()
else:
    process_memory.begin()
    theme_once.keep()
    deferred_downloads.install()
    app = st.App(
        __file__,
        lifespan=ready,
        routes=[
            attachment_route.route(),
            zones_route.route(),
            points_route.route(),
            scan_route.route(),
            news_route.route(),
        ],
        middleware=[
            *server_middleware.middleware_or_end(),
            Middleware(Leaving),
            Middleware(page_shell.Shell, title=TITLE),
        ],
        exception_handlers={Exception: server_middleware.failed},
    )
