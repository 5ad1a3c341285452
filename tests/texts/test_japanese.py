from __future__ import annotations

import threading

import pytest

from texts.japanese import MAX_BYTES, JapaneseTokenizer, cut_place


@pytest.fixture(scope="module")
def tokenizer() -> JapaneseTokenizer:
    tokenizer = JapaneseTokenizer()
    tokenizer.warm()
    return tokenizer


def test_offsets_count_the_sentence(tokenizer: JapaneseTokenizer) -> None:
    text = "なんとしても、停戦させる　米国。"
    morphemes = tokenizer.morphemes(text, 100)
    assert all(text[m.start - 100 : m.end - 100] == m.surface for m in morphemes)
    assert "".join(m.surface for m in morphemes) == text.replace("　", "")


def test_readings_are_hiragana_and_lemmas_dictionary_forms(tokenizer: JapaneseTokenizer) -> None:
    found = {m.surface: m for m in tokenizer.morphemes("戦略を打ち出しました。")}
    assert found["戦略"].reading == "せんりゃく"
    assert (found["打ち出し"].lemma, found["打ち出し"].pos[0]) == ("打ち出す", "動詞")
    assert found["。"].reading == ""


def test_an_unknown_kanji_has_no_reading(tokenizer: JapaneseTokenizer) -> None:
    (morpheme,) = tokenizer.morphemes("𪚥")
    assert not morpheme.known
    assert morpheme.reading == ""


def test_units_of_a_long_word(tokenizer: JapaneseTokenizer) -> None:
    (president,) = tokenizer.morphemes("トランプ大統領", 5)
    assert [(u.start, u.surface) for u in tokenizer.units(president)] == [(5, "トランプ"), (9, "大統領")]
    (word,) = tokenizer.morphemes("領土")
    assert tokenizer.units(word) == ()


def test_units_of_a_morpheme_of_another_tokenizer(tokenizer: JapaneseTokenizer) -> None:
    (president,) = tokenizer.morphemes("トランプ大統領")
    assert [u.surface for u in JapaneseTokenizer().units(president)] == ["トランプ", "大統領"]


def test_cached_words_equal_fresh_ones(tokenizer: JapaneseTokenizer) -> None:
    text = "三国が三つの合意を三度、米国と三月に結んだ。"
    tokenizer.morphemes("三" * 3 + text)
    assert tokenizer.morphemes(text) == JapaneseTokenizer().morphemes(text)


@pytest.mark.parametrize("unit", ["停戦に合意した。", "\u337f", "あ"], ids=["sentences", "grows when normalised", "no border"])
def test_text_beyond_both_limits_is_cut_and_nothing_lost(tokenizer: JapaneseTokenizer, unit: str) -> None:
    text = unit * (MAX_BYTES // (3 * len(unit)) + 500)
    assert "".join(word.surface for word in tokenizer.words(text)) == text


def test_cuts_prefer_sentence_borders() -> None:
    text = "あいう、えお。かきくけこ、さしす"
    assert text[: cut_place(text)] == "あいう、えお。"
    assert cut_place("漢字") == 1


def test_empty_text(tokenizer: JapaneseTokenizer) -> None:
    assert tokenizer.morphemes("") == ()


def test_one_tokenizer_in_each_thread() -> None:
    results: list[int] = []

    def work() -> None:
        own = JapaneseTokenizer()
        results.append(sum(len(own.morphemes("首脳会談は平行線をたどった。")) for _ in range(50)))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(results)) == 1
    assert len(results) == 3
