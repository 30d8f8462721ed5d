"""Out of the app: the sheet to print, the data to share, the link to send."""

import streamlit as st

from geo.plan_data import PlanData
from views.choices import Choices


def show(plan: PlanData, version: int, choices: Choices) -> None:
    """Draw the panel."""
    st.caption("x")
