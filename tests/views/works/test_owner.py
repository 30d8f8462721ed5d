"""Whose works a session has: by account, by machine, or of whoever holds the address."""

import pytest

from geo.works.model import NOBODY
from views import access, own_machine, writer
from views.access_settings import OIDC, PROXY, AccessSettings
from views.works import owner
from views.writer import Person


@pytest.fixture
def asked(monkeypatch):
    """Ask for the owner as the page of somebody would."""

    def ask(claims, sign_in="", *, own=True, writes=True, account=""):
        settings = AccessSettings(sign_in=sign_in)
        monkeypatch.setattr(access, "may_write", lambda: writes)
        monkeypatch.setattr(owner, "settings", lambda: settings)
        monkeypatch.setattr(access, "here", lambda: claims)
        monkeypatch.setattr(own_machine, "is_own", lambda: own)
        monkeypatch.setattr(writer, "person", lambda: Person("王工", account))
        return owner.here()

    return ask


def test_who_may_not_edit_has_none(asked):
    assert asked({"sub": "1"}, OIDC, writes=False) is None


def test_on_one_s_own_machine_they_are_of_the_machine(asked):
    assert asked({}) == ("machine", "王工")


def test_nobody_known_on_an_open_server_has_those_whose_address_he_holds(asked):
    assert asked({}, own=False).key == NOBODY
    assert asked({}, PROXY).key == NOBODY


def test_an_account_is_the_same_whatever_its_name_and_address_are(asked):
    first = asked({"sub": "1", "iss": "https://a", "email": "w@x"}, OIDC, account="w@x")
    assert asked({"sub": "1", "iss": "https://a", "email": "z@x"}, OIDC, account="z@x") == first
    assert asked({"sub": "2", "iss": "https://a", "email": "w@x"}, OIDC, account="w@x") != first
    assert asked({"sub": "1", "iss": "https://b", "email": "w@x"}, OIDC, account="w@x") != first


def test_a_proxy_s_account_is_the_one_it_names(asked):
    assert asked({"user": "wang"}, PROXY, account="wang").key.strip() == "wang"
    assert asked({"user": "li"}, PROXY, account="li").key != asked({}, PROXY, account="wang").key
