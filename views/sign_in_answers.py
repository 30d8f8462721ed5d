"""What a browser is shown when signing in by OpenID fails: Streamlit says it in English or nothing.

Only the answer is looked at: who it is that signs in remains with Streamlit and Authlib.
"""

from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Scope
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from views.gate import parts_of
from views.small_page import small_page

_AWAY: Final = "统一认证暂时连不上", "登录未开始。请稍后再试；一直如此请联系管理员。"
_REFUSED: Final = (
    "登录没有完成",
    "统一认证没有放行，或登录被取消、已过期。请返回首页重新登录；一直如此请联系管理员。",
)


def instead(scope: Scope, start: Message) -> Response | None:
    """Return the page shown instead of an answer that begins so, None for the answer itself."""
    parts = parts_of(scope["path"])
    if parts == ["auth", "login"] and start["status"] >= 400:
        return small_page(502, *_AWAY)
    if parts == ["oauth2callback"] and _failed(scope, Headers(raw=start["headers"])):
        page = small_page(400, *_REFUSED)
        page.raw_headers += [each for each in start["headers"] if each[0].lower() == b"set-cookie"]
        return page
    return None


def _failed(scope: Scope, headers: Headers) -> bool:
    """Whether nobody was signed in: refused by the provider, or what it gave did not hold.

    A callback that is merely old, as after going back in the browser, leads to the first page.
    """
    values = [cookie.partition(";")[0].partition("=") for cookie in headers.getlist("set-cookie")]
    named = [value.strip('"') for name, _, value in values if name == USER_COOKIE_NAME]
    refused = "error" in parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return (refused or bool(named)) and not any(named)
