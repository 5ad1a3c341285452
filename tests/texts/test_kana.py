from __future__ import annotations

import pytest

from texts import kana


def test_conversion_is_one_for_one_and_leaves_the_rest() -> None:
    assert kana.to_hiragana("ウクライナ・ヴォルガ 停戦ー") == "うくらいな・ゔぉるが 停戦ー"
    assert kana.to_katakana("ゆん・そんにょる") == "ユン・ソンニョル"
    text = "".join(map(chr, range(0x3041, 0x3097)))
    assert kana.to_hiragana(kana.to_katakana(text)) == text


@pytest.mark.parametrize("character", ["停", "々", "〆", "〇", "𠮟", "㐂", "﨑"])
def test_kanji_carry_ruby(character: str) -> None:
    assert kana.is_kanji(character)
    assert not kana.is_kana(character)


@pytest.mark.parametrize("character", ["あ", "ア", "ー", "A", "3", "。", "・", "ｱ"])
def test_other_characters_do_not(character: str) -> None:
    assert not kana.is_kanji(character)


def test_is_kana_wants_all_of_the_text() -> None:
    assert kana.is_kana("にホンゴー")
    assert not kana.is_kana("")
    assert not kana.is_kana("食べる")


def test_voicing() -> None:
    assert kana.voiced("かね") == ("がね",)
    assert kana.voiced("はつ") == ("ばつ", "ぱつ")
    assert kana.voiced("あい") == ()


@pytest.mark.parametrize(
    ("surface", "reading", "wanted"),
    [
        ("プーチン大統領", "ぷーちんだいとうりょう", "プーチンだいとうりょう"),
        ("米ソ", "べいそ", "べいソ"),
        ("会談", "かいだん", "かいだん"),
        ("サボる", "さぼる", "サボる"),
        ("三ヶ国", "さんかこく", "さんかこく"),  # ヶ is not read as it is written
    ],
)
def test_readings_take_the_script_of_their_surface(surface: str, reading: str, wanted: str) -> None:
    assert kana.in_script_of(surface, reading) == wanted
