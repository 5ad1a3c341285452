"""`taiyaku readings`: the reader's own corrections, for everywhere or for one text. The store is opened, no engine."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from decks.corrections import Article
from decks.corrections_tsv import Parsed, lines, parse
from decks.model import Correction
from decks.study import Study
from reader import cells, contract
from reader.commands import _common as common
from reader.opening import article_of
from reader.paths import Places, ensure_folder, find_places
from reader.workbench import utc_now
from texts.corrections import cleaned, problem
from texts.errors import BadInputError, MissingInputError
from texts.romaji import to_kana
from texts.sanitize import for_terminal

EVERYWHERE: Final = Article("", "", "")
"""In place of a text: what is said of it counts in all."""
_ID: Final = re.compile("[0-9a-f]{16}")
_MOST_NAMED: Final = 100  # refused lines of a table
_MOST_SHOWN: Final = 32  # characters of a wrong word or reading


def run(args: argparse.Namespace) -> int:
    """List, add, remove, import or export corrections."""
    actions = {"list": _list, "add": _add, "remove": _remove, "import": _import, "export": _export}
    actions[args.action](args, find_places())
    return 0


# ------------------------------------------------------------------ one after the other


def _list(args: argparse.Namespace, places: Places) -> None:
    if args.text is None:
        found = _all(places)
    else:
        text = _text(args, places)
        found = _all(places, text)
    if not found:
        common.narrate("taiyaku: no readings of your own")
    if args.format == "json":
        value = [
            {"surface": c.surface, "reading": c.reading, "scope": c.scope, "title": c.title, "changed_at": c.changed_at.isoformat()}
            for c in found
        ]
        common.write_lines([contract.dumps(value)], utf8=True)
    elif args.format == "tsv":
        common.write_lines(lines(found), utf8=True)
    else:
        common.write_lines(_table(found))


def _add(args: argparse.Namespace, places: Places) -> None:
    surface, reading = cleaned(common.typed(args.surface), to_kana(common.typed(args.reading)))
    why = problem(surface, reading)
    if why is not None:
        raise BadInputError(
            f"{_short(surface)} {_short(reading)}".strip() or "WORD",
            why,
            hint="give the word as it stands in the text (a verb as in the dictionary) and its kana",
        )
    text = _text(args, places)
    with _open(places, text) as study:
        before = study.correct(surface, reading, text.id)
    was = "" if before in (None, reading) else f" (it was {before})"
    common.narrate(f"taiyaku: {surface} is read {reading} {_where(text)}{was}")


def _remove(args: argparse.Namespace, places: Places) -> None:
    surface = common.typed(args.surface).strip()
    text = _text(args, places)
    before = None
    if any(one.surface == surface for one in _all(places, text)):
        with _open(places, text) as study:
            before = study.correct(surface, "", text.id)
    if before is None:
        others = sum(one.surface == surface for one in _all(places))
        more = "; it has one for a text: name it with --text" if others and not text.id else ""
        raise MissingInputError(_short(surface), f"is not corrected {_where(text)}{more}", hint="`taiyaku readings list` shows them all")
    common.narrate(f"taiyaku: {surface} is no longer read {before} {_where(text)}; `taiyaku readings add` keeps it again")


def _import(args: argparse.Namespace, places: Places) -> None:
    from texts.decode import decode
    from texts.importers import read_bytes

    shown = for_terminal(args.file)
    data = read_bytes(args.file, common.stdin() if args.file == "-" else None)
    parsed = parse(decode(data, args.encoding, shown).text)
    for refused in parsed.refused[:_MOST_NAMED]:
        common.narrate(f"taiyaku: {shown}: line {refused.line}: {refused.why}")
    if len(parsed.refused) > _MOST_NAMED:
        common.narrate(f"taiyaku: {shown}: and {len(parsed.refused) - _MOST_NAMED:,} more lines")
    _refuse(parsed, shown, partial=args.partial)
    with _open(places) as study:
        kept = study.corrections.keep(parsed.good)
    left = f", {len(parsed.refused)} refused" if parsed.refused else ""
    common.narrate(f"taiyaku: {shown}: {kept.added} added, {kept.replaced} replaced, {kept.unchanged} unchanged{left}")


def _refuse(parsed: Parsed, shown: str, *, partial: bool) -> None:
    """Nothing is kept of a table with wrong lines, unless that was asked for and there are good ones."""
    if parsed.refused and not (partial and parsed.good):
        count = len(parsed.refused)
        hint = "correct the lines named above" + (", or keep the others with --partial" if parsed.good else "")
        raise BadInputError(shown, f"{count:,} {'line is' if count == 1 else 'lines are'} refused, nothing was kept", hint=hint)
    if not parsed.good:
        raise BadInputError(shown, "there are no readings in it", hint="each line: the word, a tab, its kana")


def _export(args: argparse.Namespace, places: Places) -> None:
    found = _all(places)
    if args.output is None or args.output == "-":
        common.write_lines(lines(found), utf8=True)
        return
    from decks.exporters._replace import replacing

    path = Path(args.output)
    with replacing(path) as file:
        file.write("".join(line + "\n" for line in lines(found)).encode())
    common.narrate(f"taiyaku: {path}: {len(found)} {'reading' if len(found) == 1 else 'readings'}")


# ------------------------------------------------------------------ inside


def _open(places: Places, text: Article = EVERYWHERE) -> Study:
    ensure_folder(places.data)
    study = Study.open(places.study_file, utc_now)
    if text.source:  # one that was named by its id alone is known to the store, or has no other edition
        study.corrections.meet(text)
    return study


def _all(places: Places, text: Article | None = None) -> tuple[Correction, ...]:
    """Every correction, or those of a text (or `EVERYWHERE`); asking makes no store."""
    if not places.study_file.exists():
        return ()
    with _open(places, text or EVERYWHERE) as study:
        return study.corrections.all(None if text is None else text.id)


def _text(args: argparse.Namespace, places: Places) -> Article:
    """The text that --text names: by the id of one that is corrected or was read, else the source's. Without --text, `EVERYWHERE`."""
    if args.text is None:
        return EVERYWHERE
    title = next((one.title or one.scope for one in _all(places) if one.scope == args.text), None) or _title(places, args.text)
    if title is not None:
        return Article(args.text, title, "")
    from texts.importers import open_document

    try:
        return article_of(open_document(args.text, encoding=args.encoding, stdin=common.stdin() if args.text == "-" else None))
    except MissingInputError as error:
        if _ID.fullmatch(args.text) is None:
            raise
        hint = "`taiyaku readings list --format tsv` shows the ids; or name the text's file"
        raise MissingInputError(args.text, "no text with this id was read or corrected", hint=hint) from error


def _where(text: Article) -> str:
    return f"in {text.title}" if text.id else "everywhere"


def _short(typed: str) -> str:
    """What was typed, as far as an error has room for it."""
    return typed if len(typed) <= _MOST_SHOWN else f"{typed[:_MOST_SHOWN]}…"


def _title(places: Places, text_id: str) -> str | None:
    """The title of a text that was read; None when there is none with that id."""
    if not places.study_file.exists():
        return None
    with _open(places) as study:
        record = study.text(text_id)
    return (record.title or text_id) if record else None


def _table(found: Sequence[Correction]) -> Iterator[str]:
    rows = [tuple(map(for_terminal, (c.surface, c.reading, c.title or c.scope or "everywhere"))) for c in found]
    widths = [max((cells.width(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        yield "  ".join(cells.pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
