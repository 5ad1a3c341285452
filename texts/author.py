"""Puts the author's ruby in place of ours. Pure.

It beats every other reading, whatever it covers; the words it crosses become one word, so that no ruby crosses a word's border. Its echo
at a later plain place counts only where the analyser sees a word (or words) by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from texts.kana import is_kanji, to_hiragana
from texts.model import AuthorRuby, Language, Origin, Pos, Ruby, Token


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
    kept = [own for own in ruby if not any(own.start < their.end and their.start < own.end for their in author)]
    kept += [Ruby(their.start, their.end, their.reading, origin, sure=True) for their in author]
    kept.sort(key=lambda span: span.start)
    merged: list[Token] = []
    for token in tokens:
        if merged and any(their.start < merged[-1].end and token.start < their.end and token.start > their.start for their in author):
            merged[-1] = _merge(text, merged[-1], token)
        else:
            merged.append(token)
    touched = [
        _read_again(token, kept) if any(their.start < token.end and token.start < their.end for their in author) else token
        for token in merged
    ]
    return touched, kept


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
    own = next((span for span in ruby if span.start < stem <= span.end), None)
    if own is not None and own.origin is Origin.RULE and own.sure and own.start == last.start and own.reading != last.reading[:-1]:
        return ()
    return _as_fine_as_ours(ruby, (*row[:-1], AuthorRuby(last.start, stem, last.reading[:-1], echo=True)))


def _as_fine_as_ours(ruby: Sequence[Ruby], row: Sequence[AuthorRuby]) -> Sequence[AuthorRuby]:
    """A row of echoes that reads as we do has its kana over each kanji, as ours have."""
    start, end = row[0].start, row[-1].end
    ours = [own for own in ruby if own.start < end and start < own.end]
    tiled = ours and ours[0].start == start and ours[-1].end == end and all(a.end == b.start for a, b in pairwise(ours))
    if not tiled or to_hiragana("".join(own.reading for own in ours)) != to_hiragana("".join(their.reading for their in row)):
        return row
    return [AuthorRuby(own.start, own.end, own.reading, echo=True) for own in ours]


def _borders(tokens: Sequence[Token], start: int, end: int) -> tuple[set[int], bool]:
    """The analyser's borders around a stretch, and whether the stretch begins inside a number."""
    borders: set[int] = set()
    for token in tokens:
        if token.start <= end and start <= token.end:
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
    """A token with the reading that its ruby spells."""
    over = {span.start - token.start: span for span in ruby if token.start <= span.start and span.end <= token.end}
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
