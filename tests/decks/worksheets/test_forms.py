"""The form that a gap wants, told from its letters, and how the key writes it."""

from __future__ import annotations

import pytest

from decks.model import Word
from decks.worksheets.forms import as_in_bank, hint
from texts.model import Language


def word(headword: str, pos: str, inflection: tuple[str, ...] = (), surface: str = "") -> Word:
    language = Language.EN if headword.isascii() else Language.JA
    return Word(language, headword, "", (), pos, ("x",), "entry", "taiyaku", None, surface, inflection=inflection)


@pytest.mark.parametrize(
    ("headword", "form", "pos", "expected"),
    [
        ("trade war", "trade wars", "noun", "複数形"),
        ("country", "Countries", "noun", "複数形"),
        ("agree to", "agreed to", "verb", "過去形・過去分詞"),
        ("break off", "broke off", "verb", "過去形"),
        ("break off", "broken off", "verb", "過去分詞"),
        ("strike", "strikes", "verb", "三人称単数現在形"),
        ("strike", "strikes", "noun", "複数形"),
        ("strike", "striking", "verb", "ing形"),
        ("tough", "tougher", "adjective", "比較級"),
        ("at the table", "At the table", "expression", ""),
        ("cease-fire", "cease fire", "noun", ""),
        ("deal", "agreement", "noun", ""),
        ("呼びかける", "呼びかけた", "verb", "past"),
        ("進む", "進めば", "verb", "conditional"),
        ("認める", "認め", "verb", "continuative"),
        ("取る", "取られました", "verb", "passive or potential, polite, past"),
        ("合意する", "合意していた", "verb", "progressive, past"),
        ("合意する", "合意", "verb", ""),
        ("厳しい", "厳しかった", "adjective", "past"),
        ("重要", "重要な", "na-adjective", ""),
    ],
)
def test_the_form_is_told_from_the_letters(headword: str, form: str, pos: str, expected: str) -> None:
    assert hint(word(headword, pos), form) == expected


def test_the_word_s_own_inflection_is_believed_for_its_own_form_only() -> None:
    own = word("渡す", "verb", ("potential", "negative"), "渡せない")
    assert hint(own, "渡せない") == "potential, negative"
    assert hint(own, "渡した") == "past"


@pytest.mark.parametrize(
    ("headword", "form", "expected"),
    [
        ("illegal fishing", "Illegal fishing", "illegal fishing"),
        ("free trade", "Free Trade", "free trade"),
        ("worker", "Workers", "workers"),
        ("US", "US", "US"),
        ("House", "House", "House"),
        ("ngo", "NGOs", "NGOs"),
    ],
)
def test_a_capital_that_the_place_gave_is_not_in_the_key(headword: str, form: str, expected: str) -> None:
    assert as_in_bank(word(headword, "noun"), form) == expected
