"""The door of the terminal reader.

Order is what makes it quick. A line says at once what is being opened. The scout is sent before anything heavy is imported: it opens the
text on the second core while this process loads Textual, since one interpreter does one thing at a time whatever the number of threads.
The first frame shows what the scout found; everything else follows.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.paths import Places
from reader.scout import send

if TYPE_CHECKING:
    from reader.opening import Bench
    from texts.model import Document


def run(
    places: Places,
    source: str,
    *,
    encoding: str | None = None,
    document: Document | None = None,
    workbench_factory: Callable[[Places], Bench] | None = None,
) -> int:
    """Read a text in the terminal until the reader quits.

    Args:
        places: where everything is.
        source: a file name, or whatever `document` was read from.
        encoding: the file's encoding; None: recognised.
        document: the text, when it has been read already (standard input).
        workbench_factory: for tests.

    Returns:
        The exit code.

    Raises:
        TaiyakuError: the text cannot be read, or there is none in it.
    """
    make = workbench_factory or _default_workbench
    _say(f" opening {os.path.basename(source)} ...")  # noqa: PTH119 — pathlib costs more than the line
    scout = send(places, source, encoding, make) if document is None else None
    # imports make many objects and little garbage: a tenth of the start is saved by not looking for it; what stands then stays for good
    gc.disable()
    from reader.engine import Engine

    engine = Engine(places, make, scout=scout)
    try:
        opening = engine.open(source, encoding, document)
        from reader.settings import load_settings
        from reader.tui import ReaderApp
        from texts.errors import TaiyakuError

        if opening.done():  # a file that cannot be read is said without a flash of the screen
            opening.result()
        gc.freeze()
        gc.enable()
        app = ReaderApp(engine, opening, load_settings(places.settings_file).language)
        app.run()
        if app.failure is not None:
            raise app.failure
        place = app.remember()
        if place is not None:
            try:
                place.result()
            except TaiyakuError as error:  # the text was read all the same
                from reader.commands._common import narrate

                narrate(f"taiyaku: the place in the text is not kept: {error}")
        return app.return_code or 0
    finally:
        _say("")
        engine.close()


def _say(line: str) -> None:
    """Write over the terminal's current line; an empty one clears it. Textual draws on another screen and gives this one back."""
    from texts.sanitize import for_terminal

    if sys.stdout is not None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1  # half as many characters never fill it: `cells` would cost Rich's import
        sys.stdout.buffer.write(f"\r\x1b[K{for_terminal(line)[: width // 2]}".encode(errors="replace"))
        sys.stdout.flush()


def _default_workbench(places: Places) -> Bench:
    from reader.workbench import Workbench

    return Workbench(places, lenient=True)
