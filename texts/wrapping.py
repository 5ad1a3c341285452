"""Lines of an imported text, and which of them belong together: what the author wrapped by hand is joined again.

A blank line ends a unit; a line without a sentence mark goes on with the next one, Japanese without a blank, English with one.
One line of look-ahead. Does not look inside lines: see `texts.boundaries`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from texts.boundaries import ends_line, goes_on_quoting, needs_more, open_bracket
from texts.language import JAPANESE, LATIN, NOT_JAPANESE, folded
from texts.lazy import LazyPattern
from texts.model import BlockHint, Document

_UNWRAPPED = 36  # characters from which on a Japanese line was surely not wrapped by hand
_WRAPPED = 26  # characters that a line wrapped by hand hardly has
_CLAUSE = 4  # Latin words from which on a line is a clause, not a name
_LONGEST = 4_000  # characters of a unit; lines without any sentence mark are parted here

_LINE = LazyPattern(r"([^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*)(\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")
_STARTS_UNIT = LazyPattern(r"(?:[●■◆◇□▼▽▲△★☆※◎▶►✓✔➡→]|[①-⑳]|[*＊•‣–—-]\s|#{1,6}\s|[0-9０-９]{1,2}[.．)）]\s?(?![0-9０-９])|【)")
HEADING_MARK = LazyPattern(r"(?:[●■◆◇□▼▽★☆]|#{1,6}\s|第[0-9０-９一二三四五六七八九十百]+[章節部回話]|【[^】]*】$)")
RULE_LINE = LazyPattern(r"[^\w\s・…‥。！？!?]{3,}")
_NAKAGURO_ITEM = LazyPattern("・(?!・)")
_LETTER = LazyPattern(r"[^\W\d_]")  # in folded text, where Japanese letters are one
_JAPANESE_MARK = LazyPattern("[\u3001-\u303f・！？（）［］：；，．～〜…‥―]")
_LATIN_WORD = LazyPattern(rf"[{LATIN}]{{1,}}")
_NOUN_END = LazyPattern("[ァ-ヺー一-鿿々」』）)]$")
_CLAUSE_MARKS = LazyPattern("[はがを、,]")
COMMA = ("、", ",", "，")
_PARTICLE_END = LazyPattern(r"(?:[はがをにのともでやへ、,，・：:（(「『\[~〜～]|から|まで|より|[0-9０-９])$")
_PARTICLE_START = LazyPattern("(?:[はがをにのともでやへ]|から|まで|より|など)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text, white space at its ends taken off. `gap` counts the blank lines before it (-1: the text begins here)."""

    start: int
    text: str
    gap: int
    indented: bool
    hint: BlockHint | None


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together. `gap` counts blank lines before the first, `after` those behind the last (-1: the end)."""

    lines: tuple[Line, ...]
    after: int

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def last(self) -> str:
        return self.lines[-1].text


def _lines(document: Document) -> Iterator[Line]:
    """The lines that are not blank; where an importer's block begins or ends inside a line, the line is cut."""
    hints = sorted(document.hints, key=lambda h: h.start)
    borders = sorted({border for hint in hints for border in (hint.start, hint.end)})
    text, gap, at, open_line = document.text, 0, 0, True
    begun = False
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101 (the pattern matches the empty string)
        end = match.end(1)
        following = borders[bisect_right(borders, at)] if borders and at < borders[-1] else end
        cut = min(end, following)
        piece = text[at:cut]
        stripped = piece.strip()
        if stripped:
            start = at + len(piece) - len(piece.lstrip())
            indented = open_line and piece.startswith("\u3000")
            yield Line(start, stripped, gap if begun else -1, indented, _hint_at(hints, start))
            begun, gap = True, 0
        if cut < end:
            at, open_line = cut, False
            continue
        if not stripped and open_line:
            gap += 1
        at, open_line = match.end() if match.end() > at else at + 1, True


def _hint_at(hints: Sequence[BlockHint], place: int) -> BlockHint | None:
    """The block an importer marked around a place; the last that begins before it."""
    at = bisect_right(hints, place, key=lambda h: h.start) - 1
    return hints[at] if at >= 0 and place < hints[at].end else None


def units(document: Document) -> Iterator[Unit]:
    """Lines gathered into units, with one line of look-ahead."""
    held: list[Line] = []
    length = 0
    lines = _lines(document)
    line = next(lines, None)
    while line is not None:
        following = next(lines, None)
        held.append(line)
        length += len(line.text) + 1
        if following is None or length > _LONGEST or not _goes_on(held, following, document.text):
            yield Unit(tuple(held), -1 if following is None else following.gap)
            held, length = [], 0
        line = following


