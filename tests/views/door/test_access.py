"""Who may: patterns of people, and the variables that name them."""

from ipaddress import ip_network

import pytest
import streamlit as st

from geo.errors import DataError
from views import access_settings
from views.access import Role, role_of
from views.access_settings import AccessSettings, settings_of

NOW = 1_800_000_000.0
HOUR = 3600


def signed(**claims):
    return {"is_logged_in": True, "iat": NOW - 60, "email": "wang@office.cn", **claims}


def oidc(**fields):
    return AccessSettings(**{"sign_in": "oidc", "viewers": ("*",), "editors": (), **fields})


def test_without_any_setting_everybody_may_all():
    assert role_of({}, settings_of({}), NOW) is Role.EDITOR


def test_without_signing_in_nobody_may_write_where_that_is_said():
    chosen = settings_of({"PLANMAP_WRITERS": "nobody"})
    assert role_of({"email": "wang@office.cn"}, chosen, NOW) is Role.VIEWER


PROXY = {"PLANMAP_SIGN_IN": "proxy", "PLANMAP_PROXY": "10.1.0.5"}


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"PLANMAP_READERS": "*@office.cn"}, "PLANMAP_READERS"),
        ({"PLANMAP_READERS": "*"}, "PLANMAP_READERS"),
        ({"PLANMAP_READERS": "nobody"}, "PLANMAP_READERS"),
        ({"PLANMAP_WRITERS": "wang"}, "PLANMAP_WRITERS"),
        ({"PLANMAP_WRITERS": "*"}, "PLANMAP_WRITERS"),
        ({"PLANMAP_WRITERS": "anyone，wang"}, "PLANMAP_WRITERS"),
        ({"PLANMAP_WRITERS": "nobody,anyone"}, "单独的 nobody"),
        ({"PLANMAP_PROXY": "127.0.0.1"}, "PLANMAP_PROXY"),
        ({"PLANMAP_PROXY_SECRET": "s3cret"}, "PLANMAP_PROXY_SECRET"),
        ({"PLANMAP_SIGN_IN_HOURS": "8"}, "PLANMAP_SIGN_IN_HOURS"),
        (PROXY | {"PLANMAP_SIGN_IN_HOURS": "8"}, "PLANMAP_SIGN_IN_HOURS"),
        (PROXY | {"PLANMAP_READERS": "wang", "PLANMAP_WRITERS": "*"}, "PLANMAP_READERS"),
        (PROXY | {"PLANMAP_READERS": "wang", "PLANMAP_WRITERS": "anyone"}, "PLANMAP_READERS"),
    ],
)
def test_what_means_nothing_together_stops_the_start(told, word):
    with pytest.raises(DataError, match=word):
        settings_of(told)


def test_openid_takes_the_word_of_a_proxy_for_https_and_a_secret_needs_one():
    assert settings_of({"PLANMAP_PROXY": "10.1.0.5"}, oidc=True).proxies
    with pytest.raises(DataError, match="PLANMAP_PROXY；"):
        settings_of({"PLANMAP_PROXY_SECRET": "s3cret"}, oidc=True)


@pytest.mark.parametrize(
    ("readers", "writers"), [("*", "*"), ("anyone", "*"), ("wang", "li"), ("*,anyone", "anyone")]
)
def test_what_means_something_starts(readers, writers):
    assert settings_of(PROXY | {"PLANMAP_READERS": readers, "PLANMAP_WRITERS": writers}).viewers


@pytest.mark.parametrize("oidc_there", [True])
def test_signing_in_makes_readers_and_no_writers(oidc_there):
    chosen = settings_of({}, oidc=oidc_there)
    assert (chosen.sign_in, chosen.share) == ("oidc", False)
    assert role_of({}, chosen, NOW) is Role.NOBODY
    assert role_of(signed(), chosen, NOW) is Role.VIEWER


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("wang@office.cn", True),
        ("WANG@Office.cn", True),
        ("*@office.cn", True),
        ("ang@office.cn", False),
        ("*@ice.cn", False),
        ("*@fice.cn", False),
        ("groups:planners", True),
        ("groups:plan", False),
        ("dept:规划科", True),
        ("name:王, planners", True),
        ("name:planners", False),
        ("is_logged_in:True", False),
        ("*", True),
        ("anyone", True),
    ],
)
def test_a_pattern_means_whom_it_says(pattern, fits):
    who = signed(groups=["planners", "staff"], dept="规划科", name="王, planners")
    role = role_of(who, oidc(viewers=(), editors=(pattern,)), NOW)
    assert role is (Role.EDITOR if fits else Role.NOBODY)


