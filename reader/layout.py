"""Rows of a sentence: readings over their kanji, the text, glosses under English words, broken into lines of a given width.

Pure, and knows no Textual: `lay_out(Glossed | Analysis | Sentence, width)` gives the same rows to the screen and to plain printing.
All widths are cells, all offsets code points of `Sentence.text`. A line is broken after JIS X 4051's kinsoku rules (no line starts
with a closing bracket, a full stop, ー, a small kana; none ends with an opening bracket); words are kept whole where the width
allows, a reading is never parted from its kanji.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from dictionaries.model import Glossed, Match
from reader import cells
from texts.kana import is_kana
from texts.model import Analysis, Language, Pos, Ruby, Sentence, Token
from texts.sanitize import for_terminal

Form: TypeAlias = Glossed | Analysis | Sentence
"""A sentence as far as it is known: bare, with furigana, with glosses."""

NOT_AT_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー〜～’”）〕］｝〉》」』】〟,.:;?!)]}ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥｡､･｣ｰﾞﾟ％℃"
)
NOT_AT_END = frozenset("‘“（〔［｛〈《「『【〝([{｢＄￥")

NO_GLOSS = frozenset(
    {
        Pos.PARTICLE,
        Pos.AUXILIARY,
        Pos.PREPOSITION,
        Pos.DETERMINER,
        Pos.PRONOUN,
        Pos.CONJUNCTION,
        Pos.SYMBOL,
        Pos.NUMBER,
        Pos.PREFIX,
    }
)
"""Function words: their glosses are for the details, not for the line."""

UNSURE = "?"
"""Follows a reading that is a guess."""

LEAST_WIDTH = 4
GLOSS_CELLS = 14
"""A gloss may be this wide even under a shorter word."""
LEAST_GLOSS = 6
"""With less room than this for a longer gloss the word goes to the next line."""
OVERHANG = 1
"""How far a reading may stand over a kana, a mark or a blank beside its kanji: half a kana (as JIS X 4051 has it in print)."""


COMPOUND = 4
"""Readings of more kanji than these stand apart by the word's own parts: 大統領 選挙."""


