from __future__ import annotations

import time

import pytest

from tests.texts.analysing import analyse, with_ruby
from texts.adverbials import adverbials
from texts.japanese import JapaneseTokenizer
from texts.kana import is_kana
from texts.tables import rows


def cut(text: str) -> list[str]:
    tokenizer = JapaneseTokenizer()
    words = adverbials().apart(text, tokenizer.words(text), tokenizer.words)
    assert "".join(word.surface for word in words) == text
    return [word.surface for word in words]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("一日中雨だった。", ["一日中", "雨"]),
        ("一日中本を読んだ。", ["一日中", "本"]),
        ("一日中日本語を話した。", ["一日中", "日本語"]),
        ("今年中人が来る。", ["今年中", "人"]),
        ("毎日本を読む。", ["毎日", "本"]),
        ("先日本を買った。", ["先日", "本"]),
        ("毎日人が来る。", ["毎日", "人"]),
        ("一昨日友達に会った。", ["一昨日", "友達"]),
    ],
)
def test_an_adverbial_and_what_follows_are_words_of_their_own(text: str, first: list[str]) -> None:
    assert cut(text)[: len(first)] == first


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("一日中国を訪れた。", "中国"),
        ("日中首脳会談が開かれた。", "日中"),
        ("毎日新聞が報じた。", "新聞"),
        ("この先日本はどうなるのか。", "日本"),
        ("来年度の予算。", "来年度"),
        ("毎年末に集まる。", "末"),
    ],
)
def test_other_words_are_left_whole(text: str, holds: str) -> None:
    assert holds in cut(text)
    assert cut(text) == [word.surface for word in JapaneseTokenizer().words(text)]


def test_what_follows_is_read_as_after_a_comma() -> None:
    assert with_ruby(analyse("一日中家にいた。")) == "一[いち]日[にち]中[じゅう]家[いえ]にいた。"
    assert with_ruby(analyse("最近人が増えた。")) == "最[さい]近[きん]人[ひと]が増[ふ]えた。"
    assert with_ruby(analyse("1日中本を読んだ。")) == "1日[いちにち]中[じゅう]本[ほん]を読[よ]んだ。"


def test_the_table_is_well_formed() -> None:
    found = [row for row in rows("adverbials.tsv", 4) if not row[0].startswith("%")]
    assert len({row[0] for row in found}) == len(found) > 30
    for word, reading, not_after, not_before in found:
        assert not reading or is_kana(reading), word
        assert " " not in not_before, word
        assert not not_before or all(not_before.split("|")), word
        assert not_after == not_after.strip(), word


def test_a_long_row_of_adverbials_takes_no_longer_for_each() -> None:
    tokenizer = JapaneseTokenizer()
    tokenizer.warm()
    took = []
    for count in (100, 400):
        text = "毎日本を読む。" * count
        words = tokenizer.words(text)
        before = time.perf_counter()
        assert len(adverbials().apart(text, words, tokenizer.words)) == 5 * count
        took.append(time.perf_counter() - before)
    assert took[1] < 16 * took[0]
