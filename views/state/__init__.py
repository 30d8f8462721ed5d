"""What a session holds: every key with its type, its start, and whether a project file keeps it.

No other module of the pages touches Streamlit's session state.
"""
