"""A server on this computer that misbehaves in every way a server on the net does."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What the server gives for any path, and what it was asked.

    `sent` bytes of `data` are sent, then the connection is cut; `length` is announced (None: nothing is, -1: the true one); `pause` seconds
    pass before each block; `shifted` is added to the start of a range that is sent.
    """

    data: bytes = b""
    status: int = 200
    etag: str = '"first"'
    modified: str = "Fri, 20 Nov 2026 05:00:00 GMT"
    ranges: bool = True
    sent: int | None = None
    length: int | str | None = -1
    location: str = ""
    pause: float = 0.0
    block: int = 1 << 14
    shifted: int = 0
    asked: list[Mapping[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """Serve `served` until the block is left; its `url` is filled in."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            served.asked.append({key.lower(): value for key, value in self.headers.items()})
            _answer(self, served)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_address[1]}/JMdict_e.gz"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, served: Served) -> None:
    start = _range_start(handler, served)
    if served.location:
        handler.send_response(served.status)
        handler.send_header("Location", served.location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    if start is not None and start >= len(served.data):
        handler.send_error(416)
        return
    body = served.data[start or 0 :]
    handler.send_response(served.status if start is None else 206)
    for name, value in (("ETag", served.etag), ("Last-Modified", served.modified)):
        if value:
            handler.send_header(name, value)
    if start is not None:
        handler.send_header("Content-Range", f"bytes {start + served.shifted}-{len(served.data) - 1}/{len(served.data)}")
    if served.length is not None:
        handler.send_header("Content-Length", str(len(body) if served.length == -1 else served.length))
    handler.end_headers()
    _send(handler.wfile.write, body if served.sent is None else body[: served.sent], served)


def _range_start(handler: BaseHTTPRequestHandler, served: Served) -> int | None:
    wanted = re.match(r"bytes=(\d+)-\Z", handler.headers.get("Range", ""))
    same = handler.headers.get("If-Range") in (served.etag, served.modified)
    return int(wanted[1]) if wanted and served.ranges and same else None


def _send(write: Callable[[bytes], object], body: bytes, served: Served) -> None:
    try:
        for at in range(0, len(body), served.block):
            if served.pause:
                time.sleep(served.pause)
            write(body[at : at + served.block])
    except OSError:
        pass  # whoever asked has gone away
