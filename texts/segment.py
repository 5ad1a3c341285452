"""From an imported text to reading units: bubbles, headings and narration told apart, sentences split.

Rules (measured on hand-wrapped blog articles): what stands apart in short lines is a bubble, a line without a sentence mark that
is not continued a heading. Which lines belong together is `texts.wrapping`'s part, which marks end a sentence
`texts.boundaries`'. Lazy: one line of look-ahead. Does not tokenise.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from texts.boundaries import boundaries, ends_line
from texts.language import language_of
from texts.lazy import LazyPattern
from texts.model import AuthorRuby, BlockKind, Document, Language, Sentence
from texts.wrapping import COMMA, HEADING_MARK, RULE_LINE, Unit, is_english, join, units

MAX_SENTENCE = 4_000  # characters; the analyser takes no more at a time
_BUBBLE_LINE = 32  # characters that a line of a bubble holds at most when Japanese,
_BUBBLE_LINE_EN = 60  # and when English
_BUBBLE_ENGLISH = 200  # characters of an English line that stands apart as a quotation
_SHOUT = 32  # characters of a bubble of one line
_HEADING = 80  # characters

_LETTER = LazyPattern(r"[^\W_]")
_LIVELY_END = re.compile('(?:[!?！？♪]|・・+|[…‥]+|\\.{3})[」』）)”"]*$')
_SPOKEN_END = LazyPattern("[いうくすつぬむるただよぞねわさぜん]$")
_TITLE_MARK = ("?", "!", "？", "！")
_QUOTED = LazyPattern("「[^「」]*」$|『[^『』]*』$|“[^“”]*”$")
_CUT_AT = LazyPattern(r"[、,，;；:：\s」』）)]")


def segment(document: Document) -> Iterator[Sentence]:
    """The reading units of a document, in order.

    Yields:
        Sentences whose `start:end` are code points in `document.text` and whose `text` has wrapped lines joined, tabs as
        blanks. Nothing but white space is lost. Author ruby moves along, with its echoes at later plain places; importer hints set
        kind and speaker.
    """
    ruby = sorted(document.ruby, key=lambda r: r.start)
    echoes = None
    if ruby:  # most texts have none, and the first page does not wait for what hears them
        from texts.echoes import Echoes

        echoes = Echoes()
    index, paragraph = 0, -1
    among_japanese = False
    kind = previous = BlockKind.NARRATION
    for unit in units(document):
        kind = _kind(unit, previous, among_japanese)
        if unit.gap != 0 or kind is not previous or kind is BlockKind.HEADING or unit.lines[0].indented:
            paragraph += 1
        hint = unit.lines[0].hint
        for text, places in _sentences(unit):
            start, end = places[0], places[-1] + 1
            language = language_of(text)
            among_japanese = among_japanese or language in (Language.JA, Language.MIXED)
            yield Sentence(
                index=index,
                block=kind,
                paragraph=paragraph,
                language=language,
                text=text,
                start=start,
                end=end,
                speaker=hint.speaker if hint else None,
                ruby=echoes.heard(text, _ruby_inside(ruby, start, end, places)) if echoes else (),
                text_id=document.id,
            )
            index += 1
        previous = kind


def _kind(unit: Unit, previous: BlockKind, among_japanese: bool) -> BlockKind:
    """Heading, bubble or narration, by how the unit stands in the page."""
    hint = unit.lines[0].hint
    if hint is not None:
        return hint.kind
    text = "".join(line.text for line in unit.lines)
    if not RULE_LINE.fullmatch(text) and HEADING_MARK.match(text) and not text.endswith(("。", *COMMA)) and len(text) <= _HEADING:
        return BlockKind.HEADING
    if _is_bubble(unit, text, previous, among_japanese):
        return BlockKind.BUBBLE
    return BlockKind.HEADING if _is_heading(unit, text) else BlockKind.NARRATION


def _is_bubble(unit: Unit, text: str, previous: BlockKind, among_japanese: bool) -> bool:
    """Whether the unit is speech: short lines that stand apart, lively or English."""
    english = is_english(text)
    short = all(len(line.text) <= (_BUBBLE_LINE_EN if english else _BUBBLE_LINE) for line in unit.lines)
    several = len(unit.lines) > 1
    lively = _LIVELY_END.search(text) is not None
    if unit.gap == 0:  # goes on where a bubble ended; narration does not shout
        return previous is BlockKind.BUBBLE and short and lively and (several or len(text) <= _SHOUT - 8)
    if unit.gap == -1:
        return several and short and lively
    foreign = english and among_japanese  # in an English text, English lines are narration
    if several and short and (unit.gap >= 2 or foreign or lively):
        return True
    if several and not english:
        return False
    if english:
        whole = ends_line(text) or text.endswith(",")
        return foreign and whole and len(text) <= _BUBBLE_ENGLISH and (unit.gap >= 2 or unit.after > 0)
    if _QUOTED.match(text):
        return True
    if unit.gap < 2 or len(text) > _SHOUT:
        return False
    broken_off = unit.after >= 2 and not text.endswith(COMMA) and not ends_line(text)
    return lively or (broken_off and _SPOKEN_END.search(text) is not None)


def _is_heading(unit: Unit, text: str) -> bool:
    """Whether the unit is a title: letters, no sentence mark or comma at the end, and a text follows.

    The first line of a text may ask or shout, if it stands apart.
    """
    if unit.after == -1 or len(unit.lines) > 2 or len(text) > _HEADING:
        return False
    if unit.gap == -1 and unit.after > 0 and len(unit.lines) == 1 and text.endswith(_TITLE_MARK):
        return True
    return not ends_line(text) and not text.endswith(COMMA) and _LETTER.search(text) is not None


def _sentences(unit: Unit) -> Iterator[tuple[str, Sequence[int]]]:
    """The sentences of a unit: each one's text, and for each of its characters the place in the document."""
    text, places = join(unit.lines)
    start = 0
    pending = 0
    for end in _ends(text):
        if pending and _LETTER.search(text, pending, end) is None:  # marks alone belong to what they follow
            pending = end
            continue
        if pending:
            yield from _pieces(text, places, start, pending)
            start = pending
        pending = end
    yield from _pieces(text, places, start, len(text))


