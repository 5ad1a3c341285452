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
"""Characters: a word in katakana up to here has no piece of two, a shorter one no other spelling: too many names are near."""
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
    if text.endswith("ッツ"):  # ジェッツ, jets
        return (text[:-1] + "ト",)
    for one, other in _SAME_SOUND:
        for ours, theirs in ((one, other), (other, one)):
            if ours in text:
                found[text.replace(ours, theirs)] = None
    for place, character in enumerate(text):
        if character in "ーッ" and place:
            found[text[:place] + text[place + 1 :]] = None
    if text[-1] in "ズス":
        found[text[:-1] + ("ス" if text[-1] == "ズ" else "ズ")] = None
    if text[-1] != "ー":
        found[text + "ー"] = None
    return tuple(found) if len(text) >= _SHORT else ()


def cut(token: Token, found: Mapping[str, Sequence[Candidate]], own: Callable[[str], str]) -> tuple[Morpheme, ...]:
    """The pieces of a word, as an analyser would have cut them, fewest and best known first; () when it cannot be cut.

    Words only: of names, or of names and words, any foreign name can be made. In katakana only loanwords (アイ is no 藍); in kanji only
    where the pieces are read as the word is. `own` is the reading of a piece that our lexicon has, else "".
    """
    text = token.surface
    katakana = _KATAKANA.fullmatch(text) is not None
    words = {piece: [c for c in cs if c.standing <= 0 and not c.is_name and _fits(c, piece, katakana)] for piece, cs in found.items()}
    spans = _cheapest(text, lambda start, end: _cost(text, start, end, words.get(text[start:end], ()), own))
    if katakana or not spans:
        return tuple(Morpheme(token.start + a, token.start + b, text[a:b], text[a:b], text[a:b], "", _NOUN) for a, b in spans)
    kana = [[own(text[a:b]), *(r for c in words.get(text[a:b], ()) for r in c.readings)] for a, b in spans]
    readings = _read(kana, token.reading)
    return tuple(
        Morpheme(token.start + a, token.start + b, text[a:b], text[a:b], text[a:b], reading, _pos(a, b, len(text)))
        for (a, b), reading in zip(spans, readings, strict=False)
    )


def _fits(candidate: Candidate, piece: str, katakana: bool) -> bool:
    if katakana:
        return not candidate.forms or piece in candidate.forms
    return candidate.written and (len(piece) > 1 or candidate.priority > 0)


def _cheapest(text: str, price: Callable[[int, int], float | None]) -> tuple[tuple[int, int], ...]:
    """The cheapest way to cut a text in two to four, () when there is none."""
    best: list[_Way | None] = [(0.0, ()), *[None] * len(text)]
    for end in range(1, len(text) + 1):
        for start in range(end):
            way = best[start]
            if way is None or len(way[1]) == _MOST_PIECES or end - start == len(text):
                continue
            cost, old = price(start, end), best[end]
            if cost is not None and (old is None or way[0] + cost < old[0]):
                best[end] = (way[0] + cost, (*way[1], end))
    chosen = best[-1]
    if chosen is None or chosen[0] >= 2 * _ONE_SHORT:
        return ()
    return tuple(zip((0, *chosen[1][:-1]), chosen[1], strict=True))


def _cost(text: str, start: int, end: int, words: Sequence[Candidate], own: Callable[[str], str]) -> float | None:
    """What it costs to take a piece for a word, None when it is none."""
    piece, size = text[start:end], end - start
    if is_kanji(piece[0]):
        return (1.0 if size > 1 else 1.3) if words or own(piece) else None
    if start and end == len(text) and piece in _PLURAL:
        return 1.0 if not _PLURAL[piece] or text[start - 1] in _PLURAL[piece] else None
    if not words or size < 2 or piece[0] in _NEVER_FIRST:
        return None
    common = any(word.priority for word in words)
    if size == 2:
        return _ONE_SHORT if common and len(text) > _SHORT else None
    return 1.0 if common else 1.4


def _pos(start: int, end: int, length: int) -> tuple[str, ...]:
    """A single kanji is a prefix before the rest, a suffix behind it."""
    if end - start > 1:
        return _NOUN
    return ("接頭辞",) if start == 0 else ("接尾辞", "名詞的", "一般") if end == length else _NOUN


def _read(choices: Sequence[Sequence[str]], reading: str) -> tuple[str, ...]:
    """A reading for each piece, so that together they are the word's, sounds that change where words join aside; () when there is none."""
    for kana in dict.fromkeys(map(to_hiragana, choices[0])):
        if not kana or _unvoiced(reading[: len(kana)]) != _unvoiced(kana):
            continue
        if len(choices) == 1:
            if len(kana) == len(reading):
                return (kana,)
        elif rest := _read(choices[1:], reading[len(kana) :]):
            return (kana, *rest)
    return ()


def _unvoiced(kana: str) -> str:
    """The first sound without its voice: がいしゃ is かいしゃ."""
    return normalize("NFD", kana[:1])[:1] + kana[1:]


def _substrings(text: str, shortest: int) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + shortest, len(text) + 1):
            if end - start < len(text):
                yield text[start:end]
