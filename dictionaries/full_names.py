"""Foreign names of several parts in Japanese: セリーナ・ウィリアムズ. Dictionaries of names leave the points out, Japanese does not.

A name is cut where its parts, which are names themselves, say it ends; only persons are written so. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dictionaries.english_keys import query_keys
from dictionaries.library import Translation
from dictionaries.model import Entry
from texts.model import Pos, Token

_KATAKANA = re.compile("[ァ-ヺー]{4,}")


def name_keys(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What to ask for beside a phrase: the parts of a name, which tell where its parts end in Japanese; () when it is none."""
    if any(token.pos is not Pos.PROPER for token in tokens):
        return ()
    return tuple(dict.fromkeys(key for token in tokens for key in query_keys(token.surface)))


def with_points(translation: Translation, tokens: Sequence[Token], found: Mapping[str, Sequence[Translation]]) -> Translation:
    """A foreign name of several parts as it is written, with ・ between them: dictionaries of names leave that out."""
    if not translation.is_name or len(tokens) < 2 or not _KATAKANA.fullmatch(translation.headword):
        return translation
    parts = [frozenset(t.headword for key in query_keys(token.surface) for t in found.get(key, ())) for token in tokens]
    cut = _cut(translation.headword, parts, unknown=1)
    return translation if cut is None else replace(translation, headword="・".join(cut))


def without_points(gloss: str, entries: Sequence[Entry]) -> str:
    """A place or company as its entry writes it: パロアルト."""
    heads = [entry.headword for entry in entries]
    plain = gloss.replace("・", "")
    return plain if gloss not in heads and plain in heads else gloss


def _cut(text: str, parts: Sequence[frozenset[str]], unknown: int) -> tuple[str, ...] | None:
    """`text` cut into one of each of `parts`, of which so many may be unknown; None when it cannot be."""
    if len(parts) == 1:
        return (text,) if text in parts[0] or (text and unknown) else None
    known = [end for end in range(1, len(text)) if text[:end] in parts[0]]
    for end in (*reversed(known), *(range(2, len(text) - 1) if unknown else ())):
        rest = _cut(text[end:], parts[1:], unknown - (end not in known))
        if rest is not None:
            return text[:end], *rest
    return None
