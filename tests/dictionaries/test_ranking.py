"""The order of entries and glosses, each criterion by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dictionaries import ranking
from dictionaries.library import Candidate, Translation
from dictionaries.model import Entry, Sense
from dictionaries.ranking import Wanted
from texts.model import Pos

PLAIN = Candidate("jmdict", 1, "こと", False, 0, ("事",), ("こと",), frozenset(("n",)), (), 50, False, False, "[]")


def first(wanted: Wanted, *candidates: Candidate) -> tuple[str, ...]:
    return ranking.rank_candidates(candidates, wanted)[0].forms


def test_the_normalised_form_says_which_word_in_kana_is_meant() -> None:
    koto = replace(PLAIN, forms=("琴",), priority=100)
    assert first(Wanted("こと", "事", "こと", Pos.NOUN), koto, PLAIN) == ("事",)


def test_the_reading_says_which_word_in_kanji_is_meant() -> None:
    kufuu = replace(PLAIN, form="工夫", written=True, forms=("工夫",), readings=("くふう",), priority=50)
    koufu = replace(kufuu, forms=("工夫", "工"), readings=("こうふ",), priority=0)
    assert first(Wanted("工夫", "工夫", "こうふ", Pos.NOUN), kufuu, koufu) == koufu.forms
    assert first(Wanted("工夫", "工夫", "クフウ", Pos.NOUN), koufu, kufuu) == kufuu.forms


def test_the_part_of_speech_says_which_word_is_meant() -> None:
    noun = replace(PLAIN, forms=("なし", "梨"), pos=frozenset(("n",)))
    verb = replace(PLAIN, forms=("生す",), pos=frozenset(("v5s", "vt")))
    assert first(Wanted("なす", "なす", "", Pos.VERB), noun, verb) == ("生す",)


def test_words_usually_in_kana_are_meant_by_kana() -> None:
    kanji = replace(PLAIN, forms=("夜",), readings=("よる",), pos=frozenset(("v5r",)))
    kana = replace(PLAIN, forms=("因る",), readings=("よる",), pos=frozenset(("v5r",)), usually_kana=True)
    assert first(Wanted("よる", "よる", "よる", Pos.VERB), kanji, kana) == ("因る",)


def test_archaic_and_dialect_words_come_late() -> None:
    rare = replace(PLAIN, forms=(), tags=("ksb",), priority=0)
    uk = replace(PLAIN, forms=("因る",), usually_kana=True, priority=0)
    assert first(Wanted("よる", "よる", "こと", Pos.NOUN), rare, uk) == ("因る",)


@pytest.mark.parametrize(
    ("code", "pos", "fits"),
    [("n", Pos.NOUN, 1.0), ("v5k-s", Pos.VERB, 1.0), ("v1", Pos.NOUN, 0.0), ("vs", Pos.VERBAL_NOUN, 1.0), ("vs-i", Pos.VERB, 1.0),
     ("n-adv", Pos.NOUN, 1.0), ("adj-na", Pos.NA_ADJECTIVE, 1.0), ("nonsense", Pos.NOUN, 0.0)],
)  # fmt: skip
def test_codes_fit_parts_of_speech(code: str, pos: Pos, fits: float) -> None:
    assert ranking.fit(code, pos) == fits


def test_senses_of_the_words_part_of_speech_stand_first_and_archaic_ones_last() -> None:
    noun, verb, old = Sense(("n",), (), ("noun",)), Sense(("v1",), (), ("verb",)), Sense(("v1",), ("arch",), ("old",))
    entry = Entry("jmdict", "1", ("形",), ("かた",), (old, noun, verb))
    assert [sense.glosses[0] for sense in ranking.rank_senses(entry, Pos.VERB)] == ["verb", "old", "noun"]


def test_glosses_are_few_and_without_brackets_and_every_sense_is_heard() -> None:
    senses = (Sense((), (), ("a (remark)", "b", "c", "d")), Sense((), (), ("e", "f")), Sense((), (), ("b",)))
    assert ranking.glosses(senses) == ("a", "b", "c", "e", "d")
    assert ranking.glosses((Sense((), (), ("(only a remark)",)),)) == ("(only a remark)",)
    assert ranking.glosses(()) == ()


WORD = Translation("jmdict", 1, "work", "仕事", "しごと", ("n", "vs"), False, False, 5.0, False)


def test_infinitives_are_for_verbs() -> None:
    verb = replace(WORD, headword="働く", pos=("v5k", "vi"), verb=True, score=4.8)
    order = [t.headword for t in ranking.rank_translations((WORD, verb), Pos.VERB, capital=False, names=False)]
    assert order == ["働く", "仕事"]
    order = [t.headword for t in ranking.rank_translations((verb, WORD), Pos.NOUN, capital=False, names=False)]
    assert order == ["仕事", "働く"]


def test_a_capital_is_for_names_and_names_for_capitals() -> None:
    china = replace(WORD, headword="瀬戸物", pos=("n",), score=6.0)
    country = replace(WORD, headword="中国", pos=("n",), capital=True, score=5.0)
    name = replace(WORD, headword="チャイナ", pos=("n-pr",), capital=True, is_name=True, score=5.0)
    found = (china, country, name)
    assert ranking.rank_translations(found, Pos.PROPER, capital=True, names=True)[0].headword == "中国"
    assert [t.headword for t in ranking.rank_translations(found, Pos.NOUN, capital=False, names=False)] == ["瀬戸物", "中国"]


def test_each_headword_is_shown_once() -> None:
    again = replace(WORD, id=2, score=1.0)
    assert len(ranking.rank_translations((again, WORD), Pos.NOUN, capital=False, names=False)) == 1


def test_plants_and_animals_are_written_in_katakana() -> None:
    pear = replace(PLAIN, form="なし", forms=("梨",), readings=("なし", "ナシ"), tags=("uk",), usually_kana=True, priority=71)
    without = replace(PLAIN, form="なし", forms=("無し",), readings=("なし",), tags=("uk",), usually_kana=True, priority=57)
    assert first(Wanted("なし", "なし", "なし", Pos.NOUN), pear, without) == ("無し",)
    assert first(Wanted("梨", "梨", "なし", Pos.NOUN), replace(pear, form="梨", written=True), without) == ("梨",)


def test_an_entry_that_is_read_otherwise_comes_after_all_that_are_read_so() -> None:
    suffix = replace(PLAIN, form="内", written=True, forms=("内",), readings=("ない",), pos=frozenset(("suf",)), priority=100)
    noun = replace(PLAIN, form="内", written=True, forms=("内",), readings=("うち",), pos=frozenset(("adv",)), priority=0, tags=("arch",))
    assert ranking.rank_candidates((suffix, noun), Wanted("内", "内", "うち", Pos.SUFFIX))[0].readings == ("うち",)
