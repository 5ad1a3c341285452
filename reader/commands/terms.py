"""`taiyaku terms`: the recognised terms of one or many texts."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence

from dictionaries.model import Term
from reader import cells, contract
from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench
from texts.model import Document
from texts.sanitize import for_terminal

COLUMNS = ("term", "reading", "gloss", "category", "count", "sentences", "how", "source")
SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, ...]


def run(args: argparse.Namespace) -> int:
    """Print the terms of each source; several sources are told apart by their titles."""
    found: list[tuple[Document, tuple[Term, ...]]] = []
    with Workbench(find_places(), excuse=common.Excuse()) as bench:
        documents = [common.open_source(bench, source, args.encoding) for source in args.sources]
        common.build_missing(bench)
        for document in documents:
            line = common.ProgressLine(document.title)
            text = bench.text(document, line, domain=args.domain)
            line.done()
            found.append((document, tuple(t for t in text.terms if args.learn in ("both", str(t.language)))))
    if not any(terms for _, terms in found):
        common.narrate("taiyaku: no terms found")
    if args.format == "json":
        value = [{"text": contract.text_json(d), "terms": [contract.term_json(t) for t in terms]} for d, terms in found]
        common.write_lines([contract.dumps(value)], utf8=True)
    else:
        common.write_lines(_lines(found, args.format), utf8=args.format in ("csv", "tsv"))
    return 0


def _lines(found: Sequence[tuple[Document, tuple[Term, ...]]], form: str) -> Iterator[str]:
    many = len(found) > 1
    columns: Row = (*(("text",) if many else ()), *COLUMNS)
    rows = [(*((d.title,) if many else ()), *_row(t)) for d, terms in found for t in terms]
    if form in ("csv", "tsv"):
        yield from _separated(columns, rows, "," if form == "csv" else "\t")
    elif form == "md":
        yield "| " + " | ".join(columns) + " |"
        yield "|" + " --- |" * len(columns)
        for row in rows:
            yield "| " + " | ".join(for_terminal(c).replace("\\", "\\\\").replace("|", "\\|") for c in row) + " |"
    else:
        yield from _table(found)


def _row(term: Term) -> Row:
    return (
        term.term,
        term.reading,
        "; ".join(term.glosses[:3]) + ("*" if term.how == "composed" else ""),
        str(term.category or ""),
        str(term.count),
        " ".join(str(n + 1) for n in term.sentences),
        str(term.how),
        term.source or "",
    )


def _separated(columns: Row, rows: Sequence[Row], separator: str) -> Iterator[str]:
    """CSV or TSV; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[f"'{c}" if c.startswith(SPREADSHEET_FORMULA) else for_terminal(c) for c in row] for row in rows])
    yield from out.getvalue().splitlines()


def _table(found: Sequence[tuple[Document, tuple[Term, ...]]]) -> Iterator[str]:
    for document, terms in found:
        if len(found) > 1:
            yield for_terminal(document.title)
        rows = [tuple(for_terminal(c) for c in _row(t)[:5]) for t in terms]
        widths = [max((cells.width(row[i]) for row in rows), default=0) for i in range(5)]
        for row in rows:
            yield "  ".join(cells.pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if any(t.how == "composed" for t in terms):
            yield "* composed from its parts by taiyaku"
