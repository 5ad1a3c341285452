"""Ctrl-C while SQLite runs Python functions of ours: it drops what they raise, KeyboardInterrupt too, and says a statement failed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held_interrupt() -> Iterator[Callable[[], bool]]:
    """Hold Ctrl-C back inside the block, which asks the function it gets whether it was pressed, and should then end soon.

    Elsewhere than in the main thread, and where Ctrl-C is ignored, nothing is held: it does not come there.

    Raises:
        KeyboardInterrupt: when the block is over, if Ctrl-C was pressed in it.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: False
        return
    pressed = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
