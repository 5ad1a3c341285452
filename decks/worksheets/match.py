"""Matching: numbered terms, lettered meanings. In a box no two meanings are alike, and none stands opposite its term."""

from __future__ import annotations

import re

from decks.sheets.model import Part, Row
from decks.worksheets.draw import Draw, apart, important, letter, meanings, term, told
from decks.worksheets.model import Choice, Line, Question
from texts.lemmas import lemma
from texts.model import Language, Pos

_ENDING = re.compile(r"(?<=[一-鿿々ァ-ヺー])(?:する|な|の)\Z")
_BRACKETS = re.compile(r"\([^)]*\)")
_AFTER_HEAD = re.compile(r" (?:of|for|on|in|to|by|with|from|against|between|at)\b|[,;]")
_LAST_WORD = re.compile(r"(?:[ァ-ヺー]+|[一-鿿々]{2})\Z")


def pool(part: Part, *, names: bool) -> list[Row]:
    """The rows that can be matched, most important first."""
    return [row for row in important(part, names=names) if told(row) and meanings(row, row.word.headword, 1).text]


def clash(one: Row, other: Row) -> bool:
    """Whether a meaning of one might do for the other: one is the other's verb, they mean the same, or share a head word (free trade)."""
    if _plain(one.word.headword) == _plain(other.word.headword) or _said(one) & _said(other):
        return True
    return _heads_alike(meanings(one, one.word.headword, 1), meanings(other, other.word.headword, 1))


def laid_out(groups: list[list[Row]], draw: Draw) -> tuple[tuple[Question, ...], tuple[Choice, ...]]:
    """The boxes as questions and choices; letters go on from box to box."""
    questions: list[Question] = []
    choices: list[Choice] = []
    for box, rows in enumerate(groups):
        right = apart(draw.shuffled(rows), rows)
        first = len(choices)
        choices += [
            Choice(letter(first + at), meanings(row, row.word.headword, 1), box) for at, row in enumerate(right)
        ]  # fmt: skip
        questions += [
            Question(first + at + 1, term(row), choices[first + right.index(row)].line, choice=letter(first + right.index(row)), box=box)
            for at, row in enumerate(rows)
        ]
    return tuple(questions), tuple(choices)


def _said(row: Row) -> set[str]:
    return {_plain(gloss.removeprefix("the ").strip()) for gloss in row.word.glosses}


def _plain(text: str) -> str:
    """合意 of 合意する, 重要 of 重要な; anything else in small letters."""
    return _ENDING.sub("", text.strip()).casefold()


def _heads_alike(one: Line, other: Line) -> bool:
    if one.language is Language.EN and other.language is Language.EN:
        return _english_head(one.text) == _english_head(other.text)
    a, b = sorted((_plain(one.text), _plain(other.text)), key=len)
    return b.endswith(a) or _japanese_head(a) == _japanese_head(b)


def _english_head(text: str) -> str:
    """The word a phrase is about, in the singular: tariff of additional tariffs, ministry of Ministry of Defence; of `to agree` agree."""
    phrase = _AFTER_HEAD.split(_BRACKETS.sub("", text).strip().casefold().removeprefix("the "), maxsplit=1)[0]
    words = phrase.removeprefix("to ").split()
    if not words:
        return text.casefold()
    return lemma(words[0], Pos.VERB) if phrase.startswith("to ") else lemma(words[-1], Pos.NOUN)


def _japanese_head(text: str) -> str:
    """The end that says what it is: the katakana word, else the last two kanji, else everything."""
    found = _LAST_WORD.search(text)
    return found[0] if found else text
