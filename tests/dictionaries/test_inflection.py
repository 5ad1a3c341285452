"""The chain from the lemma to the surface, over the real analyser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dictionaries.grammar import find_grammar
from dictionaries.inflection import explain, in_japanese
from texts.model import Analysis, Language, Pos, Token
from texts.tables import rows

GOLD = Path(__file__).parents[1] / "gold" / "inflections.tsv"
CHAINS, PATTERNS = 234, 32
"""What was reached; never to be lowered."""


@pytest.mark.parametrize(
    ("word", "chain"),
    [
        ("食べる", ()),
        ("食べた", ("past",)),
        ("食べない", ("negative",)),
        ("食べて", ("te-form",)),
        ("食べている", ("progressive",)),
        ("話し合っていました", ("progressive", "polite", "past")),
        ("言われている", ("passive", "progressive")),
        ("見られる", ("passive or potential",)),
        ("避けられない", ("passive or potential", "negative")),
        ("食べさせられた", ("causative", "passive", "past")),
        ("読ませられる", ("causative", "potential")),
        ("読める", ("potential",)),
        ("渡せない", ("potential", "negative")),
        ("待て", ("imperative",)),
        ("渡そう", ("volitional",)),
        ("書きましょう", ("polite", "volitional")),
        ("書きません", ("polite", "negative")),
        ("行ったら", ("conditional",)),
        ("行けば", ("conditional",)),
        ("行かず", ("negative",)),
        ("示してみせた", ("show", "past")),
        ("置いておいて", ("preparation", "te-form")),
        ("読んでしまった", ("completion", "past")),
        ("読んじゃった", ("completion", "past")),
        ("見てください", ("request",)),
        ("高かった", ("past",)),
        ("赤ければ", ("conditional",)),
        ("食べたい", ("desiderative",)),
    ],
)
def test_chains(analyse: Callable[[str], Analysis], word: str, chain: tuple[str, ...]) -> None:
    token = analyse(word).tokens[0]
    assert token.surface == word, "the analyser cut the word; choose another example"
    assert explain(token) == chain


def test_what_is_not_inflected_has_no_chain(analyse: Callable[[str], Analysis]) -> None:
    for token in analyse("停戦の合意は、").tokens:
        assert explain(token) == ()


def test_english_and_tokens_without_morphemes_have_no_chain() -> None:
    assert explain(Token(0, 6, "agreed", Language.EN, "agree", "", "", Pos.VERB)) == ()
    assert explain(Token(0, 2, "切る", Language.JA, "切る", "きる", "きる", Pos.VERB)) == ()


def test_the_score_does_not_fall(analyse: Callable[[str], Analysis], capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    chains = patterns = wanted = 0
    for line in lines:
        form, chain, pattern = (*line.split("\t"), "")[:3]
        tokens = analyse(form).tokens
        chains += " + ".join(explain(tokens[0])) == chain
        if pattern:
            wanted += 1
            patterns += pattern in [grammar.point.pattern for grammar in find_grammar(form, tokens)]
    with capsys.disabled():
        print(f"\ninflections: chains {chains}/{len(lines)}, patterns behind them {patterns}/{wanted}")
    assert len(lines) >= 200
    assert chains >= CHAINS
    assert patterns >= PATTERNS


def test_every_name_has_a_japanese_one() -> None:
    names = {part for row in rows("inflections.tsv", 5, "dictionaries") for part in (row[3].removeprefix("<"), row[4]) if part}
    assert [name for name in sorted(names) if in_japanese((name,)) == (name,)] == []
    assert in_japanese(("causative", "passive", "past")) == ("使役", "受身", "過去")
    assert in_japanese(("of another table",)) == ("of another table",)
