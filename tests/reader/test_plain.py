"""Linear output: readings in the line, glosses below, no boxes, never too wide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader import cells, plain
from tests.reader import fakes
from texts.model import Origin, Ruby

SENTENCES = list(fakes.sentences(fakes.TEXT))


def printed(index: int, width: int = 60) -> list[str]:
    return list(plain.lines(fakes.gloss(fakes.analyse(SENTENCES[index])), width))


def test_readings_follow_their_word() -> None:
    assert printed(1) == [
        "首脳(しゅのう)は停戦(ていせん)を目指(めざ)して会談(かいだん)",
        "しました。",
        "  首脳: head of state, 停戦: ceasefire, 目指: aim at, 会談:",
        "  talks",
        "",
    ]


def test_glosses_stand_below_english_words() -> None:
    assert printed(3) == ["The key condition should be a ceasefire.", "    重要な 条件               停戦", ""]


def test_headings_and_bubbles_have_a_mark() -> None:
    assert printed(0)[0].startswith("# 両国(りょうごく)")
    assert printed(2)[0].startswith("> 「譲歩(じょうほ)")


def test_a_speaker_is_named() -> None:
    spoken = replace(SENTENCES[2], speaker="大統領A")
    assert list(plain.lines(fakes.gloss(fakes.analyse(spoken)), 60))[:2] == ["大統領A:", "> 「譲歩(じょうほ)はしない!」"]


def test_a_guess_is_marked() -> None:
    assert "一歩(いっぽ?)" in "".join(printed(6))


def test_doubtful_english_says_why() -> None:
    assert "  doubtful English: agreement: We agrees" in printed(5)


def test_english_glosses_stay_under_their_words_in_a_japanese_line() -> None:
    base, gloss = printed(6, 80)[:2]
    assert cells.width(base[: base.index("Peace")]) == cells.width(gloss[: gloss.index("平和")])


def test_a_reading_within_a_word_stands_at_its_kanji() -> None:
    analysis = fakes.analyse(SENTENCES[4])
    lone = replace(analysis, ruby=(Ruby(3, 4, "へい", Origin.ANALYSER, True), Ruby(5, 6, "せん", Origin.ANALYSER, True)))
    assert next(plain.lines(fakes.gloss(lone), 80)) == "交渉は平(へい)行線(せん)をたどりました。"


@pytest.mark.parametrize("width", [1, 4, 8, 20, 33, 80, 200])
def test_no_line_is_too_wide_and_nothing_is_lost(width: int) -> None:
    for index, sentence in enumerate(SENTENCES):
        lines = printed(index, width)
        assert all(cells.width(line) <= max(width, 4) for line in lines)
        kept = "".join("".join(lines).split())
        at = 0
        for character in "".join(sentence.text.split()):
            at = kept.find(character, at) + 1
            assert at > 0, f"{character} of {sentence.text!r} is missing at width {width}"


def test_words_of_grammar_and_kana_inside_an_expression_are_left_out() -> None:
    glossed = fakes.gloss(fakes.analyse(SENTENCES[1]))
    word = next(match for match in glossed.matches if match.glosses)
    of_grammar = replace(word, surface="する", lemma="する", glosses=("to do",))
    inside = replace(word, surface="ところ", lemma="ところ", glosses=("place",), start=100, end=103)
    whole = replace(word, surface="ところが", lemma="ところが", glosses=("however",), start=100, end=104)
    alone = replace(inside, start=200, end=203)
    meanings = list(plain._meanings(replace(glossed, matches=(of_grammar, inside), expressions=(whole,))))
    assert meanings == ["ところが: however"]
    assert list(plain._meanings(replace(glossed, matches=(alone,), expressions=(whole,)))) == ["ところが: however", "ところ: place"]
