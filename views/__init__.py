"""Streamlit pages and widget groups: they read choices, call geo and layers, and draw."""
