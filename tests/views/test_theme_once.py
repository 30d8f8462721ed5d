"""The theme that every run tells the browser is the one Streamlit makes itself."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from views import theme_once

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar")
FIELDS = ("", "light", "dark", "sidebar", "light.sidebar")


@pytest.fixture
def own_theme(monkeypatch):
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    theme_once._made.cache_clear()
    options = {"theme.primaryColor": "#0b57a4", "theme.dark.textColor": "#ffffff"}
    before = {name: config.get_option(name) for name in options}
    for name, value in options.items():
        config.set_option(name, value)
    yield
    for name, value in before.items():
        config.set_option(name, value)
    theme_once._made.cache_clear()


def message():
    """Fill the sections as `AppSession` does, through its own name for the function."""
    made = NewSession()
    for section, path in zip(SECTIONS, FIELDS, strict=True):
        part = made.custom_theme
        for name in filter(None, path.split(".")):
            part = getattr(part, name)
        app_session._populate_theme_msg(part, section)
    return made


@pytest.mark.usefixtures("own_theme")
def test_the_kept_message_is_the_one_that_streamlit_makes():
    theirs = message()
    theme_once.keep()
    first, second = message(), message()
    assert theirs.custom_theme.primary_color == "#0b57a4"
    assert theirs.custom_theme.dark.text_color == "#ffffff"
    assert first == second == theirs
    assert not first.custom_theme.HasField("light")


@pytest.mark.usefixtures("own_theme")
def test_options_are_asked_once(monkeypatch):
    theme_once.keep()
    message()
    asked = []
    monkeypatch.setattr(config, "get_options_for_section", asked.append)
    message()
    assert not asked
