"""Where the reader stands: moves, switches, search. No screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dictionaries.model import Glossed
from reader.session import LAST, Correctable, Hit, Session, Target, as_kept, correctable, find, target_at, targets
from tests.reader import fakes
from tests.texts.analysing import analyse

SENTENCES = list(fakes.sentences(fakes.TEXT))


def glossed(index: int) -> Glossed:
    return fakes.gloss(fakes.analyse(SENTENCES[index]))


def test_sentences_end_at_the_ends() -> None:
    session = Session(3)
    assert session.by_sentence(1).sentence == 1
    assert session.by_sentence(-1) is session
    assert session.by_sentence(5).sentence == 2
    assert session.by_sentence(5).by_sentence(1).sentence == 2


def test_words_go_over_the_border_of_a_sentence() -> None:
    session = Session(3, sentence=1, word=1)
    assert session.by_word(1, 3).word == 2
    assert session.by_word(1, 2) == Session(3, sentence=2, word=0)
    assert Session(3, sentence=1).by_word(-1, 2) == Session(3, sentence=0, word=LAST)


def test_words_stop_at_the_ends_of_the_text() -> None:
    assert Session(1).by_word(-1, 2) == Session(1)
    assert Session(1, word=1).by_word(1, 2) == Session(1, word=1)


def test_the_last_word_is_known_when_the_words_are() -> None:
    session = Session(2, word=LAST)
    assert session.word_in(0) is None
    assert session.word_in(4) == 3
    assert session.by_word(-1, 4).word == 2


@given(st.lists(st.sampled_from([1, -1]), max_size=60), st.lists(st.integers(0, 3), min_size=1, max_size=5))
def test_the_cursor_never_leaves_the_text(steps: list[int], words: list[int]) -> None:
    session = Session(len(words))
    for step in steps:
        session = session.by_word(step, words[session.sentence])
        assert 0 <= session.sentence < len(words)
        number = session.word_in(words[session.sentence])
        assert (number is None) == (words[session.sentence] == 0)
        assert number is None or 0 <= number < words[session.sentence]


def test_switches() -> None:
    assert not Session(1).toggled_furigana().furigana
    assert Session(1).toggled_glosses().toggled_glosses().glosses


def test_growing_keeps_the_place() -> None:
    assert Session(2, sentence=1, word=3).grown(9) == Session(9, sentence=1, word=3)


def test_the_cursor_steps_over_particles_and_marks() -> None:
    assert [SENTENCES[1].text[t.start : t.end] for t in targets(glossed(1))] == ["首脳", "停戦", "目指", "会談"]


def test_an_expression_comes_before_its_first_word() -> None:
    assert [SENTENCES[4].text[t.start : t.end] for t in targets(glossed(4))] == ["交渉", "平行線をたどりました", "平行線"]


def test_there_are_targets_before_there_are_glosses() -> None:
    found = targets(fakes.analyse(SENTENCES[1]))
    assert [target.match for target in found] == [None] * 4
    assert targets(SENTENCES[1]) == ()


def test_a_click_means_the_smallest_target() -> None:
    found = targets(glossed(4))
    assert target_at(found, 3) == 2  # 平行線 within its expression
    assert target_at(found, 7) == 1
    assert target_at(found, 2) is None  # は


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("停戦", (Hit(0, 3, 5), Hit(1, 3, 5))),
        ("THE", (Hit(3, 0, 3), Hit(5, 18, 21))),
        ("ｐｅａｃｅ", (Hit(6, 6, 11),)),
        ("", ()),
        ("無い", ()),
    ],
)
def test_find_minds_neither_case_nor_width(query: str, hits: tuple[Hit, ...]) -> None:
    assert find([sentence.text for sentence in SENTENCES], query) == hits


def test_find_gives_places_in_the_text_as_it_stands() -> None:
    assert find(["㍿停戦ﾊﾞﾝ"], "停戦") == (Hit(0, 1, 3),)


def test_hits_go_round() -> None:
    session = Session(7, sentence=3).searched("x", (Hit(1, 0, 1), Hit(5, 0, 1), Hit(5, 3, 4)))
    assert session.sentence == 5
    assert session.to_hit(1).sentence == 1
    assert session.to_hit(-1).sentence == 1
    assert session.to_hit(-1).to_hit(-1).sentence == 5
    assert Session(7, sentence=3).searched("x", ()).sentence == 3
    assert Session(7, sentence=3).to_hit(1).sentence == 3


@pytest.mark.parametrize(
    ("text", "surface", "word"),
    [
        ("停戦に", "停戦", Correctable("停戦", "ていせん")),
        ("窓を開けた", "開けた", Correctable("開ける", "あける", "開けた", "あけた", "開け")),
        ("トランプ大統領は", "トランプ大統領", Correctable("トランプ大統領", "トランプだいとうりょう")),
        ("尹錫悦は", "尹錫悦", Correctable("尹錫悦", "ユン・ソンニョル")),
        ("NATOの", "NATO", Correctable("NATO", "")),
        ("それは", "それ", None),
    ],
)
def test_what_of_a_word_is_corrected(text: str, surface: str, word: Correctable | None) -> None:
    analysis = analyse(text)
    token = next(token for token in analysis.tokens if token.surface == surface)
    assert correctable(Target(token.start, token.end, token), analysis.ruby) == word


def over(text: str, start: int, end: int, unsure: str = "") -> Correctable | None:
    analysis = analyse(text)
    at = text.find(unsure) if unsure else -1
    ruby = [span._replace(sure=not at <= span.start < at + len(unsure)) for span in analysis.ruby]
    return correctable(Target(start, end), ruby, analysis.tokens)


def test_of_an_expression_the_whole_is_corrected_or_the_word_that_is_a_guess() -> None:
    assert over("超大国は", 0, 3) == Correctable("超大国", "ちょうたいこく")
    assert over("超大国は", 0, 3, unsure="大国") == Correctable("大国", "たいこく")
    assert over("平行線をたどった", 0, 8) is None  # is no word
    assert over("平行線をたどった", 0, 8, unsure="平行線") == Correctable("平行線", "へいこうせん")
    assert correctable(Target(0, 3), ()) is None


ITTA = Correctable("行く", "いく", "行った", "いった", "行っ")
FORMS = (("おこなう", "おこなっ"), ("いく", "いっ"))


@pytest.mark.parametrize(
    ("asked", "typed", "kept"),
    [
        (ITTA, "ゆく", ("行く", "ゆく")),
        (ITTA, "おこなった", ("行った", "おこなった")),
        (ITTA, "おこなう", ("行った", "おこなった")),
        (replace(ITTA, surface="行った", reading="いった"), "おこなう", ("行った", "おこなった")),
        (replace(ITTA, surface="行った", reading="いった"), "いく", ("行った", "いった")),
        (ITTA, "おこなえ", "over く it must say the same"),
        (Correctable("停戦", "ていせん"), "やすらぎ", ("停戦", "やすらぎ")),
        (Correctable("お客", "おきゃく"), "きゃく", "over お it must say the same"),
    ],
)
def test_what_is_kept_of_what_was_typed(asked: Correctable, typed: str, kept: tuple[str, str] | str) -> None:
    found = as_kept(asked, typed, FORMS)
    if isinstance(kept, str):
        assert isinstance(found, str)
        assert kept in found
    else:
        assert found == kept
