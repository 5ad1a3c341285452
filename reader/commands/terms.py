"""`taiyaku terms`: the recognised terms of one or many texts."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader import cells, contract
from reader.commands import _common as common
from reader.commands import _sources, _teacher
from reader.paths import find_places
from reader.workbench import Workbench
from texts.model import Document, Language
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from decks.sheets.known import Known
    from decks.sheets.model import Override
    from dictionaries.model import GlossedText, Term
    from dictionaries.term_facts import TermFacts

COLUMNS = ("term", "reading", "gloss", "category", "count", "sentences", "how", "source", "pos", "frequency", "grade", "hardest")
"""Of csv, tsv and md; new ones come at the end, so that what reads them goes on."""
SPREADSHEET_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_IN_TABLE = 5

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A term with its facts."""

    term: Term
    facts: TermFacts


Found = Sequence[tuple[Document, Sequence[Listed]]]


def run(args: argparse.Namespace) -> int:
    """Print the terms of each source; several sources are told apart by their titles."""
    overrides = _teacher.overrides_of(args.overrides)
    with Workbench(find_places(), excuse=common.Excuse()) as bench:
        _heard(bench, overrides)
        found, code = _sources.reduced(bench, args.sources, args.encoding, args.domain, lambda text: _listed(bench, text, args.learn))
        known = _teacher.known_of(bench, args.known, study=args.new)
    left = [(document, _chosen(terms, args, overrides, known)) for document, terms in found]
    if found and not any(terms for _, terms in left):
        common.narrate("taiyaku: no terms found")
    if args.format == "json":
        value = [{"text": contract.text_json(d), "terms": [contract.term_json(t.term, t.facts) for t in terms]} for d, terms in left]
        common.write_lines([contract.dumps(value)], utf8=True)
    elif left:
        common.write_lines(_lines(left, args.format), utf8=args.format in ("csv", "tsv"))
    return code


def _heard(bench: Workbench, overrides: Sequence[Override]) -> None:
    """The readings of the teacher's file reach the furigana too."""
    from decks.sheets.overrides import sheet_readings

    readings = sheet_readings(overrides)
    if readings:
        bench.read_as(readings)


def _listed(bench: Workbench, text: GlossedText, learn: str) -> Sequence[Listed]:
    from dictionaries.kanji_facts import load_kanji_facts
    from dictionaries.term_facts import term_facts

    kanji, library = load_kanji_facts(), bench.library()
    return [Listed(term, term_facts(term, library, kanji)) for term in text.terms if learn in ("both", str(term.language))]


def _chosen(terms: Sequence[Listed], args: argparse.Namespace, overrides: Sequence[Override], known: Known) -> Sequence[Listed]:
    """What the teacher's file, `--new`, `--limit` and `--order` leave, with the teacher's cells."""
    from decks.sheets.model import Action
    from decks.sheets.overrides import key_of

    lines = {key_of(one.language, one.term): one for one in overrides}
    chosen = []
    for listed in terms:
        term = listed.term
        one = lines.get(key_of(term.language, term.term))
        if one is not None and one.action in (Action.EXCLUDE, Action.TAUGHT):
            continue
        wanted = one is not None and one.action is Action.INCLUDE
        if args.new and not wanted and known.knows(term.language, term.term):
            continue
        chosen.append(listed if one is None else replace(listed, term=_changed(term, one)))
    if args.limit:
        kept: set[int] = set()
        for language in Language:
            here = [at for at, listed in enumerate(chosen) if listed.term.language is language]
            kept.update(sorted(here, key=lambda at: (-chosen[at].term.weight, at))[: args.limit])
        chosen = [listed for at, listed in enumerate(chosen) if at in kept]
    return _ordered(chosen, args.order)


def _changed(term: Term, one: Override) -> Term:
    from dictionaries.model import Category, How

    how, source = (How.ENTRY, None) if one.glosses else (term.how, term.source)
    return replace(
        term, reading=one.reading or term.reading, glosses=one.glosses or term.glosses, how=how, source=source,
        category=Category(one.category) if one.category else term.category,
    )  # fmt: skip


def _ordered(terms: Sequence[Listed], order: str) -> Sequence[Listed]:
    from decks.sheets.order import CATEGORIES, gojuon

    if order == "category":
        places = {category: at for at, category in enumerate(CATEGORIES)}
        return sorted(terms, key=lambda one: places[one.term.category] if one.term.category else len(places))
    if order == "frequency":
        return sorted(terms, key=lambda one: -one.facts.level.zipf if one.facts.level.zipf is not None else 1.0)
    if order == "reading":
        english = [one for one in terms if one.term.language is Language.EN]
        japanese = [one for one in terms if one.term.language is not Language.EN]
        return [
            *sorted(japanese, key=lambda one: gojuon(one.term.reading or one.term.term)),
            *sorted(english, key=lambda one: one.term.term.casefold()),
        ]
    return sorted(terms, key=lambda one: -one.term.weight) if order == "importance" else terms


def _lines(found: Found, form: str) -> Iterator[str]:
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


def _row(listed: Listed) -> Row:
    term, facts = listed.term, listed.facts
    return (
        term.term,
        term.reading,
        "; ".join(term.glosses[:3]) + ("*" if term.how == "composed" else ""),
        str(term.category or ""),
        str(term.count),
        " ".join(str(n + 1) for n in term.sentences),
        str(term.how),
        term.source or "",
        str(term.pos),
        facts.said,
        facts.grade.said,
        facts.hardest,
    )


def _separated(columns: Row, rows: Sequence[Row], separator: str) -> Iterator[str]:
    """CSV or TSV; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[f"'{c}" if c.startswith(SPREADSHEET_FORMULA) else for_terminal(c) for c in row] for row in rows])
    yield from out.getvalue().splitlines()


def _table(found: Found) -> Iterator[str]:
    for document, terms in found:
        if len(found) > 1:
            yield for_terminal(document.title)
        rows = [tuple(for_terminal(c) for c in _row(t)[:_IN_TABLE]) for t in terms]
        widths = [max((cells.width(row[i]) for row in rows), default=0) for i in range(_IN_TABLE)]
        for row in rows:
            yield "  ".join(cells.pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if any(t.term.how == "composed" for t in terms):
            yield "* composed from its parts by taiyaku"
