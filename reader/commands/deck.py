"""`taiyaku deck`: an Anki deck from one or several texts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench, utc_now
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from decks.model import Learn, Pick
    from decks.study import Study
    from dictionaries.model import GlossedText, SourceInfo


def run(args: argparse.Namespace) -> int:
    """Write the deck, or with `--preview` only say what would be in it."""
    from decks.export import export, exporter_for
    from decks.model import Learn, Pick

    learn, which, path = Learn(args.learn), Pick(args.pick), Path(args.output)
    exporter_for(path)  # a suffix nobody knows is said before minutes of analysis
    with Workbench(find_places()) as bench:
        documents = [common.open_source(bench, source, args.encoding) for source in args.sources]
        common.build_missing(bench)
        texts = []
        for document in documents:
            line = common.ProgressLine(document.title)
            texts.append(bench.text(document, line))
            line.done()
        if args.preview:
            return _preview(texts, bench.study_if_any(), learn, which, bench.credits())
        report = export(texts, path, bench.study(), learn, which, utc_now(), sources=bench.credits())
    common.narrate(f"taiyaku: {report.path}: {report.added} added, {report.updated} updated, {report.unchanged} unchanged")
    return 0


def _preview(texts: Sequence[GlossedText], study: Study | None, learn: Learn, which: Pick, sources: tuple[SourceInfo, ...]) -> int:
    """Print the words a deck would hold; write nothing, not even the ledger."""
    from decks.cards import draft_all
    from decks.selection import pick
    from dictionaries.kanji import load_kanji_readings

    kanji = load_kanji_readings()
    articles = [(text.document, pick(text, study, learn, which, kanji)) for text in texts]
    words = [word for _, several in articles for word in several]
    made = draft_all(articles, study, utc_now(), sources)
    rows = ((w.headword, w.reading, "; ".join(w.glosses[:3]), w.category) for w in words)
    common.write_lines("\t".join(for_terminal(cell) for cell in row) for row in rows)
    common.narrate(f"taiyaku: would be {made.added} added, {made.updated} updated, {made.unchanged} unchanged; nothing was written")
    return 0
