"""The middleware of the server, outermost first, and what an error answers."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from views.access_settings import settings
from views.gate import Gate, close_to_others
from views.headers import SecurityHeaders, headers_of
from views.identity import Identity, believe_no_forwarding
from views.upload_bound import UploadBound


def middleware() -> list[Middleware]:
    """Return what every request passes; the settings are read, so that a wrong one stops the start.

    Raises
    ------
    DataError
        If a setting cannot be understood.
    """
    settings()
    close_to_others()
    believe_no_forwarding()
    return [Middleware(each) for each in (SecurityHeaders, Identity, Gate, UploadBound)]


async def failed(request: Request, _error: Exception) -> PlainTextResponse:
    """Answer an error of the server; it is logged, and made outside the middleware."""
    words = "服务器内部错误，已写入日志；请刷新页面重试"
    return PlainTextResponse(words, 500, headers_of(request.url.path))
