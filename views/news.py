"""What a page says of the ledger it was drawn of: the state for page.js, and a store out of reach.

page.js asks each second for the state there is now (`views.news_route`). Where it is another one,
it has the page drawn anew as soon as nothing runs, no dialog is open and nobody types.
"""

from html import escape

import streamlit as st

from views.edition import ledger_edition, out_of_reach
from views.escape_markdown import escape_markdown


def show() -> None:
    """Mark the page; say so if its state is only the last one that could be read."""
    st.html(f'<span hidden data-edition="{escape(str(ledger_edition()))}"></span>')
    if words := out_of_reach():
        st.warning(escape_markdown(f"{words}。现在显示的是最近一次读到的台账；恢复后自动更新。"))
