"""What stands at the start of the server."""

import pytest

from geo.errors import DataError
from views import door
from views.access_settings import Settings


@pytest.mark.parametrize(
    ("address", "chosen", "warned"),
    [
        ("127.0.0.1", Settings(), False),
        ("0.0.0.0", Settings(), True),
        ("", Settings(), True),
        ("0.0.0.0", Settings(writers=()), False),
        ("10.1.0.9", Settings(sign_in="oidc", writers=("*",)), False),
    ],
)
def test_an_open_door_is_told_in_the_log(caplog, address, chosen, warned):
    door.warn(chosen, address)
    assert ("可编辑" in caplog.text) is warned


def test_a_setting_that_says_nothing_clear_stops_the_start(told):
    told(PLANMAP_SHARE="perhaps")
    with pytest.raises(DataError, match="PLANMAP_SHARE"):
        door.middleware()


def test_a_proxy_whose_header_is_not_said_stops_the_start(told):
    told(PLANMAP_SIGN_IN="proxy", PLANMAP_PROXY="127.0.0.1")
    with pytest.raises(DataError, match="TRUSTED_USER_HEADERS"):
        door.middleware()


def test_the_headers_stand_outside_of_all_refusals(told):
    told()
    names = [each.cls.__name__ for each in door.middleware()]
    assert names == ["SecurityHeaders", "Identity", "Gate", "InWords", "UploadBound"]
