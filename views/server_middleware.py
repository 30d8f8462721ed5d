"""The middleware of the server, outermost first, and what an error answers."""

import logging

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit import config

from geo.errors import DataError
from geo.installation import ANYONE
from views.access_gate import Gate, ask_nobody, close_to_others
from views.access_settings import PROXY, AccessSettings, settings
from views.identity import Identity, believe_no_forwarding
from views.own_machine import HOSTS
from views.reading_progress import ceiling, limits
from views.security_headers import SecurityHeaders, headers_of
from views.streamlit_words import InWords
from views.upload_bound import UploadBound

_log = logging.getLogger(__name__)


def middleware() -> list[Middleware]:
    """Return what every request passes; the settings are read, so that a wrong one stops the start.

    Raises
    ------
    DataError
        If a setting cannot be understood.
    """
    _names_can_come(settings())
    limits()
    ceiling()
    warn(settings(), str(config.get_option("server.address") or ""))
    close_to_others()
    ask_nobody()
    believe_no_forwarding()
    return [Middleware(each) for each in (SecurityHeaders, Identity, Gate, InWords, UploadBound)]


def middleware_or_end() -> list[Middleware]:
    """Return what every request passes; where a setting is wrong, end the server with one line."""
    try:
        return middleware()
    except DataError as error:
        raise SystemExit(f"无法启动：{error}") from None


def _names_can_come(chosen: AccessSettings) -> None:
    """Refuse signing in by a proxy whose header is not said: everybody would stay outside."""
    if chosen.sign_in == PROXY and not config.get_option("server.trustedUserHeaders"):
        raise DataError(
            "PLANMAP_SIGN_IN=proxy，但没有 STREAMLIT_SERVER_TRUSTED_USER_HEADERS；"
            '请写明哪个头是用户名，如 {"X-Remote-User": "user"}'
        )


def warn(chosen: AccessSettings, address: str) -> None:
    """Say in the log that others of the network may import, where nobody has to sign in."""
    if address not in HOSTS and ANYONE in chosen.editors:
        _log.warning(
            "监听 %s 而未设登录：能连到本机的人都可导入、试设方案，台账只读；见 docs/deploy.zh.md",
            address or "*",
        )


async def failed(request: Request, _error: Exception) -> PlainTextResponse:
    """Answer an error of the server; it is logged, and made outside the middleware."""
    words = "服务器内部错误，已写入日志；请刷新页面重试"
    return PlainTextResponse(words, 500, headers_of(request.url.path))