def _ends(text: str) -> Iterator[int]:
    yield from boundaries(text)
    yield len(text)


def _pieces(text: str, places: Sequence[int], start: int, end: int) -> Iterator[tuple[str, Sequence[int]]]:
    """A sentence without white space around it; what is longer than `MAX_SENTENCE` is cut at a comma or blank."""
    while start < end:
        cut = end if end - start <= MAX_SENTENCE else _cut(text, start)
        low, high = start, cut
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low < high:
            yield text[low:high], places[low:high]
        start = cut


def _cut(text: str, start: int) -> int:
    """Where to cut an enormous sentence: behind the last comma, blank or bracket that fits, else before a base character."""
    window = text[start : start + MAX_SENTENCE]
    for at in range(len(window) - 1, len(window) // 2, -1):
        if _CUT_AT.match(window[at]):
            return start + at + 1
    end = start + MAX_SENTENCE
    while end > start + MAX_SENTENCE // 2 and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0e\ufe0f"):
        end -= 1
    return end


def _ruby_inside(ruby: Sequence[AuthorRuby], start: int, end: int, places: Sequence[int]) -> tuple[AuthorRuby, ...]:
    """The author's ruby that lies whole inside a sentence, with offsets in its text."""
    if not ruby:
        return ()
    out = []
    low = bisect_right(ruby, start - 1, key=lambda r: r.start)
    for one in ruby[low:]:
        if one.start >= end:
            break
        if one.end <= end:
            first, last = bisect_right(places, one.start) - 1, bisect_right(places, one.end - 1) - 1
            out.append(AuthorRuby(first, last + 1, one.reading))
    return tuple(out)
