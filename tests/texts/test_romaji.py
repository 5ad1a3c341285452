"""Latin letters to kana, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.kana import is_kana
from texts.romaji import meaningless, to_kana
from texts.tables import rows


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("shouji", "しょうじ"),
        ("syouzi", "しょうじ"),
        ("hirakeru", "ひらける"),
        ("Toukyou", "とうきょう"),
        ("ookami", "おおかみ"),
        ("tōkyō", "とうきょう"),
        ("kin'en", "きんえん"),
        ("kinen", "きねん"),
        ("konnichiwa", "こんにちわ"),
        ("onna", "おんな"),
        ("konnyaku", "こんにゃく"),
        ("shinnbun", "しんぶん"),
        ("shimbun", "しんぶん"),
        ("hon", "ほん"),
        ("honn", "ほん"),
        ("matcha", "まっちゃ"),
        ("maccha", "まっちゃ"),
        ("gakkou", "がっこう"),
        ("zasshi", "ざっし"),
        ("tuduku", "つづく"),
        ("tsuzuku", "つずく"),
        ("fu", "ふ"),
        ("hu", "ふ"),
        ("jya", "じゃ"),
        ("pa-thi-", "ぱーてぃー"),
        ("NATO-", "ナトー"),
        ("YUN/SONNYORU", "ユン・ソンニョル"),
        ("wo", "を"),
        ("xtu", "っ"),
        ("ひらkeru", "ひらける"),
        ("ひらける", "ひらける"),
        ("ナトー", "ナトー"),
        ("", ""),
    ],
)
def test_to_kana(typed: str, kana: str) -> None:
    assert to_kana(typed) == kana


@pytest.mark.parametrize("typed", ["q", "xq", "1", "!", "shq"])
def test_what_means_nothing_stays_to_be_seen(typed: str) -> None:
    assert not is_kana(to_kana(typed))


@given(st.lists(st.sampled_from(sorted(row[0] for row in rows("romaji.tsv", 2))), min_size=1))
def test_syllables_in_a_row_are_all_kana(syllables: list[str]) -> None:
    assert is_kana(to_kana("".join(syllables)))


@given(st.text(alphabet=st.characters(max_codepoint=0x3100, exclude_categories=["L"]), max_size=20))
def test_what_has_no_letters_stays(text: str) -> None:
    assert to_kana(text) == text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", ""),
        ("しょうじ", ""),
        ("shouji", ""),
        ("sh", ""),
        ("kk", ""),
        ("n", ""),
        ("shoxq", "xq"),
        ("xqu", "xq"),
        ("x1", "x"),
        ("SHx", "shx"),
    ],
)
def test_letters_that_no_further_ones_make_kana(typed: str, wrong: str) -> None:
    assert meaningless(typed) == wrong
