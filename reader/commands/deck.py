"""`taiyaku deck`: an Anki deck from one or several texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench, utc_now
from texts.sanitize import for_terminal


def run(args: argparse.Namespace) -> int:
    """Write the deck, or with `--preview` only say what would be in it."""
    from decks.export import export
    from decks.model import Learn, Pick
    from decks.selection import pick

    learn, which = Learn(args.learn), Pick(args.pick)
    with Workbench(find_places()) as bench:
        documents = [common.open_source(bench, source, args.encoding) for source in args.sources]
        common.build_missing(bench)
        texts = []
        for document in documents:
            line = common.ProgressLine(document.title)
            texts.append(bench.text(document, line))
            line.done()
        if args.preview:
            known = bench.study_if_any()
            words = [w for text in texts for w in pick(text, known, learn, which)]
            common.write_lines(for_terminal(f"{w.headword}\t{w.reading}\t{'; '.join(w.glosses[:3])}\t{w.category}") for w in words)
            common.narrate(f"taiyaku: {len(words)} words; nothing was written")
            return 0
        report = export(texts[0], Path(args.output), bench.study(), learn, which, utc_now())
    common.narrate(f"taiyaku: {report.path}: {report.added} added, {report.updated} updated, {report.unchanged} unchanged")
    return 0
