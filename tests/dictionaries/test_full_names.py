"""Names of several parts: points between the parts of a person's, none in a place's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from dictionaries import full_names
from dictionaries.library import Translation
from dictionaries.model import Entry
from texts.model import Analysis, Token

Analyse = Callable[[str], Analysis]


def _name(key: str, headword: str) -> Translation:
    return Translation("jmnedict", 1, key, headword, headword, ("n-pr",), True, False, 1.0, True)


def _tokens(analyse: Analyse, name: str) -> Sequence[Token]:
    return analyse(f"Then {name} spoke.").tokens[1:-2]


PARTS: Mapping[str, Sequence[Translation]] = {
    "scott": (_name("scott", "スコット"), _name("scott", "スコ")),
    "thomas": (_name("thomas", "トーマス"),),
    "williams": (_name("williams", "ウィリアムズ"),),
}


@pytest.mark.parametrize(
    ("name", "together", "wanted"),
    [
        ("Scott Thomas", "スコットトーマス", "スコット・トーマス"),
        ("Serena Williams", "セリーナウィリアムズ", "セリーナ・ウィリアムズ"),  # one part may be unknown
        ("Kristin Scott Thomas", "クリスティンスコットトーマス", "クリスティン・スコット・トーマス"),
        ("Serena Smith", "セリーナスミス", "セリーナスミス"),  # two may not
        ("Scott Thomas", "須古都", "須古都"),
        ("Scott Thomas", "スコット・トーマス", "スコット・トーマス"),
    ],
)
def test_parts_say_where_the_points_are(analyse: Analyse, name: str, together: str, wanted: str) -> None:
    assert full_names.with_points(_name(name.lower(), together), _tokens(analyse, name), PARTS).headword == wanted


def test_a_place_is_written_as_its_entry_is() -> None:
    place = Entry("jmnedict", "1", (), ("フォートワース",), ())
    assert full_names.without_points("フォート・ワース", (place,)) == "フォートワース"
    assert full_names.without_points("フォート・ワース", ()) == "フォート・ワース"


def test_only_names_ask_for_their_parts(analyse: Analyse) -> None:
    assert full_names.name_keys(_tokens(analyse, "Serena Williams")) == ("serena", "williams")
    assert full_names.name_keys(analyse("the prime minister").tokens) == ()
