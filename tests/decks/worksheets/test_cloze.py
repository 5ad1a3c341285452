"""Gaps: what may be asked together, where a word is asked, which sentences come in when good ones are few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decks.model import Example, Learn, Word
from decks.sheets.model import Counts, Part, Place, Row, Sheet
from decks.worksheets import make_worksheets
from decks.worksheets.cloze import clash, pool, rival
from decks.worksheets.gaps import DOUBTFUL, GOOD, WEAK, Gap, Sentences
from decks.worksheets.model import Question, Quiz
from texts.model import Language


def row(
    term: str, text: str, form: str = "", *, pos: str = "noun", category: str = "", gloss: str = "", learn: Language | None = None
) -> Row:
    form = form or term
    language = learn or (Language.EN if term.isascii() else Language.JA)
    spoken = Language.EN if text.isascii() else Language.JA
    start = text.index(form)
    example = Example(text, (), start, start + len(form), spoken, number=1)
    word = Word(language, term, "", (), pos, (gloss or f"meaning of {len(text)} {term[::-1]}",), "entry", "taiyaku", example, form)
    return Row(1, replace(word, category=category), (Place(1, 1, (1,)),), weight=1.0)


def part(*rows: Row) -> Part:
    return Part(rows[0].word.language, rows, (), Counts(9, 9, 9, 9))


def gap(one: Row, *others: Row) -> Gap:
    found = Sentences(part(one, *others)).gap(one)
    assert found is not None
    return found


def asked(*rows: Row) -> tuple[Question, ...]:
    learn = Learn.EN if rows[0].word.language is Language.EN else Learn.JA
    made = make_worksheets(Sheet("made up", learn, date(2026, 3, 2), (), (part(*rows),)), [Quiz.CLOZE], seed=1)
    return made[0].questions if made else ()


def test_the_key_is_written_as_the_bank_is_and_the_form_is_told() -> None:
    questions = asked(
        row("illegal fishing", "Illegal fishing costs the whole region a lot of money.", "Illegal fishing"),
        row("worker", "Workers in the steel towns wanted to be heard at last.", "Workers"),
        row("deal", "The two sides said that a deal was close on Monday."),
    )
    assert sorted((one.answer.text, one.hint) for one in questions) == [("deal", ""), ("illegal fishing", ""), ("workers", "複数形")]


def test_a_word_read_in_another_sentence_of_the_box_is_not_asked_there() -> None:
    tariff = row("関税", "政府は来年から関税を引き上げると発表した。")
    house = row("議会", "しかし議会の多数は高い関税に反対している。")
    budget = row("予算", "冬の前に予算を通すことができなかったという。")
    assert clash(gap(tariff), gap(house))
    assert not clash(gap(tariff), gap(budget))
    texts = [one.prompt.text for one in asked(tariff, house, budget)]
    assert len(texts) == 2
    assert any("予算" in text for text in texts)


def test_a_word_read_inside_a_longer_term_is_asked_only_where_nothing_else_can_be() -> None:
    truce = row("停戦", "大統領はこの停戦を歓迎すると述べた。")
    accord = row("合意", "両首脳は部分停戦で合意したと伝えられた。")
    whole = row("部分停戦", "両首脳は部分停戦で合意したと伝えられた。")
    budget = row("予算", "冬の前に予算を通すことができなかったという。")
    first, second = gap(truce, accord, whole), gap(accord, truce, whole)
    assert clash(first, second)
    assert not clash(first, second, alone=True)
    assert {one.answer.text for one in asked(truce, accord, whole)} == {"停戦", "合意"}
    assert len(asked(truce, accord, whole, budget)) == 2  # 予算 and one of them


def test_an_inflected_form_in_another_sentence_counts_as_read() -> None:
    ally = row("ally", "Every ally of the small republic was asked for support.")
    vote = row("vote", "The allies wanted to see the vote before the winter began.")
    assert clash(gap(ally), gap(vote))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            ("協議", "diplomacy", "両国は停戦を協議した。会場は静かだった。"),
            ("合意", "diplomacy", "会談で合意に達したと伝えられた。"),
            True,
        ),
        (("協議", "diplomacy", "両国は停戦を協議した。会場は静かだった。"), ("否決", "law", "議員は法案を否決する考えを示した。"), True),
        (
            ("協議", "diplomacy", "両国は停戦を協議した。会場は静かだった。"),
            ("発足", "government", "新しい政権が発足すると見られている。"),
            False,
        ),
        (("協議", "", "両国は停戦を協議した。会場は静かだった。"), ("発足", "", "新しい政権が発足すると見られている。"), False),
    ],
)
def test_verbal_nouns_of_one_category_or_frame_are_rivals(one: tuple[str, str, str], other: tuple[str, str, str], expected: bool) -> None:
    first, second = (gap(row(term, text, pos="verbal noun", category=kind)) for term, kind, text in (one, other))
    assert rival(first, second) is expected
    assert not rival(replace(first, row=replace(first.row, word=replace(first.row.word, pos="noun"))), second)


def test_a_term_inside_a_longer_one_is_asked_elsewhere_if_it_stands_free_there() -> None:
    bound = row("大統領", "昨日はトランプ大統領が記者団の前で演説した。")
    whole = row("トランプ大統領", "昨日はトランプ大統領が記者団の前で演説した。")
    free = row("国賓", "国賓として大統領を迎える準備が進んでいる。")
    assert gap(bound, whole, free).sentence == "国賓として大統領を迎える準備が進んでいる。"
    alone = gap(bound, whole)  # no other place: better there than not at all
    assert alone.within
    assert alone.prompt.text.startswith("昨日はトランプ")


def test_the_free_place_in_the_same_sentence_is_the_blank_and_the_other_is_emptied() -> None:
    bound = row("大統領", "トランプ大統領は、前の大統領の決定を取り消した。")
    whole = row("トランプ大統領", "トランプ大統領は、前の大統領の決定を取り消した。")
    found = gap(bound, whole)
    assert not found.within
    assert found.prompt.text == "トランプ＿＿＿＿は、前の大統領の決定を取り消した。"
    assert found.prompt.blank == (12, 15)


def test_letters_of_another_word_are_no_place_of_the_term() -> None:
    bound = row("国会", "来月の臨時国会で法案が審議される見通しだ。")
    whole = row("臨時国会", "来月の臨時国会で法案が審議される見通しだ。")
    other = row("首脳", "中国会談の後で首脳は何も話さなかったという。")
    assert gap(bound, whole, other).sentence == bound.word.example.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("term", "text", "flaw"),
    [
        ("予算", "冬の前に予算を通すことができなかったという。", GOOD),
        ("外相", "会議の冒頭で、議長を務める日本の外相は、", WEAK),
        ("予算", "予算は通った。", WEAK),
        ("予算", "代表は予算について「We needs a shared system」と述べた。", DOUBTFUL),
        ("vessel", "We needs a shared system to watch every vessel.", DOUBTFUL),
        ("rule", "魚は国境を知らない、だからこそruleが必要だ!", WEAK),
    ],
)
def test_how_well_a_sentence_asks(term: str, text: str, flaw: int) -> None:
    assert gap(row(term, text)).flaw == flaw


def english(good: int) -> list[Row]:
    nouns = ["budget", "treaty", "harbor", "election", "minister", "senate", "border"][:good]
    return [row(noun, f"Nobody had expected number {at} to be about a {noun} again.") for at, noun in enumerate(nouns)]


def test_only_as_many_weak_sentences_come_in_as_are_needed_and_doubtful_ones_last() -> None:
    doubtful = row("vessel", "We needs a shared system to watch every vessel.")
    weak = [row("rule", "魚は国境を知らない、だからこそruleが必要だ!"), row("satellite", "我が国の予算ではsatelliteなど買えない!")]
    assert {one.answer.text for one in asked(doubtful, *weak, *english(3))} == {"budget", "treaty", "harbor", "rule", "satellite"}
    assert "vessel" in {one.answer.text for one in asked(doubtful, *weak, *english(2))}
    assert {one.answer.text for one in asked(doubtful, *weak, *english(5))} == {"budget", "treaty", "harbor", "election", "minister"}


def test_doubtful_sentences_stand_last_in_the_pool() -> None:
    rows = [
        row("vessel", "We needs a shared system to watch every vessel."),
        row("rule", "だからこそruleが必要だと考える人は多い!"),
        *english(1),
    ]
    assert [one.row.word.headword for one in pool(part(*rows), names=False)] == ["budget", "rule", "vessel"]