def _goes_on(held: Sequence[Line], following: Line, source: str) -> bool:
    """Whether the unit `held` goes on in the next line."""
    last = held[-1]
    if following.gap != 0 or following.hint != last.hint or _starts_unit(held, following):
        return False
    if ends_line(last.text):
        closer = open_bracket("\n".join(line.text for line in held))
        if closer and _closes_soon(source, last.start + len(last.text), closer):
            return True
        return needs_more(last.text, following.text) or goes_on_quoting(last.text, following.text)
    marked = HEADING_MARK.match(last.text) is not None and len(held) == 1 and not last.text.endswith(COMMA)
    if marked or RULE_LINE.fullmatch(last.text):
        return False
    return not _parts_languages(held, following.text) and not _is_heading_before(held, following.text)


def _starts_unit(held: Sequence[Line], following: Line) -> bool:
    """Whether the next line shows by its first character that something new begins."""
    if following.indented and not held[-1].indented:
        return True
    if _NAKAGURO_ITEM.match(following.text):  # an item of a list, if there is one; else a name goes on (経済 / ・貿易)
        return _NAKAGURO_ITEM.match(held[0].text) is not None or held[-1].text.endswith((":", "："))
    return _STARTS_UNIT.match(following.text) is not None or RULE_LINE.fullmatch(following.text) is not None


def _closes_soon(source: str, at: int, closer: str) -> bool:
    """Whether an open bracket is closed before the next blank line, within a few lines."""
    blank = re.compile(r"(?:\r\n|\r|\n)[ \t\u3000]*(?:\r\n|\r|\n)").search(source, at, at + 400)
    return source.find(closer, at, blank.start() if blank else at + 400) >= 0


def _parts_languages(held: Sequence[Line], following: str) -> bool:
    """Whether an English clause without a full stop meets Japanese narration, or the other way round.

    A name at a border joins (`United States` / のメンツが): a clause has more words.
    """
    last = held[-1].text
    if is_english(last) and JAPANESE in folded(following):
        words = sum(len(_LATIN_WORD.findall(folded(line.text))) for line in held)
        clause = words >= _CLAUSE and all(is_english(line.text) for line in held)
        return clause and _PARTICLE_START.match(following) is None
    if JAPANESE in folded(last) and is_english(following) and len(_LATIN_WORD.findall(folded(following))) >= _CLAUSE:
        return _PARTICLE_END.search(last) is None
    return False


def _is_heading_before(held: Sequence[Line], following: str) -> bool:
    """Whether a short line stands before one so long that it was never wrapped: then it is no beginning of it.

    A line that was wrapped by hand is followed by another short one; a line filled to a width is about as long as the next. A
    bare noun phrase (no は, が, を) that stands in no bubble needs less of a difference.
    """
    last = held[-1].text
    bare = len(held) == 1 and held[0].gap < 2 and _NOUN_END.search(last) is not None
    least = _WRAPPED if bare and not _CLAUSE_MARKS.search(last) else _UNWRAPPED
    if len(following) < least or JAPANESE not in folded(following) or _PARTICLE_END.search(last):
        return False
    return len(last) <= 0.6 * len(following) and not open_bracket("\n".join(line.text for line in held))


def is_english(text: str) -> bool:
    shape = folded(text)
    return JAPANESE not in shape and _LATIN_WORD.search(shape) is not None


def join(lines: Sequence[Line]) -> tuple[str, Sequence[int]]:
    """Wrapped lines as one text, and the place of each character; a blank put in has the place of the line break before it."""
    if len(lines) == 1:
        line = lines[0]
        return line.text.replace("\t", " "), range(line.start, line.start + len(line.text))
    parts: list[str] = []
    places: list[int] = []
    for line in lines:
        if parts and _needs_blank(parts[-1], line.text):
            parts.append(" ")
            places.append(places[-1] + 1)
        parts.append(line.text.replace("\t", " "))
        places.extend(range(line.start, line.start + len(line.text)))
    return "".join(parts), places


def _needs_blank(left: str, right: str) -> bool:
    """Whether two joined lines need a blank: both sides in a script with blanks, and no hyphen at the border."""
    left_shape, right_shape = folded(left[-60:]), folded(right[:60])
    if re.search(rf"[{LATIN}][-‐]$", left_shape) and right[:1].islower():
        return False
    if _JAPANESE_MARK.match(left[-1]) or _JAPANESE_MARK.match(right[0]):
        return False
    before, after = _LETTER.findall(left_shape)[-1:], _LETTER.findall(right_shape)[:1]
    if not before or not after:
        return JAPANESE not in left_shape + right_shape
    return NOT_JAPANESE.match(before[0]) is not None and NOT_JAPANESE.match(after[0]) is not None
