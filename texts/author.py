"""Puts the author's ruby in place of ours. Pure.

It beats every other reading, whatever it covers; the words it crosses become one word, so that no ruby crosses a word's border.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from texts.kana import is_kanji, to_hiragana
from texts.model import AuthorRuby, Language, Origin, Pos, Ruby, Token


def put_author_ruby(
    text: str, tokens: Sequence[Token], ruby: Sequence[Ruby], author: Sequence[AuthorRuby]
) -> tuple[list[Token], list[Ruby]]:
    """The tokens and ruby of a sentence under its author's ruby.

    Args:
        text: the sentence.
        tokens: ours, in order.
        ruby: ours, in order.
        author: the author's, offsets in the sentence.

    Returns:
        The tokens with the readings the author wants, tiling the sentence as before, and all ruby in order.
    """
    kept = [own for own in ruby if not any(own.start < their.end and their.start < own.end for their in author)]
    kept += [Ruby(their.start, their.end, their.reading, Origin.AUTHOR, sure=True) for their in author]
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
    return replace(token, reading=kana, lemma_reading=lemma_reading)
