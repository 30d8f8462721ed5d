"""Streamlit's theme message, made once: it asks 400 options six times over for every run.

The theme stands in `.streamlit/config.toml` and does not change while the server runs; working
it out took an eighth of a run. There is no public way to keep it.
"""

from functools import lru_cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_populate = app_session._populate_theme_msg


def keep() -> None:
    """Let every later run of every session take the message as it was first made."""
    app_session._populate_theme_msg = _from_kept


def _from_kept(msg: CustomThemeConfig, section: str = "theme") -> None:
    made = _made(section)
    if made.ByteSize():  # merging an empty one would say that the section is there
        msg.MergeFrom(made)


@lru_cache
def _made(section: str) -> CustomThemeConfig:
    made = CustomThemeConfig()
    _populate(made, section)
    return made
