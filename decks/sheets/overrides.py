"""The teacher's file: what is to become of a term, and what is to be said of it. Pure.

A table with a heading line; columns in any order, English or Japanese headings. `term` says of which term the line speaks, `action` is
empty, include, exclude or taught; `reading`, `english` (or `japanese`, `meaning`) and `category` take the place of ours, `note` is printed;
`language` (ja, en) is told by the script where it is not given. A plain list has one column headed `taught`, `exclude` or `include`. Lines
that begin with # are comments. The whole file is judged before anything is refused, so that one run names every wrong line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from decks.sheets.model import Action, Override
from decks.sheets.override_table import LISTS, TERM, Problem, Record, Table, parse
from dictionaries.english_keys import is_acronym
from dictionaries.model import Category
from texts.corrections import LONGEST, cleaned, problem, reading_problem
from texts.decode import decode
from texts.errors import BadInputError
from texts.kana import has_kanji, is_kana
from texts.language import language_of
from texts.model import Language
from texts.sanitize import for_terminal, sanitize

MOST_NAMED: Final = 10
"""Wrong lines that are named; of the rest only how many."""
_LONGEST_CELL: Final = 1000
_ACTIONS: Final = {
    "": Action.NONE, "include": Action.INCLUDE, "add": Action.INCLUDE, "追加": Action.INCLUDE, "exclude": Action.EXCLUDE,
    "remove": Action.EXCLUDE, "除外": Action.EXCLUDE, "taught": Action.TAUGHT, "known": Action.TAUGHT, "既習": Action.TAUGHT,
    "学習済み": Action.TAUGHT,
}  # fmt: skip
_CATEGORIES: Final = {
    "人物": Category.PERSON, "地名": Category.PLACE, "機関": Category.INSTITUTION, "外交": Category.DIPLOMACY, "紛争": Category.CONFLICT,
    "政治": Category.GOVERNMENT, "情報": Category.INTELLIGENCE, "諜報": Category.INTELLIGENCE, "経済": Category.ECONOMY,
    "法律": Category.LAW, **{str(category): category for category in Category},
}  # fmt: skip
_LANGUAGES: Final = {
    "ja": Language.JA, "japanese": Language.JA, "日本語": Language.JA, "en": Language.EN, "english": Language.EN, "英語": Language.EN
}  # fmt: skip
_GLOSSES: Final = {Language.JA: ("english", "meaning"), Language.EN: ("japanese", "meaning")}
_HINT: Final = "the first line names the columns: term, action (include, exclude, taught), reading, english, category, note"


def read_overrides(name: str, data: bytes) -> tuple[Override, ...]:
    """The lines of a teacher's file that want something.

    Args:
        name: the file, for messages.
        data: its bytes; any encoding a text may have.

    Returns:
        One for each line with an action or a cell of the teacher's, in the file's order.

    Raises:
        BadInputError: no text, wrong columns, or wrong lines (the first `MOST_NAMED` are named with their numbers).
    """
    return overrides_of(name, parse(decode(data, None, for_terminal(name)).text))


def overrides_of(name: str, table: Table) -> tuple[Override, ...]:
    """As `read_overrides`, of a table that was parsed already."""
    shown = for_terminal(name)
    if table.head < 0:
        raise BadInputError(shown, "there are no lines in it", hint=_HINT)
    problems = list(table.problems)
    found: list[Override] = []
    lines: dict[tuple[Language, str], int] = {}
    if not any(one.line == table.records[table.head].line for one in problems):
        for record in table.rows:
            override, wrong = _override(table, record, name)
            problems += (Problem(record.line, why) for why in wrong)
            if override is None:
                continue
            before = lines.setdefault(key_of(override.language, override.term), record.line)
            if before != record.line:
                problems.append(Problem(record.line, f"{override.term} stands in line {before} already"))
            found.append(override)
    if problems:
        raise _refused(shown, problems)
    return tuple(one for one in found if _wants_something(one))


def merged(files: Iterable[Sequence[Override]]) -> tuple[Override, ...]:
    """The lines of several files as one: of those that speak of the same term, that of the last file counts, in its place."""
    kept: dict[tuple[Language, str], Override] = {}
    for overrides in files:
        for one in overrides:
            key = key_of(one.language, one.term)
            kept.pop(key, None)
            kept[key] = one
    return tuple(kept.values())


def sheet_readings(overrides: Iterable[Override]) -> Mapping[str, str]:
    """The readings that furigana take from the file too, by surface; those of words that have none over them are left out."""
    return {
        one.term: one.reading for one in overrides if one.language is Language.JA and one.reading and problem(one.term, one.reading) is None
    }


def key_of(language: Language, term: str) -> tuple[Language, str]:
    """What makes two lines speak of the same term: English counts small and capital letters as one, but US is not us."""
    return language, term.casefold() if language is Language.EN and not is_acronym(term) else term


def language_of_line(table: Table, record: Record) -> Language:
    """The language of a line's term: what its cell says, else what its script tells."""
    said = _LANGUAGES.get(table.cell(record, "language").lower())
    if said is not None:
        return said
    listing = next((column for column in table.columns if column in LISTS), TERM)
    term = table.cell(record, listing)
    return Language.JA if has_kanji(term) or any(map(is_kana, term)) or language_of(term) is not Language.EN else Language.EN


