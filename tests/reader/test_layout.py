"""Rows: readings over their kanji, glosses under their words, kinsoku, nothing lost at any width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dictionaries.model import Glossed, How, Match
from reader import cells
from reader.layout import NOT_AT_END, NOT_AT_START, Kind, Line, Piece, lay_out
from tests.reader import fakes
from texts.model import Analysis, BlockKind, Language, Origin, Pos, Ruby, Sentence, Token


def sentence(text: str, language: Language = Language.JA) -> Sentence:
    return Sentence(0, BlockKind.NARRATION, 0, language, text, 0, len(text))


def japanese(*words: str | tuple[str, list[tuple[str, str]]], sure: bool = True) -> Analysis:
    """Words in order; a word with readings is (surface, [(kanji, reading), …])."""
    tokens: list[Token] = []
    rubies: list[Ruby] = []
    text = ""
    for word in words:
        surface, readings = word if isinstance(word, tuple) else (word, [])
        start = len(text)
        text += surface
        pos = Pos.NOUN if readings else Pos.PARTICLE
        tokens.append(Token(start, len(text), surface, Language.JA, surface, "", "", pos))
        at = start
        for kanji, reading in readings:
            at = text.index(kanji, at)
            rubies.append(Ruby(at, at + len(kanji), reading, Origin.ANALYSER, sure))
            at += len(kanji)
    return Analysis(sentence(text), tuple(tokens), tuple(rubies))


def english(text: str, glosses: dict[str, str], expression: tuple[str, str] | None = None) -> Glossed:
    """English words with their glosses."""
    tokens, matches = [], []
    for found in re.finditer(r"[\w’]+|[^\w\s]", text):
        pos = Pos.NOUN if found[0] in glosses else Pos.DETERMINER
        tokens.append(Token(found.start(), found.end(), found[0], Language.EN, found[0], "", "", pos))
        gloss = (glosses[found[0]],) if found[0] in glosses else ()
        matches.append(Match(found.start(), found.end(), found[0], found[0], "", Language.EN, pos, gloss, How.ENTRY))
    whole = []
    if expression:
        at = text.index(expression[0])
        end = at + len(expression[0])
        whole.append(Match(at, end, expression[0], expression[0], "", Language.EN, Pos.NOUN, (expression[1],), How.ENTRY))
    return Glossed(Analysis(sentence(text, Language.EN), tuple(tokens), ()), tuple(matches), tuple(whole))


def drawn(lines: Sequence[Line]) -> list[str]:
    return [row.text.rstrip() for line in lines for row in line.rows]


def columns(pieces: Sequence[Piece]) -> dict[int, tuple[int, int]]:
    """Start offset of each piece → its columns."""
    at, found = 0, {}
    for piece in pieces:
        if piece.start >= 0:
            found[piece.start] = (at, at + cells.width(piece.text))
        at += cells.width(piece.text)
    return found


LIMITS = japanese(
    "「", ("最小限", [("最", "さい"), ("小", "しょう"), ("限", "げん")]), "の", ("譲歩", [("譲", "じょう"), ("歩", "ほ")]), "」", "に",
    ("留める", [("留", "とど")]), ("戦略", [("戦", "せん"), ("略", "りゃく")]), "を", ("打ち出す", [("打", "う"), ("出", "だ")]), "。",
)  # fmt: skip


def test_readings_stand_over_their_kanji() -> None:
    assert drawn(lay_out(LIMITS, 60)) == [
        " さいしょうげん じょうほ  とど  せんりゃく う  だ",
        "「   最小限   の  譲歩 」に留める  戦略  を打ち出す。",
    ]


def test_a_line_ends_between_words() -> None:
    assert [line.base.text.strip() for line in lay_out(LIMITS, 30)] == ["「   最小限   の  譲歩 」に", "留める  戦略  を打ち出す。"]


def test_a_compound_is_drawn_together_but_never_wider_than_half_a_line() -> None:
    word = japanese(("大統領", [("大", "だい"), ("統", "とう"), ("領", "りょう")]))
    assert drawn(lay_out(word, 40)) == ["だいとうりょう", "    大統領"]
    assert drawn(lay_out(word, 20)) == ["だいとうりょう", "  大統    領"]


def test_without_furigana_there_is_one_row() -> None:
    assert drawn(lay_out(LIMITS, 60, furigana=False)) == ["「最小限の譲歩」に留める戦略を打ち出す。"]


def test_a_guess_is_marked_once_a_word() -> None:
    guess = japanese(("譲歩", [("譲", "じょう"), ("歩", "ほ")]), sure=False)
    assert drawn(lay_out(guess, 40))[0] == "じょうほ?"


def test_readings_of_neighbouring_words_are_parted() -> None:
    assert drawn(lay_out(japanese(("停戦", [("停", "てい"), ("戦", "せん")]), ("合意", [("合", "ごう"), ("意", "い")])), 40)) == [
        "ていせん ごうい",
        "  停戦    合意",
    ]


def test_a_reading_longer_than_the_line_is_continued() -> None:
    rare = japanese(("砉", [("砉", "ほねとかわとがはなれるおと")]))
    lines = lay_out(rare, 20)
    assert "".join(line.rows[0].text.strip() for line in lines) == "ほねとかわとがはなれるおと"
    assert "".join(line.base.text.strip() for line in lines) == "砉"


KEY = english(
    "The key condition should be the complete cessation of foreign military aid.",
    {
        "key": "重要な",
        "condition": "条件",
        "complete": "完全な",
        "cessation": "停止",
        "foreign": "外国の",
        "military": "軍の",
        "aid": "援助",
    },
    ("military aid", "軍事援助"),
)


def test_glosses_stand_under_their_words_and_an_expression_has_one() -> None:
    assert drawn(lay_out(KEY, 60)) == [
        "The key condition should be the complete cessation of",
        "    重要な 条件                 完全な   停止",
        "foreign military aid.",
        "外国の  軍事援助",
    ]


def test_a_wide_gloss_widens_its_word_rather_than_run_into_the_next() -> None:
    rows = drawn(lay_out(english("do it now", {"do": "実行する", "it": "それを", "now": "今"}), 40))
    assert rows[1].split() == ["実行する", "それを", "今"]
    words, glosses = (columns(row.pieces) for row in lay_out(english("do it now", {"do": "実行する", "now": "今"}), 40)[0].rows)
    assert words[6][0] <= glosses[6][0] < words[6][1]


def test_a_gloss_too_long_for_the_line_is_cut_with_a_mark() -> None:
    rows = drawn(lay_out(english("deal", {"deal": "とても長い説明の付いた取り引き"}), 40))
    assert rows[1].endswith(cells.ELLIPSIS)
    assert cells.width(rows[1]) <= 14


def test_function_words_have_no_gloss() -> None:
    glossed = english("of aid", {"of": "の", "aid": "援助"})
    of = glossed.matches[0]
    particle = Match(of.start, of.end, of.surface, of.lemma, "", of.language, Pos.PREPOSITION, of.glosses, of.how)
    assert "の" not in "".join(drawn(lay_out(Glossed(glossed.analysis, (particle, glossed.matches[1]), ()), 40)))


def test_no_line_begins_with_a_closing_mark() -> None:
    text = japanese("会談", "で", "合意", "。", "」", "と", "、", "言", "っ", "た")
    for width in range(4, 20):
        for line in lay_out(text, width)[1:]:
            assert line.base.text[0] not in "。」、っ" or width < 8


def test_no_line_ends_with_an_opening_bracket() -> None:
    for width in range(6, 20):
        for line in lay_out(japanese("彼は", "「", "譲歩", "」", "と", "言う"), width):
            assert not line.base.text.rstrip().endswith("「")


def test_a_bare_sentence_needs_no_analysis() -> None:
    assert drawn(lay_out(sentence("Ukraine Warを終わらせる。"), 14)) == ["Ukraine Warを", "終わらせる。"]


def test_an_empty_sentence_has_no_lines() -> None:
    assert lay_out(sentence(""), 20) == ()


def test_forms_agree_on_the_text() -> None:
    for bare in fakes.sentences(fakes.TEXT):
        analysis = fakes.analyse(bare)
        for form in (bare, analysis, fakes.gloss(analysis)):
            shown = "".join(piece.text for line in lay_out(form, 33) for piece in line.base.pieces if piece.start >= 0)
            assert "".join(shown.split()) == "".join(bare.text.split())


# ---- properties

KANJI, KANA, MARKS, LATIN = "漢字大統領合意", "かなのをたっゃー", "「」、。！・（）", "abcWar"
WORD = st.one_of(
    st.tuples(st.text(st.sampled_from(KANJI), min_size=1, max_size=4), st.text(st.sampled_from("かなしょう"), min_size=1, max_size=9)),
    st.text(st.sampled_from(KANA), min_size=1, max_size=5).map(lambda word: (word, "")),
    st.sampled_from(MARKS).map(lambda mark: (mark, "")),
    st.text(st.sampled_from(LATIN), min_size=1, max_size=14).map(lambda word: (word, "EN")),
    st.just((" ", "")),
)


def built(words: list[tuple[str, str]]) -> Glossed:
    """An arbitrary glossed sentence."""
    text, tokens, rubies, matches = "", [], [], []
    for surface, reading in words:
        start, text = len(text), text + surface
        if surface.isspace():
            continue
        language = Language.EN if reading == "EN" else Language.JA
        pos = Pos.NOUN if reading else Pos.PARTICLE
        tokens.append(Token(start, len(text), surface, language, surface, "", "", pos))
        gloss = ("翻訳した意味",) if language is Language.EN else ()
        matches.append(Match(start, len(text), surface, surface, "", language, pos, gloss, How.ENTRY))
        if language is Language.JA and reading:
            half = max(1, len(surface) // 2)
            rubies.append(Ruby(start, start + half, reading, Origin.ANALYSER, True))
            if half < len(surface):
                rubies.append(Ruby(start + half, len(text), reading[::-1], Origin.ANALYSER, len(reading) % 2 == 0))
    return Glossed(Analysis(sentence(text, Language.MIXED), tuple(tokens), tuple(rubies)), tuple(matches), ())


@given(st.lists(WORD, max_size=25), st.integers(20, 300), st.booleans(), st.booleans())
def test_rows_of_a_line_are_equally_wide_and_fit(words: list[tuple[str, str]], width: int, furigana: bool, glosses: bool) -> None:
    for line in lay_out(built(words), width, furigana=furigana, glosses=glosses):
        assert {row.width for row in line.rows} == {cells.width(row.text) for row in line.rows}
        assert len({row.width for row in line.rows}) == 1
        assert line.base.width <= width


@given(st.lists(WORD, max_size=25), st.integers(1, 60))
def test_nothing_is_lost(words: list[tuple[str, str]], width: int) -> None:
    form = built(words)
    lines = lay_out(form, width)
    pieces = [piece for line in lines for piece in line.base.pieces if piece.start >= 0]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(form.analysis.sentence.text.split())
    assert [piece.start for piece in pieces] == sorted(piece.start for piece in pieces)
    for piece in pieces:
        assert piece.text == form.analysis.sentence.text[piece.start : piece.end]
    readings = "".join(
        piece.text for line in lines for row in line.rows if row.kind is Kind.RUBY for piece in row.pieces if piece.start >= 0
    )
    assert readings.replace("?", "") == "".join(ruby.reading for ruby in form.analysis.ruby)


@given(st.lists(WORD, max_size=25), st.integers(24, 80))
def test_a_reading_touches_its_kanji(words: list[tuple[str, str]], width: int) -> None:
    for line in lay_out(built(words), width):
        base = columns(line.base.pieces)
        for row in line.rows:
            if row.kind is Kind.RUBY:
                for start, (left, right) in columns(row.pieces).items():
                    assert left < base[start][1]
                    assert base[start][0] < right


@given(st.lists(WORD, max_size=25), st.integers(40, 80))
def test_kinsoku_holds_wherever_a_line_can_end_elsewhere(words: list[tuple[str, str]], width: int) -> None:
    lines = lay_out(built(words), width)
    for before, after in pairwise(lines):
        ends, begins = before.base.text.strip()[-1:], after.base.text.strip()[:1]
        if begins in NOT_AT_START or ends in NOT_AT_END:  # then every place in the line was as bad
            inner = "".join(before.base.text.split())
            assert all(right in NOT_AT_START or left in NOT_AT_END for left, right in pairwise(inner))


@pytest.mark.parametrize("width", [-5, 0, 1, 2, 3])
def test_a_hopeless_width_is_taken_as_four(width: int) -> None:
    assert lay_out(LIMITS, width) == lay_out(LIMITS, 4)