class Kind(StrEnum):
    """What a row holds."""

    RUBY = "ruby"
    BASE = "base"
    GLOSS = "gloss"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row. `start:end` is what it stands for in the sentence (both -1 for filling)."""

    text: str
    start: int = -1
    end: int = -1
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen, `width` cells wide."""

    kind: Kind
    pieces: tuple[Piece, ...]
    width: int

    @property
    def text(self) -> str:
        """The row as it is drawn."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its base row, and above and below it what it has of readings and glosses; all of one width."""

    rows: tuple[Row, ...]

    @property
    def base(self) -> Row:
        """The row with the text itself."""
        return next(row for row in self.rows if row.kind is Kind.BASE)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never parted: kanji with their reading, a kana, an English word with its gloss."""

    start: int
    end: int
    base: str
    width: int
    word: int  # units of one word share this number
    reading: str = ""
    unsure: bool = False
    gloss: str = ""
    span: int = 0  # cells that the gloss may fill: its word's, or its expression's
    latin: bool = False
    blank: bool = False
    soft: bool = False  # a reading may hang over it


def lay_out(form: Form, width: int, *, furigana: bool = True, glosses: bool = True) -> tuple[Line, ...]:
    """Lay a sentence out in lines of at most `width` cells (taken as 4 if it is less).

    Args:
        form: the sentence, as far as it is known.
        width: cells of a line.
        furigana: put readings over kanji (needs an analysis).
        glosses: put glosses under English words (needs glosses).

    Returns:
        The lines from top to bottom; none for an empty sentence. Blanks at a line's end are left out, nothing else is.
    """
    width = max(width, LEAST_WIDTH)
    units = [part for unit in _units(form, width, furigana=furigana, glosses=glosses) for part in _fitting(unit, width)]
    return tuple(_lines(units, width))


def sentence_of(form: Form) -> Sentence:
    """The bare sentence of any form."""
    if isinstance(form, Glossed):
        return form.analysis.sentence
    return form.sentence if isinstance(form, Analysis) else form


def analysis_of(form: Form) -> Analysis | None:
    """The analysis of a form that has one."""
    if isinstance(form, Glossed):
        return form.analysis
    return form if isinstance(form, Analysis) else None


# ---- units

_BARE_WORD = re.compile(r"[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ’'.,\-]*|\s|.", re.DOTALL)


def _units(form: Form, width: int, *, furigana: bool, glosses: bool) -> Iterator[_Unit]:
    text = for_terminal(sentence_of(form).text)  # one for one, so offsets hold; sanitised at import already, this is the second border
    analysis = analysis_of(form)
    if analysis is None:
        for number, found in enumerate(_BARE_WORD.finditer(text)):
            yield from _plain_units(text, found.start(), found.end(), number, latin=found[0][0].isascii() and found[0][0].isalnum())
        return
    rubies = sorted(analysis.ruby, key=lambda ruby: ruby.start) if furigana else []
    shown = _line_glosses(form) if glosses and isinstance(form, Glossed) else {}
    at = 0
    for number, token in enumerate(analysis.tokens):
        yield from _plain_units(text, at, token.start, -number - 1)
        inside = [ruby for ruby in rubies if token.start <= ruby.start and ruby.end <= token.end]
        borders = frozenset(unit.start for unit in token.units) if len(inside) > COMPOUND else frozenset()
        compounds = _compounds(inside, borders, width // 2)
        latin = token.language is not Language.JA and not inside and cells.width(token.surface) == len(token.surface)
        at = token.start
        for unit in _token_units(text, token, number, compounds, latin=latin):
            gloss, span = shown.get(unit.start, ("", 0)) if unit.start == token.start else ("", 0)
            yield replace(unit, gloss=gloss, span=span) if gloss else unit
        at = token.end
    yield from _plain_units(text, at, len(text), -len(analysis.tokens) - 1)


def _token_units(text: str, token: Token, word: int, compounds: Iterable[Sequence[Ruby]], *, latin: bool) -> Iterator[_Unit]:
    at = token.start
    for group in compounds:
        start, end = group[0].start, group[-1].end
        if start < at:  # overlapping readings never reach us; if they did, the text must still stand
            continue
        yield from _plain_units(text, at, start, word)
        unsure = not all(ruby.sure for ruby in group)
        reading = for_terminal("".join(ruby.reading for ruby in group)) + (UNSURE if unsure else "")  # one mark for a word
        yield _Unit(start, end, text[start:end], cells.width(text[start:end]), word, reading, unsure)
        at = end
    yield from _plain_units(text, at, token.end, word, latin=latin)


def _compounds(rubies: Sequence[Ruby], borders: frozenset[int], room: int) -> Iterator[list[Ruby]]:
    """Readings of neighbouring kanji stand together over their kanji, so that a compound is seen as one.

    A long one by its parts (`borders`), and none with readings of more than `room` cells: a line could not be filled.
    """
    group: list[Ruby] = []
    for ruby in rubies:
        wide = cells.width("".join(r.reading for r in (*group, ruby))) > room
        if group and (ruby.start != group[-1].end or ruby.start in borders or wide):
            yield group
            group = []
        group.append(ruby)
    if group:
        yield group


def _plain_units(text: str, start: int, end: int, word: int, *, latin: bool = False) -> Iterator[_Unit]:
    if start >= end:
        return
    if latin:
        yield _Unit(start, end, text[start:end], cells.width(text[start:end]), word, latin=True)
        return
    for cluster in cells.clusters(text[start:end]):
        stop = start + len(cluster)
        blank = cluster.isspace()
        latin_one = cluster.isascii() and not blank
        soft = blank or is_kana(cluster[0]) or cluster[0] in NOT_AT_START or cluster[0] in NOT_AT_END
        yield _Unit(start, stop, cluster, cells.width(cluster), word, latin=latin_one, blank=blank, soft=soft)
        start = stop


def _line_glosses(glossed: Glossed) -> dict[int, tuple[str, int]]:
    """Start of an English word → its gloss and the cells it may fill; an expression's gloss stands for all its words."""
    text = glossed.analysis.sentence.text
    shown: dict[int, tuple[str, int]] = {}
    taken: list[tuple[int, int]] = []
    for match in sorted(glossed.expressions, key=lambda m: (m.start, -m.end)):
        if match.language is Language.EN and match.glosses and not _inside(match, taken):
            taken.append((match.start, match.end))
            shown[match.start] = (for_terminal(match.glosses[0]), cells.width(text[match.start : match.end]))
    for match in glossed.matches:
        if match.language is Language.EN and match.glosses and match.pos not in NO_GLOSS and not _inside(match, taken):
            shown[match.start] = (for_terminal(match.glosses[0]), cells.width(match.surface))
    return shown


