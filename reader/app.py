"""The door of the terminal reader.

Order is what makes it quick. The scout is sent before anything heavy is imported: it opens the text on the second core while this process
loads Textual. The frame is painted before anything is cut or analysed here, since one interpreter does one thing at a time whatever the
number of threads; then comes what the scout found, then everything else.
"""

from __future__ import annotations

import gc
import os
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
    scout = send(places, source, encoding, make) if document is None else None
    # imports make many objects and little garbage: a tenth of the start is saved by not looking for it; what stands then stays for good
    gc.disable()
    from reader.engine import Engine

    engine = Engine(places, make, scout=scout)
    try:
        opening = engine.open(source, encoding, document)
        from reader.commands._common import narrate
        from reader.tui import ReaderApp
        from texts.errors import TaiyakuError
        from texts.sanitize import for_terminal

        if opening.done():  # a file that cannot be read is said without a flash of the screen
            opening.result()
        gc.freeze()
        gc.enable()
        app = ReaderApp(engine, opening, for_terminal(os.path.basename(source)))  # noqa: PTH119 — pathlib costs more than the first line
        app.run()
        if app.failure is not None:
            raise app.failure
        place = app.remember()
        if place is not None:
            try:
                place.result()
            except TaiyakuError as error:  # the text was read all the same
                narrate(f"taiyaku: the place in the text is not kept: {error}")
        return app.return_code or 0
    finally:
        engine.close()


def _default_workbench(places: Places) -> Bench:
    from reader.workbench import Workbench

    return Workbench(places, lenient=True)
