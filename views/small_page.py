"""A page of a few words, for when the app cannot be shown."""

from html import escape
from typing import Final

import streamlit as st
from starlette.responses import HTMLResponse

_PAGE: Final = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.7 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  color: #1f2937; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.25rem }}
h1 {{ font-size: 1.35rem; margin: 0 0 .5rem }}
a {{ color: #0b57a4 }}
</style></head>
<body><h1>{title}</h1><p>{words}</p><p><a href="{address}">{link}</a></p></body></html>
"""


def small_page(status: int, title: str, words: str, *, again: bool = False) -> HTMLResponse:
    """Return the page; its link leads to the first page, or to the same one `again`."""
    link, address = ("刷新", "") if again else ("返回首页", home())
    told = {"title": title, "words": words, "link": link, "address": address}
    page = _PAGE.format(**{name: escape(text) for name, text in told.items()})
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})


def home() -> str:
    """Address of the first page."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"