def _override(table: Table, record: Record, name: str) -> tuple[Override | None, list[str]]:
    """What a line says, and what is wrong with it; None when it does not even name a term."""
    listing = next((column for column in table.columns if column in LISTS), "")
    term, reading = cleaned(table.cell(record, listing or TERM), table.cell(record, "reading"))
    wrong = [f"the cell '{_short(cell)}' holds a control character" for cell in record.cells if sanitize(cell.strip()) != cell.strip()]
    wrong += [f"the cell '{_short(cell)}' is longer than {_LONGEST_CELL} characters" for cell in record.cells if len(cell) > _LONGEST_CELL]
    if not term:
        return None, [*wrong, "there is no term"]
    said = listing or table.cell(record, "action").lower()
    if said not in _ACTIONS:
        wrong.append(f"nobody knows an action '{_short(said)}': leave it empty, or write include, exclude or taught")
    category = table.cell(record, "category").lower()
    if category and category not in _CATEGORIES:
        wrong.append(f"nobody knows a category '{_short(category)}': one of {', '.join(Category)}")
    language = language_of_line(table, record)
    if table.cell(record, "language").lower() not in (*_LANGUAGES, ""):
        wrong.append(f"nobody knows a language '{_short(table.cell(record, 'language'))}': ja or en")
    _check_reading(term, reading, language, wrong)
    glosses = _glosses(table, record, language, wrong)
    override = Override(
        language, term, _ACTIONS.get(said, Action.NONE), reading, glosses, str(_CATEGORIES.get(category, "")), table.cell(record, "note"),
        name, record.line,
    )  # fmt: skip
    return override, wrong


def _check_reading(term: str, reading: str, language: Language, wrong: list[str]) -> None:
    if not reading:
        return
    if language is Language.EN:
        wrong.append(f"{_short(term)} is English and has no reading")
    elif len(term) > LONGEST:
        wrong.append(f"the term is longer than {LONGEST} characters, too long for a reading")
    else:
        why = reading_problem(term, reading)
        if why is not None:
            wrong.append(why)


def _glosses(table: Table, record: Record, language: Language, wrong: list[str]) -> tuple[str, ...]:
    other = "japanese" if language is Language.JA else "english"
    if table.cell(record, other):
        wrong.append(f"its meaning stands under '{other}', which is its own language: write it under '{_GLOSSES[language][0]}'")
    said = next((cell for cell in (table.cell(record, column) for column in _GLOSSES[language]) if cell), "")
    parts = (" ".join(part.split()) for part in said.replace("；", ";").split(";"))
    return tuple(part for part in parts if part)


def _wants_something(one: Override) -> bool:
    return bool(one.action or one.reading or one.glosses or one.category or one.note)


def _refused(shown: str, problems: Sequence[Problem]) -> BadInputError:
    ordered = sorted(problems, key=lambda one: one.line)
    named = "; ".join(f"line {one.line}: {for_terminal(one.why)}" for one in ordered[:MOST_NAMED])
    rest = len(ordered) - MOST_NAMED
    return BadInputError(shown, named + (f"; and {rest:,} more" if rest > 0 else ""), hint=_HINT)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
