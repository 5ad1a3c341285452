"""The finished list: merged, in order, under the teacher's hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.model import Learn
from decks.sheets.known import Known, commonest, either, known_list, known_words_of
from decks.sheets.levels import read_levels
from decks.sheets.listing import Listed, Teacher, make_sheet
from decks.sheets.model import Action, Frequency, Order, Override, Place, Row, Wish, WordCount
from decks.sheets.order import gojuon, in_order
from decks.sheets.preteach import preteach
from tests.decks.sheets import factory
from texts.errors import BadInputError
from texts.model import Language

JA, EN = Language.JA, Language.EN


class Kanji:
    def readings(self, kanji: str) -> tuple[str, ...]:
        return {"停": ("てい",), "戦": ("せん", "いくさ"), "合": ("ごう",), "意": ("い",)}.get(kanji, ())


def listed(*articles: str, wish: Wish | None = None, **teacher: object) -> Listed:
    made = [factory.article(name, name) for name in articles or ("one",)]
    return make_sheet(made, wish or Wish(), Teacher(**teacher), readings=Kanji(), made=factory.MADE)  # type: ignore[arg-type]


def words(found: Listed, part: int = 0) -> list[str]:
    return [row.word.headword for row in (*found.sheet.parts[part].rows, *found.sheet.parts[part].names)]


def test_names_stand_apart_and_numbers_go_on() -> None:
    found = listed(wish=Wish(Learn.BOTH))
    japanese, english = found.sheet.parts
    assert [row.word.headword for row in japanese.rows] == ["首脳", "部分停戦", "合意", "停戦"]  # 停戦: from its second place
    assert [(row.number, row.word.headword) for row in japanese.names] == [(5, "トランプ大統領")]
    assert [row.word.headword for row in english.names] == ["Geneva"]
    assert (japanese.counts.running, japanese.counts.covered, japanese.counts.listed) == (12, 6, 5)
    assert english.counts.covered == 4
    assert japanese.counts.known is None


def test_articles_are_merged_and_no_place_is_lost() -> None:
    found = listed("one", "two", "three")
    assert words(found) == words(listed())
    row = next(row for row in found.sheet.parts[0].rows if row.word.headword == "停戦")
    assert row.places == (Place(1, 2, (1, 2)), Place(2, 2, (1, 2)), Place(3, 2, (1, 2)))
    assert row.count == 6
    assert found.sheet.parts[0].counts.running == 36
    assert found.sheet.title == "3 texts"
    assert listed("one", "two", wish=Wish(Learn.EN)).sheet.title == "本文 2 編"


def test_the_teachers_cells_replace_ours_and_only_those() -> None:
    line = Override(JA, "停戦", reading="ていいくさ", glosses=("truce",), category="law", note="Lesson 1", file="own", line=3)
    row = next(row for row in listed(overrides=(line,)).sheet.parts[0].rows if row.word.headword == "停戦")
    assert (row.word.reading, row.word.glosses, row.word.category, row.note) == ("ていいくさ", ("truce",), "law", "Lesson 1")
    assert [(one.start, one.end, one.reading) for one in row.word.ruby] == [(0, 1, "てい"), (1, 2, "いくさ")]
    assert row.by_hand
    english = listed(wish=Wish(Learn.EN), overrides=(Override(EN, "Ceasefire", glosses=("休戦", "中止")),)).sheet.parts[0].rows
    one = next(row for row in english if row.word.headword == "ceasefire")
    assert [bool(ruby) for ruby in one.gloss_ruby] == [True, False]  # the reading of a meaning that is ours too stays


def test_excluded_taught_known_and_unmatched() -> None:
    lines = (
        Override(JA, "停戦", Action.EXCLUDE, file="own", line=2), Override(JA, "合意", Action.TAUGHT, file="own", line=3),
        Override(JA, "宇宙", Action.EXCLUDE, file="own", line=4), Override(JA, "地球", Action.TAUGHT, file="own", line=5),
        Override(JA, "両", Action.EXCLUDE, file="own", line=6), Override(EN, "moon", Action.EXCLUDE, file="own", line=7),
    )  # fmt: skip
    found = listed(overrides=lines)
    assert words(found) == ["首脳", "部分停戦", "トランプ大統領"]
    assert [one.term for one in found.unmatched] == ["宇宙", "両"]
    known = known_words_of(["首脳"])
    assert "首脳" in words(listed(known=known))
    assert "首脳" not in words(listed(wish=Wish(new=True), known=known))
    kept = listed(wish=Wish(new=True), known=known, overrides=(Override(JA, "首脳", Action.INCLUDE),))
    assert "首脳" in words(kept)


def test_a_limit_keeps_the_most_important_and_the_teachers_own() -> None:
    assert words(listed(wish=Wish(limit=2))) == ["部分停戦", "停戦"]
    lines = tuple(Override(JA, term, note="mine") for term in ("首脳", "合意", "トランプ大統領"))
    assert words(listed(wish=Wish(limit=1), overrides=lines)) == ["首脳", "合意", "トランプ大統領"]


def test_words_to_teach_first() -> None:
    found = listed(wish=Wish(preteach=0.95))
    part = found.sheet.parts[0]
    assert part.goal is not None
    assert part.goal.after >= 0.95 > part.goal.before
    assert words(found)[0] in ("は", "停戦")
    excluded = listed(wish=Wish(preteach=0.95), overrides=(Override(JA, "停戦", Action.EXCLUDE),)).sheet.parts[0]
    assert excluded.goal is not None
    assert excluded.goal.after <= 10 / 12 + 0.001  # 停戦 stands twice, and stays unknown
    assert not [row for row in excluded.rows if row.word.headword == "停戦"]


@pytest.mark.parametrize("order", list(Order))
def test_every_order_is_total(order: Order) -> None:
    rows = [*listed().sheet.parts[0].rows, *listed().sheet.parts[0].names]
    assert [row.word.headword for row in in_order(rows, order)] == [row.word.headword for row in in_order(reversed(rows), order)]


def test_orders() -> None:
    assert words(listed(wish=Wish(order=Order.READING)))[:4] == ["合意", "首脳", "停戦", "部分停戦"]
    assert words(listed(wish=Wish(order=Order.FREQUENCY)))[0] == "合意"
    assert words(listed(wish=Wish(order=Order.IMPORTANCE)))[0] == "部分停戦"
    assert words(listed(wish=Wish(order=Order.CATEGORY)))[:2] == ["合意", "部分停戦"]
    unknown = Row(1, factory.teisen(), (), Frequency())
    assert in_order([unknown, Row(2, factory.goui(), (), Frequency("rare", 1.0))], Order.FREQUENCY)[-1] is unknown


@pytest.mark.parametrize(
    "ordered",
    [
        ["かき", "かぎ", "がき"], ["はは", "はば", "ぱぱ"], ["きゃく", "きやく"], ["カード", "かあど"], ["ああ", "アイ", "い"],
        ["せいふ", "せいぶ", "せんせい"],
    ],
)  # fmt: skip
def test_gojuon(ordered: list[str]) -> None:
    turned = ordered[::-1]
    assert sorted(turned, key=gojuon) == ordered


@given(st.lists(st.text("あいかがきぎさざーっつゃやアカガ", max_size=6), max_size=6))
def test_gojuon_orders_any_kana(readings: list[str]) -> None:
    once = sorted(readings, key=gojuon)
    turned = once[::-1]
    assert sorted(turned, key=gojuon) == once


# ---- what is known, levels


def test_known_lists() -> None:
    known = known_list("known.txt", "﻿word,level\n停戦,1\n# comment\ncafé\nMinister\n".encode())
    assert known.knows(JA, "停戦")
    assert known.knows(EN, "minister")
    assert known.knows(EN, "café")
    assert not known.knows(JA, "合意")
    both = either((known, commonest(2, lambda word, language: {"合意": 5.0, "譲歩": 3.0}.get(word), lambda language, rank: 4.0)))
    assert both.knows(JA, "合意")
    assert not both.knows(JA, "譲歩")
    assert both.knows(JA, "停戦")
    assert not Known().knows(JA, "停戦")


@pytest.mark.parametrize(
    ("data", "says"),
    [("# nothing\n", "no words"), ("あ" * 61 + "\n", "line 1"), ("良い\n" + '"' + "x" * 200_000, "line 2"), ("", "empty")],
)
def test_no_list_of_words(data: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says):
        known_list("known.txt", data.encode())


def test_levels() -> None:
    for text in ("停戦,N1\n生,\n", "word;level\n停戦;N1\n", "kanji\tkana\tlevel\n停戦\tていせん\tN1\n", "JLPT,単語\nN1,停戦\n"):
        levels = read_levels("levels.csv", text.encode("cp932"))
        assert (levels.level_of("停戦", "ていせん"), levels.level_of("合意"), len(levels)) == ("N1", "", 1)
    told = read_levels("levels.csv", "語,読み,級\n上手,じょうず,N5\n上手,うわて,N1\n".encode())
    assert (told.level_of("上手", "じょうず"), told.level_of("上手", "うわて")) == ("N5", "N1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("停戦\n", "line 1: there are 1 columns"), ("a,1\nb\n", "line 2"),
        ("停戦,N1\n停戦,N2\n", "line 2: 停戦 has the level N2, and N1 in line 1"),
        (",N1\n", "no word"), ("", "empty"), ("a," + "x" * 41, "longer"), ('"a,1\nb,2,\nc\n', "line 3"),
        ("word,reading,level\n停戦,teisen,N1\n", "no reading in kana"),
    ],
)  # fmt: skip
def test_wrong_levels_are_named(text: str, says: str) -> None:
    with pytest.raises(BadInputError) as error:
        read_levels("levels.csv", text.encode())
    assert says in str(error.value)


def test_a_spared_word_is_not_taught_and_stays_unknown() -> None:
    counted: Sequence[WordCount] = [factory.counted(JA, "停戦", 5), factory.counted(JA, "合意", 3), factory.counted(JA, "首脳", 2)]
    chosen, goal = preteach(counted, lambda word: False, 0.95, lambda word: word.lemma == "停戦")
    assert [word.lemma for word in chosen] == ["合意", "首脳"]
    assert goal.after == 0.5
