"""How a dictionary may write what a text has in several tokens: 手は引かなかった is 手を引く, 目を光らせている is 目を光らせる.

Pure; it knows no words. `expressions` says which stretches may be one expression, `inner_forms` which verb stands inside an inflected one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from texts.model import Language, Pos, Token

SILENT = frozenset((Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL))
Span = tuple[int, int, tuple[str, ...]]
"""A stretch of tokens, as half-open indexes, and how it may be spelt."""

_NOT_FIRST = frozenset((Pos.AUXILIARY, Pos.SYMBOL))
_NOMINAL = frozenset((Pos.NOUN, Pos.VERBAL_NOUN, Pos.SUFFIX, Pos.NA_ADJECTIVE))
_PREDICATE = frozenset((Pos.VERB, Pos.ADJECTIVE))
_LONGEST_EXPRESSION = 6  # tokens
_LONGEST_SPELLING = 12  # characters before the last token: 99 % of JMdict's expressions are no longer
_PARTICLES = frozenset("はものに")
_ADVERBIAL = frozenset((Pos.ADVERB, Pos.ADJECTIVE, Pos.NA_ADJECTIVE))
_VOICE = frozenset(("れる", "られる", "せる", "させる"))
_NOT = frozenset(("ない", "ぬ"))
_TE = frozenset(("て", "で"))
_AFTER_TE = {"くる": ("くる", "来る"), "いく": ("いく", "行く"), "おく": ("おく", "置く"), "来る": ("来る",), "行く": ("行く",)}


class _Loose(Enum):
    """What a dictionary writes otherwise, or leaves out."""

    TOPIC = "は or も where the dictionary has を or が"
    DOUBLED = "は or も after another particle"
    LINK = "の where the dictionary has が: 気の乗らない"
    ADVERB = "an adverb between a particle and its verb"


def expressions(tokens: Sequence[Token]) -> Iterator[Span]:
    """Stretches of tokens that may be one expression, as half-open indexes, with how a dictionary may write them.

    Longest first from each start. Spellings: as they stand, with the last token's lemma, with its normalised form, with the verb inside it
    (`inner_forms`); then the same with other particles and without adverbs, for what ends in a verb or an adjective. See `is_exact`.
    """
    count = len(tokens)
    goes_on = [place > 0 and _continues(tokens[place - 1], token) for place, token in enumerate(tokens)]
    endings = [_endings(token) for token in tokens]
    loose = [
        _loose(tokens, place) if token.surface in _PARTICLES or token.pos in _ADVERBIAL else None for place, token in enumerate(tokens)
    ]
    for start, token in enumerate(tokens):
        if start + 1 == count or not goes_on[start + 1] or token.language is not Language.JA or token.pos in _NOT_FIRST:
            continue
        found: list[Span] = []
        head = token.surface
        others: tuple[str, ...] = ()
        for end in range(start + 1, min(count, start + _LONGEST_EXPRESSION)):
            if not goes_on[end]:
                break
            ending = endings[end]
            if ending:
                texts = tuple([head + last for last in ending])
                if others and tokens[end].pos in _PREDICATE:
                    texts += tuple([other + last for other in others for last in ending])
                found.append((start, end + 1, texts))
            kind = loose[end]
            if kind is not None:
                others = _loosened(kind, head, others)
            elif others:
                others = tuple([other + tokens[end].surface for other in others])
            head += tokens[end].surface
            if len(head) > _LONGEST_SPELLING:
                break
        found.reverse()
        yield from found


def is_exact(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a spelling of `expressions` begins as the tokens stand, with the same particles and with what is between them."""
    return text.startswith(joined(tokens[:-1]))


def joined(tokens: Sequence[Token]) -> str:
    """The tokens' text."""
    return "".join([token.surface for token in tokens])


def may_be_name(tokens: Sequence[Token]) -> bool:
    """Whether several tokens may be one name: names, and what joins them."""
    return all(token.pos is Pos.PROPER or token.surface in "・＝" for token in tokens)


def inner_forms(token: Token) -> tuple[str, ...]:
    """Verbs inside an inflected one that dictionaries may have, longest first: 行われている has 行われる, 出てきた 出てくる."""
    if token.pos is not Pos.VERB or len(token.morphemes) < 2:
        return ()
    found: list[str] = []
    before = ""
    for morpheme in token.morphemes:
        lemma = morpheme.lemma
        if lemma in _VOICE and before:
            found.append(token.surface[: morpheme.start - token.start] + lemma)
        elif before in _TE and lemma in _AFTER_TE:
            spelt = token.surface[: morpheme.start - token.start]
            found += [spelt + form for form in _AFTER_TE[lemma]]
        before = lemma
    return tuple(found[::-1])


def _endings(token: Token) -> tuple[str, ...]:
    """How the last word of an expression may be written: as it stands, by its lemma, in its normalised form …; () for marks."""
    if token.pos is Pos.SYMBOL:
        return ()
    surface, lemma, normalized = token.surface, token.lemma, token.normalized or token.lemma
    if surface == lemma == normalized:
        return (surface,)
    if len(token.morphemes) < 2 or token.pos not in _PREDICATE:
        return (surface, lemma, normalized)
    negated = tuple([surface[: m.start - token.start] + "ない" for m in token.morphemes if m.lemma in _NOT and m.start > token.start])
    return (surface, lemma, normalized, *inner_forms(token), *negated)  # 立たない in 立たなかった


def _loose(tokens: Sequence[Token], place: int) -> _Loose | None:
    token = tokens[place]
    if place == 0:
        return None
    before = tokens[place - 1].pos
    if token.surface == "に" and before is Pos.NA_ADJECTIVE and place > 1 and tokens[place - 2].pos is Pos.PARTICLE:
        return _Loose.ADVERB  # 約束を|完全|に|反故にする
    if token.pos is Pos.PARTICLE:
        if token.surface in "はも":
            return _Loose.TOPIC if before in _NOMINAL else _Loose.DOUBLED if before is Pos.PARTICLE else None
        if token.surface == "の" and before in _NOMINAL and place + 1 < len(tokens) and tokens[place + 1].pos in _PREDICATE:
            return _Loose.LINK
        return None
    if before is not Pos.PARTICLE:
        return None
    adverb = token.pos is Pos.ADVERB or (token.pos is Pos.ADJECTIVE and token.surface.endswith("く"))
    if token.pos is Pos.NA_ADJECTIVE:
        adverb = place + 1 < len(tokens) and tokens[place + 1].surface == "に"
    return _Loose.ADVERB if adverb else None


def _loosened(kind: _Loose, head: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Other spellings of what stands before, when a token is written otherwise or left out."""
    if kind is _Loose.TOPIC:
        return (head + "を", head + "が")
    if kind is _Loose.LINK:
        return (head + "が",)
    return others or (head,)


def _continues(token: Token, following: Token) -> bool:
    if following.language is not Language.JA or following.start != token.end:
        return False
    return following.pos is not Pos.SYMBOL or following.surface in "・＝"