def test_an_address_that_was_not_verified_names_nobody():
    chosen = oidc(editors=("wang@office.cn",))
    assert role_of(signed(email_verified=False), chosen, NOW) is Role.VIEWER
    assert role_of(signed(email_verified=True), chosen, NOW) is Role.EDITOR


@pytest.mark.parametrize(
    ("iat", "role"),
    [
        (NOW - 12 * HOUR + 1, Role.VIEWER),
        (NOW - 12 * HOUR - 1, Role.NOBODY),
        (NOW + 299, Role.VIEWER),
        (NOW + 301, Role.NOBODY),
        (None, Role.NOBODY),
        ("1", Role.NOBODY),
    ],
)
def test_a_sign_in_holds_for_its_hours(iat, role):
    assert role_of(signed(iat=iat), oidc(), NOW) is role


@pytest.mark.parametrize("word", [False, None, "true", 1])
def test_only_who_signed_in_signed_in(word):
    assert role_of(signed(is_logged_in=word), oidc(), NOW) is Role.NOBODY


def test_a_header_may_name_several_groups_a_claim_does_not():
    groups = {"user": "wang", "groups": "staff, planners"}
    proxy = AccessSettings(sign_in="proxy", viewers=(), editors=("groups:planners",))
    assert role_of(groups, proxy, NOW) is Role.EDITOR
    only_oidc = oidc(viewers=(), editors=("groups:planners",))
    assert role_of(signed(groups="staff, planners"), only_oidc, NOW) is Role.NOBODY


@pytest.mark.parametrize("user", ["", "  ", None])
def test_an_empty_header_names_nobody(user):
    assert role_of(
        {"user": user}, AccessSettings(sign_in="proxy", viewers=("*",), editors=("*",)), NOW
    ) is (Role.NOBODY)


def test_variables_say_the_whole():
    chosen = settings_of(
        {
            "PLANMAP_SIGN_IN": "proxy",
            "PLANMAP_PROXY": "127.0.0.1，10.1.0.0/24",
            "PLANMAP_READERS": "*@office.cn, li",
            "PLANMAP_WRITERS": "groups:planners",
            "PLANMAP_SHARE": "public",
            "PLANMAP_METRICS": "on",
            "PLANMAP_FRAMES": "https://portal.office.cn, https://*.gov.cn:8443",
            "PLANMAP_UPLOAD_MB": "2048",
            "HOME": "/x",
        }
    )
    assert chosen.proxies == (ip_network("127.0.0.1"), ip_network("10.1.0.0/24"))
    assert chosen.viewers == ("*@office.cn", "li")
    assert chosen.editors == ("groups:planners",)
    assert (chosen.share, chosen.metrics, chosen.upload_mb) == (True, True, 2048)
    assert chosen.frames == ("https://portal.office.cn", "https://*.gov.cn:8443")


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("PLANMAP_SIGN_IN", "ldap", "oidc 或 proxy"),
        ("PLANMAP_SIGN_IN", "oidc", "secrets.toml"),
        ("PLANMAP_SIGN_IN", "proxy", "PLANMAP_PROXY"),
        ("PLANMAP_PROXY", "proxy.office.cn", "IP 地址"),
        ("PLANMAP_PROXY", "10.1.0.5/24", "IP 地址"),
        ("PLANMAP_SHARE", "yes", "public"),
        ("PLANMAP_METRICS", "1", "on"),
        ("PLANMAP_FRAMES", "https://a.cn; script-src *", "https://"),
        ("PLANMAP_FRAMES", "*", "https://"),
        ("PLANMAP_FRAMES", "javascript://a", "https://"),
        ("PLANMAP_UPLOAD_MB", "0", "大于 0"),
        ("PLANMAP_UPLOAD_MB", "１００", "大于 0"),
        ("PLANMAP_SESSIONS", "-5", "大于 0"),
    ],
)
def test_a_variable_that_says_nothing_clear_stops_the_start(name, value, word):
    with pytest.raises(DataError, match=word) as error:
        settings_of({name: value})
    assert name.split("=")[0] in str(error.value)


@pytest.mark.parametrize(
    ("secret", "there", "word"),
    [("a" * 31, True, "cookie_secret"), ("", True, "cookie_secret"), ("a" * 32, False, "Authlib")],
)
def test_a_provider_that_cannot_be_trusted_stops_the_start(monkeypatch, secret, there, word):
    monkeypatch.setattr(st, "secrets", Secrets(auth={"cookie_secret": secret}))
    monkeypatch.setattr(access_settings, "find_spec", lambda _: object() if there else None)
    with pytest.raises(DataError, match=word):
        access_settings.settings()


class Secrets(dict):
    def load_if_toml_exists(self):
        return True
