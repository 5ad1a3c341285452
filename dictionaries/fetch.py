"""Fetching one large file over the net: limited in size and time, and gone on with where an earlier try ended.

What has arrived stands in a `.part` beside the target, with a note of where it is from and which edition of the file it is; a second try
asks for the rest, if the server still has that edition. The net is reached through an argument.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from dictionaries.net import Opener, Response, checked, open_url
from texts.errors import BadInputError, CannotCreateError, LockedError, StorageError, TaiyakuError, UnavailableError
from texts.sanitize import for_terminal

try:
    import fcntl
except ImportError:  # Windows: there an open file cannot be opened for writing by another program
    fcntl = None  # type: ignore[assignment,unused-ignore]

_BLOCK: Final = 1 << 16
_RANGE: Final = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15}|\*)\Z")
_AGENT: Final = "taiyaku (dictionary update)"
_AGAIN: Final = "run the same command again: it goes on where this one ended; or name a file you have with --from"
_OTHERWISE: Final = "see that you are online, or fetch the file with a browser and name it with --from"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: bytes in all, seconds in all, seconds of silence."""

    size: int = 256 << 20
    seconds: float = 3600.0
    silence: float = 30.0


def fetch(
    url: str,
    target: Path,
    progress: Callable[[float, str], None] = lambda _fraction, _what: None,
    *,
    opener: Opener | None = None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Fetch `url` into `target`, which is replaced when all of it is there; a try that ends early leaves its part for the next.

    Args:
        url: https, or http on this computer.
        target: where the file shall be; its folder is made.
        progress: called with how much is there (0–1, 0 when nobody knows) and in words.
        opener: opens a connection, by default over the net.
        limits: what it may take.
        clock: for the limit of time.

    Raises:
        UsageError: the address is none that may be fetched.
        UnavailableError: the server cannot be reached, says no, or is too slow; or the connection ended early.
        BadInputError: the file is larger than the limit.
        LockedError: another program fetches it.
        CannotCreateError, StorageError: it cannot be written.
    """
    checked(url)
    limits = limits or Limits()
    part = target.with_name(target.name + ".part")
    with _writing(part) as file:
        fetched = _Fetch(url, part, file, limits, progress, opener or open_url, clock)
        if not fetched.run():  # what was there was of no use
            fetched.run()
        file.flush()
        os.fsync(file.fileno())
    try:
        part.replace(target)
    except OSError as error:
        raise _storage(error, target) from error
    with suppress(OSError):
        _note(part).unlink(missing_ok=True)


class _Fetch:
    """One fetch into an open part."""

    def __init__(
        self,
        url: str,
        part: Path,
        file: IO[bytes],
        limits: Limits,
        progress: Callable[[float, str], None],
        opener: Opener,
        clock: Callable[[], float],
    ) -> None:
        self._url, self._part, self._file, self._limits = url, part, file, limits
        self._progress, self._opener, self._clock = progress, opener, clock
        self._end = clock() + limits.seconds
        self._shown = urlsplit(url).hostname or url

    def run(self) -> bool:
        """Fetch what is missing; False when the part turned out to be of no use and was emptied."""
        have, edition = self._kept()
        request = urllib.request.Request(self._url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"})  # noqa: S310 - checked
        if have:
            request.add_header("Range", f"bytes={have}-")
            request.add_header("If-Range", edition)
        try:
            response = self._opener(request, self._limits.silence)
        except urllib.error.HTTPError as error:
            with closing(error):
                if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and have:
                    self._empty()
                    return False
                raise self._said_no(error.code, error.reason) from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            why = f"cannot be reached: {for_terminal(str(getattr(reason, 'strerror', None) or reason)[:200])}"
            raise UnavailableError(self._shown, why, where=for_terminal(self._url), hint=_OTHERWISE) from error
        with closing(response):
            return self._take(response, have)

    def _take(self, response: Response, have: int) -> bool:
        if response.status == http.client.PARTIAL_CONTENT:
            found = _RANGE.match(response.headers.get("Content-Range", ""))
            if not have or found is None or int(found[1]) != have:
                self._empty()
                if not have:
                    raise self._said_no(response.status, "a part that nobody asked for")
                return False
            total = None if found[2] == "*" else int(found[2])
        elif response.status == http.client.OK:
            have = 0
            self._empty()
            length = response.headers.get("Content-Length", "")
            total = int(length) if length.isascii() and length.isdecimal() and len(length) < 16 else None
            self._remember(response)
        else:
            raise self._said_no(response.status, "")
        self._check_size(max(total or 0, have))
        have = self._copy(response, have, total)
        if total is not None and have < total:
            raise self._broken(f"the connection ended after {_megabytes(have)} of {_megabytes(total)}")
        if total is not None and have > total:
            self._empty()
            raise UnavailableError(self._shown, "sent more than it had announced", where=for_terminal(self._url), hint=_OTHERWISE)
        return True

    def _copy(self, response: Response, have: int, total: int | None) -> int:
        while block := self._read(response):
            have += len(block)
            self._check_size(have)
            self._file.write(block)
            if self._clock() > self._end:
                raise self._broken(f"it took longer than {self._limits.seconds:.0f} seconds, {_megabytes(have)} are there")
            said = f"{_megabytes(have)} of {_megabytes(total)}" if total else _megabytes(have)
            self._progress(min(1.0, have / total) if total else 0.0, f"fetching, {said}")
            if total is not None and have > total:
                break
        return have

    def _read(self, response: Response) -> bytes:
        try:
            return response.read(_BLOCK)
        except TimeoutError as error:
            raise self._broken(f"nothing came for {self._limits.silence:.0f} seconds") from error
        except (OSError, http.client.HTTPException) as error:  # no file of ours is touched here
            raise self._broken(f"the connection broke: {for_terminal(str(error) or type(error).__name__)}") from error

    def _check_size(self, size: int) -> None:
        if size > self._limits.size:
            self._empty()
            why = f"sends a file of more than {_megabytes(self._limits.size)}"
            raise BadInputError(
                self._shown, why, where=for_terminal(self._url), hint="that is no dictionary of this kind: check the address"
            )

    def _kept(self) -> tuple[int, str]:
        """How much of this very address and edition is there already."""
        size = self._file.seek(0, os.SEEK_END)
        try:
            note = json.loads(_note(self._part).read_text("utf-8"))
            edition = note["edition"] if note["url"] == self._url else ""
        except (OSError, ValueError, KeyError, TypeError):
            edition = ""
        usable = size > 0 and isinstance(edition, str) and bool(edition) and edition.isprintable()
        return (size, edition) if usable else (0, "")

    def _remember(self, response: Response) -> None:
        tag = response.headers.get("ETag", "")
        edition = tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")
        _note(self._part).write_text(json.dumps({"url": self._url, "edition": edition[:500]}), "utf-8")

    def _empty(self) -> None:
        self._file.seek(0)
        self._file.truncate()

    def _said_no(self, code: int, reason: str) -> UnavailableError:
        why = f"answered {code} {for_terminal(str(reason)[:80])}".rstrip()
        hint = "check the address (--url, or the setting)" if code in (403, 404, 410) else _OTHERWISE
        return UnavailableError(self._shown, why, where=for_terminal(self._url), hint=hint)

    def _broken(self, why: str) -> UnavailableError:
        return UnavailableError(self._shown, why, where=for_terminal(self._url), hint=_AGAIN)


@contextmanager
def _writing(part: Path) -> Iterator[IO[bytes]]:
    """The part, open, kept when the work ends early, and nobody else's meanwhile."""
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        file = part.open("ab")
    except OSError as error:
        hint = "make its folder writable, or set TAIYAKU_HOME to one that is"
        raise CannotCreateError(part.name, f"cannot be written: {error.strerror}", where=str(part), hint=hint) from error
    with file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LockedError(part.name, "another taiyaku is fetching it", where=str(part), hint="wait for it to end") from error
        try:
            yield file
        except TaiyakuError:
            raise
        except OSError as error:
            raise _storage(error, part) from error


def _storage(error: OSError, path: Path) -> StorageError:
    why = f"cannot be written: {(error.strerror or str(error)).lower()}"
    return StorageError(path.name, why, where=str(path), hint="see that the disk has room; what has arrived is kept")


def _note(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB"
