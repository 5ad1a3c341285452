"""`taiyaku sheet`: the teacher's list and worksheets of one or many texts, in one file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands import _common as common
from reader.commands import _sources, _teacher
from reader.paths import find_places
from reader.workbench import Workbench, utc_now
from texts.errors import BadInputError, CannotCreateError, UsageError

if TYPE_CHECKING:
    from decks.sheetformats import SheetFormat
    from decks.sheets.listing import Listed, Teacher
    from decks.sheets.model import Article, Override, Sheet, Wish
    from decks.worksheets.model import Handout

STDOUT = "-"


def run(args: argparse.Namespace) -> int:
    """Write the list, or the worksheets made from it."""
    form = _format(args)
    _check_places(args, form)
    editing = args.edit_file
    files = [*args.overrides, *([editing] if editing and Path(editing).exists() else [])]
    overrides = _teacher.overrides_of(files)
    wish = _wish(args)
    with Workbench(find_places(), excuse=common.Excuse()) as bench:
        articles, code = _articles(bench, args, overrides, wish)
        if not articles:
            return code
        brought = _teacher.teacher(bench, args, overrides)
        listed = _make(bench, articles, wish, brought)
        handout = _handout(args, listed.sheet)
        edited = None
        if editing:
            from decks.sheets.listing import Teacher

            ours = _make(bench, articles, wish, Teacher(known=brought.known)).sheet
            edited = _edited(editing, listed.sheet, ours)  # refused before anything is written
        _write(form, handout, args.output)
        if edited is not None:
            _write_edit_file(editing, *edited)
    _teacher.tell_unmatched(listed.unmatched)
    _tell(handout, args.output, editing)
    return code


def _articles(bench: Workbench, args: argparse.Namespace, overrides: Sequence[Override], wish: Wish) -> tuple[list[Article], int]:
    """What is kept of each text."""
    from decks.sheets.digest import digest
    from decks.sheets.model import Action
    from decks.sheets.overrides import sheet_readings

    readings = sheet_readings(overrides)
    if readings:
        bench.read_as(readings)
    include = [one for one in overrides if one.action is Action.INCLUDE]
    # the desk is made at the first text: only then are all dictionaries there
    kept, code = _sources.reduced(
        bench, args.sources, args.encoding, args.domain,
        lambda text: digest(text, bench.desk(), wish.learn, include=include, words=wish.preteach > 0),
    )  # fmt: skip
    return [article for _, article in kept], code


def _make(bench: Workbench, articles: Sequence[Article], wish: Wish, brought: Teacher) -> Listed:
    from decks.sheets.listing import make_sheet
    from dictionaries.kanji import load_kanji_readings

    today = utc_now().astimezone().date()
    return make_sheet(articles, wish, brought, readings=load_kanji_readings(), made=today, credits=bench.credits())


def _handout(args: argparse.Namespace, sheet: Sheet) -> Handout:
    """The list, or the worksheets that were asked for.

    Raises:
        BadInputError: there is nothing to ask.
    """
    from decks.worksheets.making import make_worksheets
    from decks.worksheets.model import Handout, Quiz

    quizzes = [Quiz(name) for name in dict.fromkeys(args.quiz)]
    if not quizzes:
        return Handout(sheet)
    made = make_worksheets(sheet, quizzes, seed=args.seed, versions=args.versions, items=args.items)
    if not made:
        raise BadInputError("worksheets", "there are too few terms to ask for", hint="give a longer text, or leave --limit and --new out")
    return Handout(sheet, made, args.key, args.seed)


def _format(args: argparse.Namespace) -> SheetFormat:
    """The format by its name, else by the output's suffix, else HTML.

    Raises:
        UsageError: the suffix says nothing, or worksheets are wanted of a format that has none.
    """
    from decks.sheetformats import SHEETFORMATS

    suffix = Path(args.output).suffix.lower()
    names = SHEETFORMATS.names()
    if args.format:
        form = SHEETFORMATS.load(args.format)
    elif args.output == STDOUT or not suffix:
        form = SHEETFORMATS.load("html")
    else:
        found = [form for form in map(SHEETFORMATS.load, names) if suffix in form.suffixes]
        if not found:
            raise UsageError(args.output, f"nobody knows the suffix {suffix}", hint=f"--format is one of {', '.join(names)}")
        form = found[0]
    if args.quiz and not form.worksheets:
        raise UsageError("--quiz", f"{form.name} has no worksheets", hint="write them as html or md")
    return form


def _check_places(args: argparse.Namespace, form: SheetFormat) -> None:
    """Refuse what would be found out only after minutes of work.

    Raises:
        UsageError: a file would be written over that is read.
        CannotCreateError: the output's folder does not exist.
    """
    if args.edit_file:
        _check_edit_file(args)
    if args.output == STDOUT:
        if form.name == "xlsx":
            raise UsageError("-o -", "xlsx is no text", hint="name a file")
        return
    output = Path(args.output)
    read = [*args.sources, *args.overrides, *args.known, args.levels or STDOUT, args.edit_file or STDOUT]
    for name in read:
        if name != STDOUT and output.exists() and Path(name).exists() and output.samefile(name):
            raise UsageError(args.output, "is read too, and would be written over", hint="choose another file for -o")
    for path in (output, *([Path(args.edit_file)] if args.edit_file else [])):
        if not path.parent.is_dir():
            raise CannotCreateError(str(path), "its folder does not exist", where=str(path.parent), hint="make the folder first")


def _check_edit_file(args: argparse.Namespace) -> None:
    """Refuse an edit file that is a text, or the output: also where neither exists yet."""
    wanted = Path(args.edit_file).resolve()
    if any(name != STDOUT and Path(name).resolve() == wanted for name in (*args.sources, args.output)):
        raise UsageError(args.edit_file, "is a text or the output too", hint="choose another file for --edit-file")


def _wish(args: argparse.Namespace) -> Wish:
    from decks.model import Learn
    from decks.sheets.model import Order, Paper, Wish

    return Wish(
        learn=Learn(args.learn), order=Order(args.order), limit=args.limit, new=args.new, preteach=(args.preteach or 0) / 100,
        title=common.typed(args.title or ""), paper=Paper(args.paper),
    )  # fmt: skip


def _write(form: SheetFormat, handout: Handout, output: str) -> None:
    if output == STDOUT:
        sys.stdout.buffer.write(form.render(handout))
        sys.stdout.buffer.flush()
    else:
        form.write(handout, Path(output))


def _edited(name: str, listed: Sheet, ours: Sheet) -> tuple[bytes, bytes]:
    """The bytes of the teacher's file before and after."""
    from decks.sheets.edit_file import edit_file

    path = Path(name)
    before = path.read_bytes() if path.exists() else b""
    return before, edit_file(name, before, listed, ours)


def _write_edit_file(name: str, before: bytes, data: bytes) -> None:
    from decks.exporters._replace import replacing

    if data != before:
        with replacing(Path(name)) as file:
            file.write(data)


def _tell(handout: Handout, output: str, editing: str | None) -> None:
    """One line: what was written."""
    sheet = handout.sheet
    terms, names = sum(len(part.rows) for part in sheet.parts), sum(len(part.names) for part in sheet.parts)
    articles = f"from {len(sheet.articles)} texts" if len(sheet.articles) > 1 else f"from {sheet.articles[0].title}"
    what = (
        f"{_many(terms, 'term')}, {_many(names, 'name')}, {articles}"
        if terms + names
        else f"no terms found {articles}; only the head was written"
    )
    if handout.worksheets:
        what = f"{_many(len(handout.worksheets), 'worksheet')} of {what}"
    common.narrate(f"taiyaku: {output}: {what}")
    if editing:
        common.narrate(f"taiyaku: {editing}: your own file; change it and run the same command again")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
