"""Puts the author's ruby in place of ours. Pure.

It beats every other reading, whatever it covers; the words it crosses become one word, so that no ruby crosses a word's border. Its echo
at a later plain place counts only where the analyser sees a word (or words) by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Final

from texts.kana import is_kanji, to_hiragana
from texts.model import AuthorRuby, Language, Origin, Pos, Ruby, Token

# tokens and ruby stand in order, so those at a place are found by halving
_start: Final = attrgetter("start")
_end: Final = attrgetter("end")


def put_author_ruby(
    text: str, tokens: Sequence[Token], ruby: Sequence[Ruby], author: Sequence[AuthorRuby], origin: Origin = Origin.AUTHOR
) -> tuple[list[Token], list[Ruby]]:
    """The tokens and ruby of a sentence under its author's ruby.

    Args:
        text: the sentence.
        tokens: ours, in order.
        ruby: ours, in order.
        author: the author's, offsets in the sentence, with echoes of earlier places (`texts.echoes`).
        origin: whose readings these are: the reader's over Latin letters come the same way.

    Returns:
        The tokens with the readings the author wants, tiling the sentence as before, and all ruby in order.
    """
    if any(their.echo for their in author):
        author = _heard(text, tokens, ruby, author)
    covered = _Places([(their.start, their.end) for their in author])
    kept = [own for own in ruby if not covered.meet(own.start, own.end)]
    kept += [Ruby(their.start, their.end, their.reading, origin, sure=True) for their in author]
    kept.sort(key=lambda span: span.start)
    merged: list[Token] = []
    for token in tokens:
        if merged and covered.meet(token.start, merged[-1].end):  # one of them begins before the border and goes on behind it
            merged[-1] = _merge(text, merged[-1], token)
        else:
            merged.append(token)

    def under(token: Token) -> Sequence[Ruby]:
        return kept[bisect_left(kept, token.start, key=_start) : bisect_left(kept, token.end, key=_start)]

    return [_read_again(token, under(token)) if covered.meet(token.start, token.end) else token for token in merged], kept


class _Places:
    """Stretches of a sentence, which may overlap; a long line can have a thousand."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # how far any reaches up to here

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them begins before `end` and ends after `start`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _heard(text: str, tokens: Sequence[Token], ruby: Sequence[Ruby], author: Sequence[AuthorRuby]) -> list[AuthorRuby]:
    """The author's own ruby and the echoes that stand over a word; of a row of echoes without a gap all or none."""
    out: list[AuthorRuby] = []
    row: list[AuthorRuby] = []
    for their in (*author, None):
        if row and (their is None or not their.echo or their.start != row[-1].end):
            out += _word_under(text, tokens, ruby, row)
            row = []
        if their is not None:
            (row if their.echo else out).append(their)
    return sorted(out, key=lambda one: one.start)


def _word_under(text: str, tokens: Sequence[Token], ruby: Sequence[Ruby], row: Sequence[AuthorRuby]) -> Sequence[AuthorRuby]:
    """A row of echoes as it stands if there is a word under it; else nothing.

    Its beginning must be one of the analyser's borders, or stand behind kana (お客); its end too, unless it reaches over the first kana
    of an ending: then the word must go on there, and no rule may have taken it for another word at this place.
    """
    start, end, last = row[0].start, row[-1].end, row[-1]
    borders, numbers = _borders(tokens, start, end)
    if numbers or not (start in borders or not is_kanji(text[start - 1])):
        return ()
    stem = end - 1 if end - last.start > 1 and not is_kanji(text[end - 1]) and is_kanji(text[end - 2]) else end
    if stem == end:
        return _as_fine_as_ours(ruby, row) if end in borders else ()
    if stem in borders:
        return ()
    before = bisect_left(ruby, stem, key=_start)
    own = ruby[before - 1] if before and ruby[before - 1].end >= stem else None
    if own is not None and own.origin is Origin.RULE and own.sure and own.start == last.start and own.reading != last.reading[:-1]:
        return ()
    return _as_fine_as_ours(ruby, (*row[:-1], AuthorRuby(last.start, stem, last.reading[:-1], echo=True)))


def _as_fine_as_ours(ruby: Sequence[Ruby], row: Sequence[AuthorRuby]) -> Sequence[AuthorRuby]:
    """A row of echoes that reads as we do has its kana over each kanji, as ours have."""
    start, end = row[0].start, row[-1].end
    ours = ruby[bisect_right(ruby, start, key=_end) : bisect_left(ruby, end, key=_start)]
    tiled = ours and ours[0].start == start and ours[-1].end == end and all(a.end == b.start for a, b in pairwise(ours))
    if not tiled or to_hiragana("".join(own.reading for own in ours)) != to_hiragana("".join(their.reading for their in row)):
        return row
    return [AuthorRuby(own.start, own.end, own.reading, echo=True) for own in ours]


def _borders(tokens: Sequence[Token], start: int, end: int) -> tuple[set[int], bool]:
    """The analyser's borders around a stretch, and whether the stretch begins inside a number."""
    borders: set[int] = set()
    for token in tokens[bisect_left(tokens, start, key=_end) : bisect_right(tokens, end, key=_start)]:
        borders |= {token.start, token.end}
        borders.update(morpheme.start for morpheme in token.morphemes)
        if token.pos is Pos.NUMBER and token.start < start < token.end:
            return borders, True
    return borders, False


def _merge(text: str, first: Token, second: Token) -> Token:
    surface = text[first.start : second.end]
    return Token(
        first.start, second.end, surface, first.language, surface, first.reading + second.reading, first.reading +
        second.lemma_reading, Pos.NOUN if first.language is Language.JA else first.pos, surface, first.morphemes +
        second.morphemes,
    )  # fmt: skip


def _read_again(token: Token, ruby: Sequence[Ruby]) -> Token:
    """A token with the reading that its ruby, which begins in it, spells."""
    over = {span.start - token.start: span for span in ruby if span.end <= token.end}
    at, kana = 0, ""
    while at < len(token.surface):
        if at in over:
            kana += to_hiragana(over[at].reading).replace("・", "")
            at = over[at].end - token.start
        elif is_kanji(token.surface[at]):
            return token  # part of it is still unread
        else:
            kana += to_hiragana(token.surface[at])
            at += 1
    lemma_reading = kana
    if token.lemma != token.surface:
        stem = 0
        while stem < min(len(token.lemma), len(token.surface)) and token.lemma[stem] == token.surface[stem]:
            stem += 1
        tail = to_hiragana(token.surface[stem:])
        lemma_reading = kana.removesuffix(tail) + to_hiragana(token.lemma[stem:]) if kana.endswith(tail) else token.lemma_reading
    return token._replace(reading=kana, lemma_reading=lemma_reading)
