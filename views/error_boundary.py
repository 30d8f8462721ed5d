"""The error boundary: what goes wrong in one part is said there, in words, and stops no other."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from geo.disk_space import disk_words
from geo.errors import PlanMapError
from views.escape_markdown import escape_markdown

_log = logging.getLogger(__name__)


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Show an error of the block in its place; `what` names the part in Chinese."""
    try:
        yield
    except PlanMapError as error:
        st.error(f"{what}：{escape_markdown(str(error))}")
    except OSError as error:  # the disk is full, a folder may not be written to, a file has gone
        _log.exception("the system refused in %s", what)
        st.error(f"{what}：{escape_markdown(disk_words(error))}")
    except MemoryError:
        _log.exception("no memory left in %s", what)
        st.error(f"{what}：服务器内存不足；请减少内容，或稍后再试")
    except Exception:  # the boundary: logged whole, told in words, the rest of the page lives
        _log.exception("unexpected error in %s", what)
        st.error(f"{what}出错，已写入服务器日志；请刷新页面重试，若仍出错请联系管理员。")
