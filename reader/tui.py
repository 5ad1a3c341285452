"""The Textual application: a first line at once, then the reading screen, and a clean end.

The reading screen takes a while to import, and the text a while to open: both happen behind the first line.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from reader.engine import Engine
from reader.opening import Opened
from texts.errors import TaiyakuError

if TYPE_CHECKING:
    from reader.screens.reading import ReadingScreen


class ReaderApp(App[int]):
    """The reader.

    Args:
        engine: the threads; closed by whoever made it.
        opening: the text, as `Engine.open` promises it.
        name: what to call the text until it is open (sanitised).
    """

    TITLE = "taiyaku"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, engine: Engine, opening: Future[Opened], name: str = "") -> None:
        super().__init__()
        self._engine = engine
        self._opening = opening
        self._name = name
        self.reading: ReadingScreen | None = None
        """The reading screen, once there is one."""
        self.failure: TaiyakuError | None = None
        """Why there was nothing to read; for whoever called `run`."""

    def compose(self) -> ComposeResult:
        """What stands on the screen until there is something better."""
        yield Static(Content(f" opening {self._name} …"), markup=False)

    def on_mount(self) -> None:
        """Go on when the first line is painted."""
        self._leave_on_signals()
        self.call_after_refresh(self._read)

    def _read(self) -> None:
        from reader.screens.reading import ReadingScreen

        self.reading = ReadingScreen(self._engine, self._opening)
        self.push_screen(self.reading)

    def _leave_on_signals(self) -> None:
        """Told to end from outside: give the terminal back as it was and keep the place, as after `q`."""
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread (tests)
                if number is not None:
                    loop.add_signal_handler(number, self.exit, None, 128 + number)

    def remember(self) -> Future[None] | None:
        """Write down where the reader is; None when no text was opened."""
        return self.reading.remember() if self.reading else None

    def on_text_screen_failed(self, event: ReadingScreen.Failed) -> None:
        """Leave: there is nothing to read."""
        self.failure = event.failure
        self.exit()
