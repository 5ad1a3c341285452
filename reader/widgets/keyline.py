"""The last row: the keys, or in their place a notice that goes by itself, or how far a long job is."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from textual import events
from textual.timer import Timer

from reader import furniture
from reader.widgets.rows import Rows
from texts.sanitize import for_terminal

FLASH = 4.0
"""Seconds that a notice stands."""


class KeyLine(Rows):
    """The key line. A notice comes before a job, a job before the keys."""

    def __init__(self, *, ident: str) -> None:
        super().__init__(ident=ident)
        self._job = ""
        self._notice = ""
        self._end: Timer | None = None

    @property
    def status(self) -> str:
        """What stands in place of the keys, or ""."""
        return self._notice or self._job

    def notice(self, text: str) -> None:
        """Say something for a while."""
        self._notice = for_terminal(text)
        if self._end is not None:
            self._end.stop()
        self._end = self.set_timer(FLASH, self._over)
        self._draw()

    def job(self, text: str) -> None:
        """Say how far a long job is; "" when it is done."""
        self._job = for_terminal(text)
        self._draw()

    def follow(self, doing: str) -> Callable[[float, str], None]:
        """A progress function for another thread: it only hands the figure over to this one.

        Percent come first, where a narrow screen does not cut them; what the job is at in particular is not for the reader.
        """
        loop, last = asyncio.get_running_loop(), -1

        def progress(fraction: float, _what: str) -> None:
            nonlocal last
            percent = int(100 * fraction)
            if percent != last:
                last = percent
                with contextlib.suppress(RuntimeError):  # the loop has ended: nobody watches any more, and the job is told to stop
                    loop.call_soon_threadsafe(self.job, f"{percent} % {doing}")

        return progress

    def on_mount(self) -> None:
        """The keys, before anything else is known."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for other keys."""
        del event
        self._draw()

    def _over(self) -> None:
        self._notice = ""
        self._draw()

    def _draw(self) -> None:
        width = self.size.width
        self.show([furniture.status(self.status, width) if self.status else furniture.keys(width)])
