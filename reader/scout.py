"""A second process that opens the text while the first is still loading Textual.

Both need a quarter of a second of one core before they can show anything, and one interpreter runs one thing at a time; a fork has the
second core to itself. The scout reads the text, finds the place where it was left, analyses that sentence, hands both over through a pipe
and ends. It writes nothing and says nothing: whatever goes wrong there goes wrong again, and is reported, in the first process.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn, cast

from reader.paths import Places

if TYPE_CHECKING:
    from dictionaries.model import Glossed
    from reader.opening import Bench, Opened

PAGE = 8
"""So many sentences from the current one on are glossed by the scout: the first screen."""
PATIENCE = 4.0
"""Seconds to wait for each thing the scout finds; after that the first process does it itself."""
_SIZE: Final = struct.Struct("<Q")
"""Before each pickle: its length in bytes."""


class Scout:
    """The second process, seen from the first.

    `first()` and then `page()` wait for what it found; each is asked for once, from one thread.
    """

    def __init__(self, pid: int, pipe: int) -> None:
        self._pid = pid
        self._pipe = pipe
        self._ended = False
        self._lock = threading.Lock()  # whoever waits for the scout and whoever lets go of it are two threads

    def first(self) -> Opened | None:
        """The text with its current sentence analysed; None when the scout did not get that far."""
        found = self._next()
        return None if found is None else cast("Opened", found)

    def page(self) -> tuple[Glossed, ...]:
        """The first screen with glosses; empty when the scout did not get that far. Ends the scout."""
        found = self._next()
        self.end()
        return () if found is None else cast("tuple[Glossed, ...]", found)

    def end(self) -> None:
        """Let go of the process, wherever it is."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self._pid, signal.SIGKILL)  # it only reads; most often it has ended already
                os.waitpid(self._pid, 0)

    def __del__(self) -> None:
        """The pipe outlives the process, as somebody may still be reading from it."""
        os.close(self._pipe)

    def _next(self) -> object:
        import pickle

        deadline = time.monotonic() + PATIENCE
        size = self._read(_SIZE.size, deadline)
        data = self._read(_SIZE.unpack(size)[0], deadline) if size else b""
        if not data:
            self.end()
            return None
        return pickle.loads(data)  # noqa: S301 — our own fork wrote it

    def _read(self, size: int, deadline: float) -> bytes:
        """So many bytes, or none when the scout ends or dawdles."""
        data = b""
        while len(data) < size:
            ready, _, _ = select.select([self._pipe], [], [], max(0.0, deadline - time.monotonic()))
            piece = os.read(self._pipe, size - len(data)) if ready else b""
            if not piece:
                return b""
            data += piece
        return data


def send(places: Places, source: str, encoding: str | None, make: Callable[[Places], Bench]) -> Scout | None:
    """Fork a scout for a source.

    Call it before anything heavy is imported and before there is a thread.

    Args:
        places: where everything is.
        source: a file name.
        encoding: the file's encoding; None: recognised.
        make: makes the scout's workbench.

    Returns:
        The scout, or None where a process cannot be forked safely; then all is done in the first process.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or (os.cpu_count() or 1) < 2:
        return None
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid == 0:
        os.close(reading)
        _explore(writing, places, source, encoding, make)
    os.close(writing)
    return Scout(pid, reading)


def _explore(pipe: int, places: Places, source: str, encoding: str | None, make: Callable[[Places], Bench]) -> NoReturn:
    """The life of the scout; never returns."""
    import gc

    gc.disable()  # a short life
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):  # the terminal belongs to the first process
            os.dup2(null, standard)
        with os.fdopen(pipe, "wb") as out:
            bench = make(places)
            from dataclasses import replace

            from reader.opening import open_text

            opened, _rest = open_text(bench, bench.document(source, encoding))
            sentences = opened.sentences[opened.position : opened.position + PAGE]
            analysis = bench.analyse(sentences[0])
            _hand_over(out, replace(opened, analysis=analysis))
            page = tuple(bench.gloss(analysis if s is sentences[0] else bench.analyse(s)) for s in sentences)
            _hand_over(out, page)
            bench.close()
    finally:
        sys.stdout = sys.stderr = None  # nothing may speak at exit
        os._exit(0)


def _hand_over(out: BinaryIO, found: object) -> None:
    import pickle

    data = pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL)
    out.write(_SIZE.pack(len(data)) + data)
    out.flush()
