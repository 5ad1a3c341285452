"""Which word is which: the rule of `decks.keys`, and that it is kept by the store."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.keys import Keyring
from decks.model import Word, WordKey
from decks.study import Study
from tests.decks.makers import ASU, HOU, KATA, TORIHIKI, entry, word
from texts.model import Language

EN = Language.EN
NIHON = entry(8, "日本", "にほん にっぽん")
NIPPON = replace(entry(1, "日本", "にっぽん にほん"), source="yomitan")
SAKUSEN = entry(9, "作戦名", "さくせんな")


def mint(*words: Word) -> list[WordKey]:
    ring = Keyring()
    return [ring.mint(w) for w in words]


def test_minted_from_the_entrys_first_reading_not_from_the_shown_one() -> None:
    assert mint(word("明日", "あす", of=ASU)) == [WordKey(Language.JA, "明日", "あした")]
    assert mint(word("停戦", "ていせん")) == [WordKey(Language.JA, "停戦", "ていせん")]
    assert mint(word("deal", "", language=EN, pos="noun")) == [WordKey(EN, "deal", "noun")]


SAME = {
    "a corrected reading of a composed term": (word("部分停戦", "ぶぶんていせん"), word("部分停戦", "ぶぶんていいくさ")),
    "another reading of one entry": (word("明日", "あした", of=ASU), word("明日", "あす", of=ASU)),
    "another spelling of one entry": (word("取引", "とりひき", of=TORIHIKI), word("取り引き", "とりひき", of=TORIHIKI)),
    "an update with another order": (word("明日", "あした", of=ASU), word("明日", "あす", of=entry(6, "明日", "あす あした"))),
    "another dictionary with another order": (word("日本", "にほん", of=NIHON), word("日本", "にっぽん", of=NIPPON)),
    "an entry that came later": (word("作戦名", "さくせんめい"), word("作戦名", "さくせんな", of=SAKUSEN)),
    "an entry that is gone": (word("停戦", "ていせん", of=entry(3, "停戦", "ていせん")), word("停戦", "ていいくさ")),
    "katakana and hiragana": (word("方", "かた"), word("方", "カタ")),
    "full width": (word("ＮＡＴＯ", "なとー"), word("NATO", "なとー")),
    "proper and common noun": (word("summit", language=EN, pos="noun"), word("summit", language=EN, pos="proper noun")),
    "a phrase whose tag wavers": (word("military aid", language=EN, pos="noun"), word("military aid", language=EN, pos="verb")),
    "a phrase in capitals": (word("Trade War", language=EN, pos="noun"), word("trade war", language=EN, pos="noun")),
    "a part of speech that is not known": (word("deal", language=EN, pos="noun"), word("deal", language=EN, pos="other")),
}  # fmt: skip

TWO = {
    "homographs": (word("方", "かた", of=KATA), word("方", "ほう", of=HOU)),
    "noun and verb": (word("deal", language=EN, pos="noun"), word("deal", language=EN, pos="verb")),
    "country and crockery": (word("China", language=EN, pos="proper noun"), word("china", language=EN, pos="noun")),
    "languages": (word("deal", "でぃーる"), word("deal", language=EN)),
    "synonyms": (word("停戦", "ていせん"), word("休戦", "きゅうせん")),
}


@pytest.mark.parametrize("name", SAME)
def test_one_word(name: str) -> None:
    first, second = SAME[name]
    a, b, again = mint(first, second, first)
    assert a == b == again


@pytest.mark.parametrize("name", SAME)
def test_one_word_through_the_store(study: Study, name: str) -> None:
    first, second = SAME[name]
    assert study.mint(first) == study.mint(second) == study.mint(first)


@pytest.mark.parametrize("name", TWO)
def test_two_words(name: str) -> None:
    first, second = TWO[name]
    a, b, *again = mint(first, second, first, second)
    assert a != b
    assert again == [a, b]


def test_an_entry_overrules_what_was_taken_for_want_of_one() -> None:
    ring = Keyring()
    kata = ring.mint(word("方", "かた", of=KATA))
    assert ring.mint(word("方", "ほう")) == kata  # no entry: a corrected reading, as far as anybody knows
    hou = ring.mint(word("方", "ほう", of=HOU))
    assert hou != kata
    assert ring.mint(word("方", "ほう")) == hou
    assert ring.mint(word("方", "かた", of=KATA)) == kata


def test_homographs_are_numbered_as_they_come() -> None:
    ring = Keyring()
    keys = [ring.mint(w) for w in (word("方", "かた", of=KATA), word("方", "ほう", of=HOU), word("方", "かた", of=KATA), word("停戦"))]
    assert [ring.homograph(k) for k in keys] == [1, 2, 1, 1]


def test_homographs_are_numbered_through_the_store(study: Study) -> None:
    kata, hou = study.mint(word("方", "かた", of=KATA)), study.mint(word("方", "ほう", of=HOU))
    ring = study.ledger.keyring((word("方", "ほう", of=HOU),))
    assert (ring.homograph(kata), ring.homograph(hou)) == (1, 2)


def test_no_identity_without_a_headword() -> None:
    with pytest.raises(ValueError, match="headword"):
        Keyring().mint(word(" x ").__class__(Language.JA, " ", "", (), "", (), "none", ""))


def test_many_words_at_once_get_the_keys_they_get_one_by_one(study: Study) -> None:
    words = [word(f"語{n}", f"ご{n}") for n in range(600)]
    many = study.ledger.mint(words)
    assert list(many) == [study.mint(w) for w in words]


# an entry vouches for a word only when it is spelt and read so (`decks.selection` sees to it)
words = st.one_of(
    st.builds(word, st.sampled_from(["方", "明日", "取引", "取り引き"]), st.sampled_from(["かた", "ほう", "あす", "とりひき"])),
    st.sampled_from([KATA, HOU, ASU, TORIHIKI]).flatmap(
        lambda of: st.builds(word, st.sampled_from(of.forms), st.sampled_from(of.readings), of=st.just(of))
    ),
)


@given(st.lists(words, max_size=12))
def test_a_word_with_an_entry_never_changes_its_key(met: list[Word]) -> None:
    ring = Keyring()
    first: dict[Word, WordKey] = {}
    for w in met:
        key = ring.mint(w)
        assert ring.mint(w) == key == ring.find(w)
        if w.entry:
            assert first.setdefault(w, key) == key
