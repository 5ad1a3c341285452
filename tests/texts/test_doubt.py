"""Reasons to doubt a reading, each with words it speaks of and words it leaves alone."""

from __future__ import annotations

import pytest

from tests.gold.confidence import measure
from tests.gold.rules import corpus_cases, own_cases
from tests.texts.analysing import analyse
from texts.doubt import OF_A_PLACE, OF_A_WORD, Doubts, doubts
from texts.house_style import house_style
from texts.japanese import JapaneseTokenizer, Word, noun_readings, readings_of
from texts.tables import rows

TOKENIZER = JapaneseTokenizer()


def around(text: str, surface: str) -> tuple[Word, Word | None, Word | None]:
    """The first word of a text written so, and its neighbours."""
    words = TOKENIZER.words(text)
    at = next(place for place, word in enumerate(words) if word.surface == surface)
    return words[at], words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None


def reasons(text: str, surface: str) -> tuple[str, ...]:
    return doubts().reasons(*around(text, surface))


@pytest.mark.parametrize(
    ("text", "surface", "reason"),
    [
        ("爆速で届く。", "爆速", "not in the dictionary"),
        ("牧場へ行った。", "牧場", "listed"),
        ("直樹は笑った。", "直樹", "given name"),
        ("秦さんが来た。", "秦", "name of one kanji"),
        ("経典を読む。", "経典", "another reading in the dictionary"),
        ("彼は鬼軍団と戦う。", "鬼", "one kanji beside a noun"),
        ("黒簧無簧である。", "無", "affix beside one kanji"),
        ("越前島津家が", "津家", "bare surname"),
        ("「理」", "理", "one kanji between marks"),
        ("今上大岡に住む。", "大岡", "may be cut elsewhere"),  # 今 上大岡
    ],
)
def test_reason(text: str, surface: str, reason: str) -> None:
    assert reason in reasons(text, surface)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("停戦の部分だ。", "停戦"),  # one reading
        ("国民が選んだ。", "国民"),  # くにたみ is in the dictionary, but nobody says it: listed with !
        ("科学の力だ。", "科学"),  # かがっ is the same word before 科学館
        ("田中さんが来た。", "田中"),  # a title after the surname
        ("吉田社長が語った。", "吉田"),
        ("岸田首相が語った。", "岸田"),
        ("関係団体の代表が語った。", "団体"),
        ("道を歩く。", "道"),  # one kanji on its own
    ],
)
def test_words_a_learner_can_trust(text: str, surface: str) -> None:
    assert reasons(text, surface) == ()


@pytest.mark.parametrize("word", [choice.word for choice in house_style() if len(choice.word) > 1 and choice.word != "行く"])
def test_what_the_house_style_decides_is_sure(word: str) -> None:
    text = f"{word}ことだ。" if word == "良い" else f"{word}のことだ。"
    assert all(ruby.sure for ruby in analyse(text).ruby if ruby.end <= len(word)), word


def test_a_noun_after_an_adverbial_is_not_beside_it() -> None:
    assert "one kanji beside a noun" not in reasons("時々歌を歌う。", "歌")
    assert "one kanji beside a noun" not in reasons("お皿を洗う。", "皿")
    assert "one kanji beside a noun" in reasons("彼は鬼軍団と戦う。", "鬼")


def test_reasons_agree_with_what_the_reading_step_asks() -> None:
    table = Doubts()
    for text in ("「理」と道路の経典", "秦さんの鬼軍団の牧場、直樹", "越前島津家は大学院の方だ"):
        words = TOKENIZER.words(text)
        for at, word in enumerate(words):
            before, after = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
            asked = table.doubtful(word) or (table.asks(word) and table.doubtful_here(word, before, after))
            assert asked == bool(table.reasons(word, before, after)), word.surface


def test_a_rule_or_a_name_is_not_doubted() -> None:
    sure = {ruby.reading: ruby.sure for ruby in analyse("尹錫悦大統領は主として語った。").ruby}
    assert sure["しゅ"]
    assert sure["ユン・ソンニョル"]


def test_readings_as_a_noun() -> None:
    assert noun_readings("博士") == {"はかせ", "はくし"}  # not ひろし, a given name
    assert noun_readings("食べる") == frozenset()


def test_all_readings_of_what_is_written_so() -> None:
    assert readings_of("博士", ("名詞", "普通名詞")) == {"はかせ", "はくし"}
    assert readings_of("博士", ("名詞", "固有名詞", "人名", "名")) == {"ひろし"}
    assert readings_of("鰲鱟", ("名詞",)) == frozenset()


def test_list_has_no_word_twice_and_marks_are_known() -> None:
    listed = list(rows("heteronyms.tsv", 2))
    assert len(listed) == len({word for word, _ in listed})
    assert {part for _, cell in listed for part in cell.split("|")} <= {"", "!", "名詞", "代名詞", "接頭辞", "接尾辞"}


def test_every_reason_earns_its_place() -> None:
    """Among the words a reason flags, many more are wrong than among all; and what is sure is right."""
    cases = corpus_cases()
    if not cases:
        pytest.skip("the corpora are not beside the checkout")
    found = measure(cases)
    total = found.total
    assert total.flagged / total.units <= 0.08
    assert (total.wrong - total.caught) / (total.units - total.flagged) <= 0.006
    assert total.caught / total.wrong >= 0.5
    for name in (*OF_A_WORD, *OF_A_PLACE):
        reason = found.reasons.get(name)
        if reason is not None and reason.flagged >= 20:
            assert reason.caught / reason.flagged >= 3 * total.wrong / total.units, name


def test_measuring_counts_our_own_gold() -> None:
    cases = own_cases()[:300]
    found = measure(cases)
    assert found.total.units == len(cases)
    assert 0 <= found.total.caught <= min(found.total.wrong, found.total.flagged)
    assert found.reasons["listed"].flagged > 0
