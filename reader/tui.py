"""The Textual application: one reading screen, and a clean end."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen

from reader.engine import Engine, Opened
from reader.screens.reading import ReadingScreen


class ReaderApp(App[int]):
    """The reader.

    Args:
        engine: the threads; closed by whoever made it.
        opened: the text.
    """

    TITLE = "taiyaku"
    CSS_PATH = "screens/reading.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, engine: Engine, opened: Opened) -> None:
        super().__init__()
        self.reading = ReadingScreen(engine, opened)

    def get_default_screen(self) -> Screen[None]:
        """The first screen is the reading screen itself, so that nothing is drawn twice."""
        return self.reading
