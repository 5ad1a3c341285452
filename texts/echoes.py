"""The author's ruby at later plain places of the same word in the same text. Pure; needs no analyser.

An author writes the reading of a rare word once, where it first stands. What is found here by the text alone is an offer: whether
the place is a word by itself is for `texts.author` to see, which has the analyser's morphemes. The echo of a word that inflects reaches
over the first kana of its ending (謳《うた》う … 謳っ), that of any other ends with the word: so `texts.author` can tell 話す and 話.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from texts.kana import has_kanji, is_kana, is_kanji, to_hiragana
from texts.lazy import LazyPattern
from texts.model import AuthorRuby

_LATIN: Final = LazyPattern("[A-Za-zＡ-Ｚａ-ｚ]")
_ALNUM: Final = LazyPattern("[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]")
_NUMERAL: Final = LazyPattern("[0-9０-９〇一二三四五六七八九十百千万億兆.,．，]")

# What may follow a word that does not inflect. Kana that are as often okurigana (上がる, 頼もしい, 愛でる) need the look ahead; one kanji
# alone takes verb endings more often than a noun of two does (話した is no 話 + した).
_AFTER_NOUN: Final = LazyPattern(
    r"(?:[はをのへや]|に(?!やか)|が(?![らりるれろっ])|と(?![うおくらりるれろっ])|も(?!し)|で(?![るてた])|だ|な[のんら](?!い)|から|まで|より|たち|さん|くん|ちゃん|さま|など|$)"
)
_AFTER_COMPOUND: Final = LazyPattern(
    r"(?:し[たてなまよ]|す[るれ]|[させ]れ|させ|せ[よずぬ]|な|か(?!さ)|こそ|さえ|しか|って|ら|じゃ|ぐらい|くらい|ばかり|ほど|だけ|よ|ね)"
)
# The first kana of an inflecting word's endings belong to one of these rows (the sound changes of 書いた, 読んだ, 言った among them).
_ROWS: Final = (
    frozenset("かきくけこい"), frozenset("がぎぐげごい"), frozenset("さしすせそ"), frozenset("たちつてとっ"), frozenset("なにぬねのん"),
    frozenset("ばびぶべぼん"), frozenset("まみむめもん"), frozenset("らりるれろっ"), frozenset("わいうえおっ"), frozenset("いくかけさ"),
)  # fmt: skip
_E_ROW: Final = frozenset("けげせてねべめれえ")


@dataclass(frozen=True, slots=True)
class _Base:
    """A word the author has read: what is read over which of its characters, and the kana that followed it."""

    text: str
    parts: tuple[AuthorRuby, ...]  # offsets in `text`
    tail: str
    inflects: bool


class Echoes:
    """What the author has read so far; fed with the sentences of one text, in order."""

    def __init__(self) -> None:
        self._bases: dict[str, dict[str, _Base]] = {}  # by first character, then by text

    def heard(self, text: str, ruby: Sequence[AuthorRuby]) -> tuple[AuthorRuby, ...]:
        """The ruby of the next sentence with echoes of what was read before each place.

        Args:
            text: the sentence.
            ruby: the author's in it, in order.

        Returns:
            All of it in order, none overlapping; the newest reading of a word counts. A base without kanji and Latin letters has no
            echo, nor has a ruby that is no reading (dots beside a line).
        """
        if not ruby and not self._bases:
            return ()
        out: list[AuthorRuby] = []
        at, index = 0, 0
        while at < len(text):
            if index < len(ruby) and ruby[index].start <= at:
                stop = index + 1
                while stop < len(ruby) and ruby[stop].start == ruby[stop - 1].end:
                    stop += 1
                out += ruby[index:stop]
                self._learn(text, ruby[index:stop])
                at, index = max(at + 1, ruby[stop - 1].end), stop
                continue
            limit = ruby[index].start if index < len(ruby) else len(text)
            base = self._at(text, at, limit)
            if base is None:
                at += 1
                continue
            out += _placed(base, text, at)
            at += len(base.text)
        return tuple(out)

    def _learn(self, text: str, group: Sequence[AuthorRuby]) -> None:
        """Keep a row of ruby without a gap: as one word (漢《かん》字《じ》), and each that is a word by itself."""
        rows: list[Sequence[AuthorRuby]] = [(one,) for one in group if len(group) == 1 or one.end - one.start > 1]
        if len(group) > 1:
            rows.append(group)
        for row in rows:
            base = _base(text, row)
            if base is not None:
                self._bases.setdefault(base.text[0], {})[base.text] = base

    def _at(self, text: str, at: int, limit: int) -> _Base | None:
        known = self._bases.get(text[at])
        if known is None:
            return None
        fitting = (base for base in known.values() if at + len(base.text) <= limit and text.startswith(base.text, at))
        return max((base for base in fitting if _same_word(base, text, at)), key=lambda base: len(base.text), default=None)


def _base(text: str, row: Sequence[AuthorRuby]) -> _Base | None:
    """The word under a row of ruby, without okurigana that stands under it; None when it has no echo."""
    start, end = row[0].start, row[-1].end
    last = row[-1].reading
    while end > row[-1].start + 1 and is_kana(text[end - 1]) and to_hiragana(last).endswith(to_hiragana(text[end - 1])) and len(last) > 1:
        end, last = end - 1, last[:-1]
    word, tail = text[start:end], text[end : end + 3]
    if not word or not (has_kanji(word) or _LATIN.search(word)) or not all(is_kana(one.reading.replace("・", "")) for one in row):
        return None
    if len(word) == 1 and _kanji_beside(text, start, end):
        return None  # part of a longer word: 大《おお》国主
    inflects = is_kana(tail[:1]) and not (_AFTER_NOUN.match(tail) or (len(word) > 1 and _AFTER_COMPOUND.match(tail)))
    parts = [AuthorRuby(one.start - start, one.end - start, one.reading) for one in row[:-1]]
    parts.append(AuthorRuby(row[-1].start - start, end - start, last))
    return _Base(word, tuple(parts), tail, inflects)


def _placed(base: _Base, text: str, at: int) -> Iterator[AuthorRuby]:
    """The echo of a word at a place."""
    *others, last = base.parts
    for part in others:
        yield AuthorRuby(at + part.start, at + part.end, part.reading, echo=True)
    end = at + last.end
    kana = to_hiragana(text[end]) if base.inflects else ""
    yield AuthorRuby(at + last.start, end + len(kana), last.reading + kana, echo=True)


def _same_word(base: _Base, text: str, at: int) -> bool:
    """Whether the word may be the same here, by the characters around it."""
    end = at + len(base.text)
    before, tail = text[at - 1 : at], text[end : end + 2]
    if len(base.text) == 1 and _kanji_beside(text, at, end):
        return False  # 人《ひと》 is not in 日本人
    if _ALNUM.match(base.text[0]) and _ALNUM.match(before):
        return False
    if _ALNUM.match(base.text[-1]) and _ALNUM.match(tail):
        return False
    if _NUMERAL.match(base.text[0]) and _NUMERAL.match(before):
        return False  # 一日 in 二十一日
    return not base.inflects or _same_endings(base.tail, tail)


def _same_endings(first: str, later: str) -> bool:
    """Whether two words with the same kanji may be forms of one: 謳う, 謳った; not 話す, 話は or 開く, 開ける."""
    if not is_kana(later[:1]):
        return False
    if first[0] == later[0]:
        return True
    if any(tail[0] in _E_ROW and tail[1:2] != "ば" for tail in (first, later)):
        return False  # 開けた: another verb than 開いた
    return any(first[0] in row and later[0] in row for row in _ROWS)


def _kanji_beside(text: str, start: int, end: int) -> bool:
    return any(is_kanji(character) for character in (text[start - 1 : start] if start else "") + text[end : end + 1])
