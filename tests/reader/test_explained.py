"""Inflection and grammar as the details, the JSON and `lookup` tell them."""

from __future__ import annotations

import json

import pytest

from dictionaries.grammar import grammar_named
from dictionaries.model import Glossed, How, Match
from reader import contract
from reader.commands import lookup
from reader.describe import describe
from reader.known import Known
from reader.paths import Places
from reader.session import Target
from reader.settings import Explains
from reader.workbench import Workbench
from texts.model import BlockKind, Language, Pos, Sentence


def _lines(match: Match, language: Explains, *, full: bool) -> list[str]:
    target = Target(match.start, match.end, None, match)
    said = describe(target, full=full, grammar=grammar_named("〜わけではない"), language=language)
    return ["".join(bit.text for bit in line) for line in said]


VERB = Match(0, 4, "行かせた", "行く", "いく", Language.JA, Pos.VERB, ("to go",), How.ENTRY, "jmdict", inflection=("causative", "past"))


def test_in_short_one_language_is_said() -> None:
    assert [line for line in _lines(VERB, "en", full=False) if line.startswith(("form", "grammar", "活用", "文型"))] == [
        "form causative, past",
        "grammar 〜わけではない  it does not mean that; not exactly",
    ]
    japanese = _lines(VERB, "ja", full=False)
    assert "活用 使役、過去" in japanese
    assert any(line.startswith("文型 〜わけではない  ") and "causative" not in line for line in japanese)


def test_the_whole_details_say_both() -> None:
    lines = _lines(VERB, "en", full=True)
    assert "form causative, past  (使役、過去)" in lines
    assert "  " + grammar_named("〜わけではない")[0].japanese in lines


def _sentence(text: str) -> Sentence:
    return Sentence(0, BlockKind.NARRATION, 0, Language.JA, text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "word", "pattern"),
    [
        ("領土をめぐって対立している。", "めぐって", "〜をめぐって"),
        ("戦争は続くだろう。", "続く", "〜だろう"),  # the cursor never stands on だろう
    ],
)
def test_a_pattern_is_told_at_its_words(empty_home: Places, text: str, word: str, pattern: str) -> None:
    with Workbench(empty_home) as bench:
        analysis = bench.analyse(_sentence(text))
    known = Known([analysis.sentence])
    known.learn(Glossed(analysis, tuple(_silent(token.start, token.end, token.surface) for token in analysis.tokens), ()))
    told = {
        text[target.start : target.end]: "".join(bit.text for line in known.details(0, target, full=False) for bit in line)
        for target in known.targets(0)
    }
    assert pattern in told[word]
    assert pattern not in told[text[:2]]


def _silent(start: int, end: int, surface: str) -> Match:
    return Match(start, end, surface, surface, "", Language.JA, Pos.NOUN, (), How.NONE)


def test_the_json_has_patterns_and_japanese_names(empty_home: Places) -> None:
    text = "条件を認めさせたわけではない。"
    with Workbench(empty_home) as bench:
        analysis = bench.analyse(_sentence(text))
    matches = tuple(
        Match(
            t.start,
            t.end,
            t.surface,
            t.lemma,
            "",
            t.language,
            t.pos,
            (),
            How.NONE,
            inflection=("causative",) if "させ" in t.surface else (),
        )
        for t in analysis.tokens
    )
    (found,) = (said := contract.sentence_json(Glossed(analysis, matches, ()), {}))["grammar"]
    assert text[found["start"] : found["end"]] == "わけではない"
    assert found.keys() == {"start", "end", "pattern", "en", "ja"}
    assert ["使役"] in [token["inflection_ja"] for token in said["tokens"]]
    json.dumps(said, ensure_ascii=False)


@pytest.mark.parametrize(("words", "patterns"), [("行かざるを得ない", ["〜ざるを得ない"]), ("停戦", []), ("military aid", []), ("", [])])
def test_a_phrase_that_is_looked_up_tells_its_patterns(empty_home: Places, words: str, patterns: list[str]) -> None:
    with Workbench(empty_home) as bench:
        assert [point.pattern for point in lookup._grammar_in(bench, words)] == patterns
