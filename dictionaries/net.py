"""The only door to the net: which addresses may be asked, and how a connection to one is opened."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from email.message import Message
from ipaddress import ip_address
from typing import IO, Final, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from texts.errors import UsageError
from texts.sanitize import for_terminal

_REDIRECTS: Final = 5


class Response(Protocol):
    """An answer as `urllib` gives it."""

    status: int
    headers: Message

    def read(self, amount: int, /) -> bytes:
        """At most so many bytes, b"" at the end."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


Opener = Callable[[urllib.request.Request, float], Response]
"""Opens a connection; the second argument is how long it may be silent."""


def checked(url: str, before: str = "") -> SplitResult:
    """The parts of an address that may be fetched: https, or http on this computer (as `before`, the address that led here, was).

    Raises:
        UsageError: it may not.
    """
    shown = for_terminal(url[:200])
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise UsageError(shown, f"is no address: {error}", hint="https://..., or http:// on this computer") from error
    plain = parts.scheme == "http" and is_loopback(host) and (not before or urlsplit(before).scheme == "http")
    if not host or not (parts.scheme == "https" or plain) or any(c <= " " or c == "\x7f" for c in url):
        raise UsageError(shown, "is no address to fetch a dictionary from", hint="https://..., or http:// on this computer")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"{parts.scheme}://{host}", "holds a name or password", hint="leave them out")
    return parts


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, each to an address that we would fetch by itself."""

    max_redirections = _REDIRECTS

    def http_error_302(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message) -> object:
        """Look at the address before urllib does."""
        wanted = headers.get("location") or headers.get("uri")
        if wanted:
            checked(urljoin(req.full_url, wanted), req.full_url)
        return super().http_error_302(req, fp, code, msg, headers)  # type: ignore[arg-type]  # typeshed wants the class of headers that urllib itself hands over

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def open_url(request: urllib.request.Request, silence: float) -> Response:
    """Open a connection: proxies as the environment says, none for this computer; certificates as the system trusts them.

    Raises:
        UsageError: it was redirected to an address that may not be fetched.
        OSError, HTTPException: as `urllib` says it.
    """
    own = is_loopback(urlsplit(request.full_url).hostname or "")
    director = urllib.request.OpenerDirector()  # not build_opener: it would know file:, ftp: and data: as well
    for handler in (
        urllib.request.ProxyHandler({} if own else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        director.add_handler(handler)
    response: Response = director.open(request, timeout=silence)
    return response
