"""Words read otherwise than the analyser's dictionary has them: the table, its engine, and how both are heard in a sentence."""

from __future__ import annotations

import re

import pytest

from tests.texts.analysing import analyse, spelled, with_ruby
from texts.japanese import JapaneseTokenizer
from texts.kana import has_kanji, is_kana, to_hiragana
from texts.readings import rules
from texts.tables import rows
from texts.whole_words import reading_of

NOUN = ("名詞", "普通名詞", "一般", "*", "*", "*")
VERB = ("動詞", "一般", "*", "*", "五段-ラ行", "連用形-促音便")
FRAMES = ("{}", "その{}が", "、{}を見る", "日本の{}は", "これは{}店だ。", "彼は{}で", "彼は{}した", "それは{}、")
ADJECTIVE = ("形容詞", "一般", "*", "*", "形容詞", "連用形-一般")


def test_table_is_of_kanji_words_each_once_with_a_kana_reading() -> None:
    table = [(word, pos) for word, _, pos in rows("whole_words.tsv", 3)]
    assert len(table) == len(set(table)) >= 300
    assert all(has_kanji(word) for word, _ in table)
    assert all(is_kana(reading) for _, reading, _ in rows("whole_words.tsv", 3))


@pytest.mark.parametrize(
    ("surface", "lemma", "pos", "expected"),
    [
        ("荘厳", "荘厳", NOUN, ("そうごん", "そうごん")),
        ("漁っ", "漁る", VERB, ("あさっ", "あさる")),
        ("漁る", "漁る", VERB, ("あさる", "あさる")),
        ("不味く", "不味い", ADJECTIVE, ("まずく", "まずい")),
        ("沿い", "沿い", ("接尾辞", "名詞的", "一般", "*", "*", "*"), ("ぞい", "ぞい")),
    ],
)
def test_reading_of_surface_and_lemma(surface: str, lemma: str, pos: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert reading_of(surface, lemma, pos) == expected


@pytest.mark.parametrize(
    ("surface", "lemma", "pos"),
    [
        ("停戦", "停戦", NOUN),  # not in the table
        ("沿い", "沿う", VERB),  # there as a suffix only
        ("込む", "込む", NOUN),
    ],
)
def test_other_words_are_the_analysers(surface: str, lemma: str, pos: tuple[str, ...]) -> None:
    assert reading_of(surface, lemma, pos) is None


def test_every_compound_is_heard_where_the_analyser_cuts_it_so() -> None:
    """A row whose words the analyser never cuts so, or that another rule overrules, would be dead weight."""
    tokenizer = JapaneseTokenizer()
    dead = []
    for words, before, after, readings, flags in rows("compounds.tsv", 5):
        parts = [word.lstrip("~").split("|")[0] for word in words.split()]
        if before or after or "=" in flags:
            continue
        heard = re.compile("".join(".+" if kana == "-" else to_hiragana(kana) for kana in readings.split()))
        compound = "".join(parts)
        if not any(
            heard.fullmatch(to_hiragana(spelled(analyse(text), start, start + len(compound)) or ""))
            for frame in FRAMES
            if _cut_so(tokenizer, text := frame.format(compound), start := frame.index("{"), parts)
        ):
            dead.append(words)
    assert not dead


def _cut_so(tokenizer: JapaneseTokenizer, text: str, start: int, parts: list[str]) -> bool:
    at = 0
    words = tokenizer.words(text)
    for place, word in enumerate(words):
        if at == start:
            return [one.surface for one in words[place : place + len(parts)]] == parts
        at += len(word.surface)
    return False


def test_compounds_come_before_the_rules_about_single_words() -> None:
    first = next(rule.name for rule in rules())
    assert first.startswith(next(rows("compounds.tsv", 5))[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("植物は光合成をする。", "植[しょく]物[ぶつ]は光[こう]合[ごう]成[せい]をする。"),
        ("資金繰りに苦しむ。", "資[し]金[きん]繰[ぐ]りに苦[くる]しむ。"),
        ("我慢強い人だ。", "我[が]慢[まん]強[づよ]い人[ひと]だ。"),
        ("彼は負けず嫌いだ。", "彼[かれ]は負[ま]けず嫌[ぎら]いだ。"),
        ("後始末をする。", "後[あと]始[し]末[まつ]をする。"),
    ],
)
def test_compounds_in_a_sentence(text: str, expected: str) -> None:
    assert with_ruby(analyse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("その後始末書を書いた。", "ご"),  # その後, then 始末書
        ("イスラム教徒に聞く。", "と"),
    ],
)
def test_compounds_do_not_overreach(text: str, expected: str) -> None:
    assert expected in [ruby.reading for ruby in analyse(text).ruby]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("荘厳な寺だ。", "荘[そう]厳[ごん]な寺[てら]だ。"),
        ("ゴミを漁った。", "ゴミを漁[あさ]った。"),
        ("来年は閏年だ。", "来[らい]年[ねん]は閏[うるう]年[どし]だ。"),
        ("爆速で届いた。", "爆[ばく]速[そく]で届[とど]いた。"),  # outside the analyser's dictionary
    ],
)
def test_whole_words_in_a_sentence(text: str, expected: str) -> None:
    assert with_ruby(analyse(text)) == expected


def test_a_word_outside_the_dictionary_stays_a_guess() -> None:
    assert not any(ruby.sure for ruby in analyse("爆速で届いた。").ruby if ruby.start < 2)