def _inside(match: Match, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end and match.start < end for start, end in spans)


def _fitting(unit: _Unit, width: int) -> Iterator[_Unit]:
    """The unit itself, or its parts when it is wider than a whole line: only then are a word or a reading cut."""
    if unit.width <= width and cells.width(unit.reading) <= width:
        yield unit
        return
    readings = _chopped(unit.reading, width)
    bases = _chopped(unit.base, width if not readings else max(2, width // 2))
    start = unit.start
    for number in range(max(len(bases), len(readings))):
        base = bases[number] if number < len(bases) else ""
        stop = start + len(base)
        yield replace(
            unit, start=start, end=stop, base=base, width=cells.width(base),
            reading=readings[number] if number < len(readings) else "", gloss=unit.gloss if number == 0 else "",
        )  # fmt: skip
        start = stop


def _chopped(text: str, width: int) -> list[str]:
    parts: list[str] = []
    for cluster in cells.clusters(text):
        if parts and cells.width(parts[-1] + cluster) <= width:
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


# ---- lines


def _lines(units: Sequence[_Unit], width: int) -> Iterator[Line]:
    at = 0
    while at < len(units):
        while at < len(units) and units[at].blank:  # a line never starts with a blank
            at += 1
        pen = _Pen(width)
        end = at
        while end < len(units) and pen.place(units[end]):
            end += 1
        if end == at:
            return
        if end < len(units):
            stop = _break(units, at, end)
            if stop != end:
                pen = _Pen(width)
                for unit in units[at:stop]:
                    pen.place(unit)
            end = stop
        yield pen.line()
        at = end


def _break(units: Sequence[_Unit], first: int, over: int) -> int:
    """Where to break a line that holds `units[first:over]` at most: the last of the best places."""
    best, cheapest = over, 4
    for at in range(over, first, -1):
        cost = _cost(units, at)
        if cost < cheapest:
            best, cheapest = at, cost
        if cost == 0:
            break
    return best


def _cost(units: Sequence[_Unit], at: int) -> int:
    """What a break before `units[at]` costs: 0 nothing, 1 parts a word, 2 breaks kinsoku, 3 parts a kanji from its overlong reading."""
    left, right = at - 1, at
    while left > 0 and units[left].blank:
        left -= 1
    while right < len(units) - 1 and units[right].blank:
        right += 1
    before, after = units[left], units[right]
    if not after.base:
        return 3
    if after.base[0] in NOT_AT_START or before.base[-1:] in NOT_AT_END:
        return 2
    if right - left > 1:  # there is a blank between them
        return 0
    return 1 if before.word == after.word or (before.latin and after.latin) else 0


class _Pen:
    """Places units on one line from left to right. Each row remembers where its last piece ends, so that none run into another."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._x = 0
        self._ruby_end = 0
        self._ruby_word: int | None = None
        self._gloss_end = 0
        self._hang = 0  # cells of the unit before that a reading may stand over
        self._base: list[tuple[int, Piece]] = []
        self._ruby: list[tuple[int, Piece]] = []
        self._gloss: list[tuple[int, Piece]] = []

    def place(self, unit: _Unit) -> bool:
        """Put the unit at the end of the line; False (and nothing is changed) when it does not fit."""
        x, reading_at = self._columns(unit)
        x, gloss_at, gloss = self._gloss_place(unit, x)
        reading_end = reading_at + cells.width(unit.reading) if unit.reading else 0
        end = max(x + unit.width, reading_end)
        if self._base and not unit.blank and (end > self._width or (unit.gloss and not gloss)):
            return False
        if unit.blank and end > self._width:
            self._x = self._width  # a blank at the end of a line is not drawn, but ends it
            return True
        self._base.append((x, Piece(unit.base, unit.start, unit.end)))
        if unit.reading:
            self._ruby.append((reading_at, Piece(unit.reading, unit.start, unit.end, unit.unsure)))
            self._ruby_end, self._ruby_word = reading_end, unit.word
        if gloss:
            self._gloss.append((gloss_at, Piece(gloss, unit.start, unit.end)))
            self._gloss_end = gloss_at + cells.width(gloss)
        self._x = x + unit.width
        self._hang = min(OVERHANG, unit.width) if unit.soft else 0
        return True

    def _columns(self, unit: _Unit) -> tuple[int, int]:
        """The column of the unit and that of its reading, centred on each other."""
        if not unit.reading:
            return max(self._x, self._ruby_end - (min(OVERHANG, unit.width) if unit.soft else 0)), 0
        spare = cells.width(unit.reading) - unit.width
        left = spare // 2 if spare > 0 else -(-spare // 2)
        gap = 1 if self._ruby and self._ruby_word != unit.word else 0
        reading_at = self._x - left
        least = max(self._ruby_end + gap, self._x - self._hang, 0)
        if spare <= 0:
            x = max(self._x, self._ruby_end, self._ruby_end + gap + left)  # left is negative: the reading begins inside its base
            return x, x - left
        x = self._x + max(0, least - reading_at)
        return x, x - left

    def _gloss_place(self, unit: _Unit, x: int) -> tuple[int, int, str]:
        """Column of the unit, column of its gloss, and the gloss as far as there is room ("" when there is too little)."""
        if not unit.gloss:
            return x, 0, ""
        wanted = cells.width(cells.cut(unit.gloss, max(unit.span, GLOSS_CELLS)))
        at = max(x, self._gloss_end + 1) if self._gloss else x
        # a gloss may begin later than its word, as long as it is still seen to belong to it
        leeway = max(unit.width - wanted, unit.width // 2)
        if at - x > leeway:
            x = at - leeway
        room = self._width - at
        if room < min(wanted, LEAST_GLOSS) and self._base:
            return x, at, ""
        return x, at, cells.cut(unit.gloss, min(wanted, room))

    def line(self) -> Line:
        """The rows of what was placed."""
        while self._base and self._base[-1][1].text.isspace():
            self._base.pop()
        rows = [(kind, placed) for kind, placed in ((Kind.RUBY, self._ruby), (Kind.BASE, self._base), (Kind.GLOSS, self._gloss))]
        width = max((x + cells.width(piece.text) for _, placed in rows for x, piece in placed), default=0)
        return Line(tuple(_row(kind, placed, width) for kind, placed in rows if placed or kind is Kind.BASE))


def _row(kind: Kind, placed: Sequence[tuple[int, Piece]], width: int) -> Row:
    pieces: list[Piece] = []
    at = 0
    for x, piece in placed:
        if x > at:
            pieces.append(Piece(" " * (x - at)))
        pieces.append(piece)
        at = max(x, at) + cells.width(piece.text)
    if at < width:
        pieces.append(Piece(" " * (width - at)))
    return Row(kind, tuple(pieces), width)
