"""Writing a deck: what both the command and the reader's key call.

The order is the promise: identities first (they say nothing about Anki), then the file, then the ledger. Killed
anywhere between, the next export makes the same notes again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from decks.cards import draft_all
from decks.exporters import EXPORTERS, Exporter
from decks.model import ExportReport, Learn, Pick
from decks.selection import pick as picked
from decks.study import Study
from dictionaries.kanji import load_kanji_readings
from dictionaries.model import GlossedText, SourceInfo
from texts.errors import BadInputError, UsageError

_WANTED = {Pick.TERMS: "terms", Pick.SAVED: "saved words", Pick.ALL: "words with a gloss"}


def _silent(fraction: float, what: str) -> None:
    """Nobody watches."""


def export(
    text: GlossedText | Sequence[GlossedText],
    path: Path,
    study: Study,
    learn: Learn,
    pick: Pick,
    now: datetime,
    progress: Callable[[float, str], None] | None = None,
    sources: tuple[SourceInfo, ...] | None = None,
) -> ExportReport:
    """Write the words of a text, or of several, to `path` and take down in the ledger what stands there.

    Args:
        text: the analysed text; of several, each is a deck of its own in the file.
        path: the file; its suffix names the format.
        study: the reader's data.
        learn: which language is learnt.
        pick: which words.
        now: the edition's date, for notes that are new or changed.
        progress: called with a fraction from 0 to 1 and what is being done.
        sources: who is credited; `dictionaries.credits` when None.

    Raises:
        UsageError: no format has this suffix.
        BadInputError: there is nothing to export; no file is written.
        CannotCreateError, StorageError: the file; an older one still stands, and the ledger has not moved.
        LockedError: another process writes to the store.
    """
    report = progress or _silent
    exporter = exporter_for(path)
    report(0.0, "words")
    texts = (text,) if isinstance(text, GlossedText) else tuple(text)
    kanji = load_kanji_readings()
    articles = [(each.document, picked(each, study, learn, pick, kanji)) for each in texts]
    words = [word for _document, several in articles for word in several]
    if not words:
        raise _nothing(texts, learn, pick)
    study.ledger.mint(words)
    report(0.3, "notes")
    made = draft_all(articles, study, now, sources)
    report(0.6, exporter.name)
    exporter.write(made.deck, path)
    report(0.9, "ledger")
    study.ledger.record(made.changed)
    report(1.0, "ledger")
    return made.report(str(path))


def exporter_for(path: Path) -> Exporter:
    """The exporter of a file name's suffix.

    Raises:
        UsageError: there is none.
    """
    exporters = [EXPORTERS.load(name) for name in EXPORTERS.names()]
    for exporter in exporters:
        if path.suffix.lower() == exporter.suffix:
            return exporter
    known = " or ".join(sorted(e.suffix for e in exporters))
    raise UsageError(
        str(path), f"no deck format is called {path.suffix}" if path.suffix else "has no suffix", hint=f"end the name in {known}"
    )


def _nothing(texts: Sequence[GlossedText], learn: Learn, pick: Pick) -> BadInputError:
    language = {Learn.JA: "Japanese ", Learn.EN: "English "}.get(learn, "")
    hint = (
        "save words while reading, or take terms or all words (--pick)"
        if pick is Pick.SAVED
        else "--pick all takes every word with a gloss"
    )
    if pick is Pick.ALL:
        hint = "`taiyaku doctor` says whether the dictionaries are there"
    names = ", ".join(text.document.title or text.document.source for text in texts)
    return BadInputError(names, f"nothing to export: no {language}{_WANTED[pick]}", hint=hint)
