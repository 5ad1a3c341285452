"""Words that no dictionary has, cut into pieces that one has: ヘア|マーケット, 右|肺; and names spelt a little otherwise.

Pure: what is known comes as an argument. The analyser's own parts are tried before (`japanese_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from unicodedata import normalize

from dictionaries.library import Candidate
from texts.kana import is_kanji, to_hiragana
from texts.model import Morpheme, Pos, Token

_KATAKANA = re.compile(r"[ァ-ヴー]+")
_LONGEST = {True: 24, False: 6}  # in katakana, in kanji
_MOST_PIECES = 4
_SHORT = 5
"""A word in katakana up to here has no piece of two characters."""
_ONE_SHORT = 6.0
"""What a piece of two characters costs: there is one at most."""
_Way = tuple[float, tuple[int, ...]]  # what it costs, and where the pieces end
_NEVER_FIRST = "ーァィゥェォャュョッン"
_PLURAL = {"ズ": "", "ス": "クプフ"}
"""The English plural as katakana writes it after a word that is known, and after which sounds only: ガーデンズ, トリックス."""
_SAME_SOUND = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ティ", "チ"), ("ディ", "ジ"), ("ウィ", "ウイ"),
    ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("クァ", "クア"), ("ツィ", "チ"), ("トゥ", "ツ"), ("フュ", "ヒュ"), ("イェ", "イエ"),
    ("トゥ", "ト"), ("ドゥ", "ド"), ("ズィ", "ジ"), ("スィ", "シ"), ("テュ", "チュ"), ("デュ", "ジュ"),
)  # fmt: skip
_NOUN = ("名詞", "普通名詞", "一般", "*", "*", "*")


def forms(token: Token) -> tuple[str, ...]:
    """What to ask the library for about a word that nobody knows: its pieces and its other spellings; () where it is not to be cut."""
    text = token.surface
    katakana = _KATAKANA.fullmatch(text) is not None
    if not 2 <= len(text) <= _LONGEST[katakana]:
        return ()
    if katakana:
        return (*spellings(text), *_substrings(text, 2))
    return tuple(_substrings(text, 1)) if token.pos is not Pos.PROPER and all(map(is_kanji, text)) else ()


def spellings(text: str) -> tuple[str, ...]:
    """Other ways to write a foreign name or word in katakana, one difference each: シャックルトン, シャクルトン."""
    found: dict[str, None] = {}
    for one, other in _SAME_SOUND:
        for ours, theirs in ((one, other), (other, one)):
            if ours in text:
                found[text.replace(ours, theirs)] = None
    for place, character in enumerate(text):
        if character in "ーッ" and place:
            found[text[:place] + text[place + 1 :]] = None
    if text[-1] in "ズス":
        found[text[:-1] + ("ス" if text[-1] == "ズ" else "ズ")] = None
    if text.endswith("ッツ"):  # ジェッツ, jets
        found[text[:-1] + "ト"] = None
    if text[-1] != "ー":
        found[text + "ー"] = None
    return tuple(form for form in found if len(form) > 2)


def cut(token: Token, found: Mapping[str, Sequence[Candidate]], own: Callable[[str], bool]) -> tuple[Morpheme, ...]:
    """The pieces of a word, as an analyser would have cut them, fewest and best known first; () when it cannot be cut.

    Words only: of names, or of names and words, any foreign name can be made. `own` says whether our lexicon has a piece.
    """
    text = token.surface
    cost = _katakana_cost if _KATAKANA.fullmatch(text) else _kanji_cost
    best: list[_Way | None] = [(0.0, ()), *[None] * len(text)]
    for end in range(1, len(text) + 1):
        for start in range(end):
            way = best[start]
            if way is None or len(way[1]) == _MOST_PIECES or end - start == len(text):
                continue
            piece = text[start:end]
            price = cost(piece, text, [c for c in found.get(piece, ()) if c.standing <= 0 and not c.is_name])
            if piece in _PLURAL and start and end == len(text):
                price = 1.0 if not _PLURAL[piece] or text[start - 1] in _PLURAL[piece] else None
            elif price is None and own(piece):
                price = 1.0
            old = best[end]
            if price is not None and (old is None or way[0] + price < old[0]):
                best[end] = (way[0] + price, (*way[1], end))
    chosen = best[-1]
    if chosen is None or chosen[0] >= 2 * _ONE_SHORT:
        return ()
    spans = tuple(zip((0, *chosen[1][:-1]), chosen[1], strict=True))
    readings = _read([[r for c in found.get(text[a:b], ()) if not c.is_name for r in c.readings] for a, b in spans], token.reading)
    return tuple(
        Morpheme(token.start + a, token.start + b, text[a:b], text[a:b], text[a:b], reading, _NOUN)
        for (a, b), reading in zip(spans, readings, strict=True)
    )


def _katakana_cost(piece: str, text: str, words: Sequence[Candidate]) -> float | None:
    """What it costs to take a piece in katakana for a word, None when it is none."""
    if not words or len(piece) < 2 or piece[0] in _NEVER_FIRST:
        return None
    common = any(word.priority for word in words)
    if len(piece) == 2:
        return _ONE_SHORT if common and len(text) > _SHORT else None
    return 1.0 if common else 1.4


def _kanji_cost(piece: str, _text: str, words: Sequence[Candidate]) -> float | None:
    """What it costs to take a piece in kanji for a word, None when it is none."""
    if not any(word.written for word in words):
        return None
    return 1.0 if len(piece) > 1 else 1.3


def _read(choices: Sequence[Sequence[str]], reading: str) -> tuple[str, ...]:
    """A reading for each piece, so that together they are the word's, sounds that change where words join aside; else "" for each."""
    if not choices:
        return () if not reading else ("",)
    for kana in dict.fromkeys(map(to_hiragana, choices[0])):
        if kana and _unvoiced(reading[: len(kana)]) == _unvoiced(kana):
            rest = _read(choices[1:], reading[len(kana) :])
            if len(rest) == len(choices) - 1 and (rest or len(kana) == len(reading)) and "" not in rest:
                return (kana, *rest)
    return ("",) * len(choices)


def _unvoiced(kana: str) -> str:
    """The first sound without its voice: がいしゃ is かいしゃ."""
    return normalize("NFD", kana[:1])[:1] + kana[1:]


def _substrings(text: str, shortest: int) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + shortest, len(text) + 1):
            if end - start < len(text):
                yield text[start:end]
