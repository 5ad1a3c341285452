"""jReadability by our recipe: what is counted, counted by hand; which words are 漢語; the published bands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.sheets.readability import LEAST_WORDS, band, readability
from dictionaries.kanji_facts import load_kanji_facts
from texts.japanese import JapaneseTokenizer
from texts.model import Analysis, BlockKind, Language, Morpheme, Sentence

# Made up for this test and counted on paper, in short units:
#   政府|は|停戦|に|合意|し|た          7 words; 漢語 政府 停戦 合意; particles は に; し is 非自立可能, no verb
#   首脳|は|山|の|家|に|集まっ|た       8 words; 漢語 首脳; particles は の に; verb 集まっ
#   ニュース|を|見|て|国民|は|喜ん|だ   8 words; 漢語 国民; particles を て は; ニュース neither; 見 is 非自立可能; verb 喜ん
#   交渉|は|来月|も|続く|と|大臣|は|話し|た  10 words; 漢語 交渉 来月 大臣; particles は も と は; verb 話し (続く as 見)
SENTENCES = (
    "政府は停戦に合意した。",
    "首脳は山の家に集まった。",
    "ニュースを見て国民は喜んだ・・・。",
    "「交渉は来月も続く」と大臣は話した!",
)
# and 7 marks: four at the ends, two brackets, one for the ・・・
WORDS, KANGO, WAGO, VERBS, PARTICLES = 40, 8, 24, 3, 12
SCORE = 11.724 - 0.056 * WORDS / 4 - (0.126 * KANGO + 0.042 * WAGO + 0.145 * VERBS + 0.044 * PARTICLES) * 100 / WORDS


def said(text: str, language: Language = Language.JA) -> Analysis:
    return Analysis(Sentence(0, BlockKind.NARRATION, 0, language, text, 0, len(text)), (), ())


@pytest.fixture(scope="module")
def tokenizer() -> JapaneseTokenizer:
    return JapaneseTokenizer()


def short(tokenizer: JapaneseTokenizer, text: str) -> list[Morpheme]:
    return [unit for word in tokenizer.morphemes(text) for unit in tokenizer.units(word) or (word,)]


def word(surface: str, reading: str, *pos: str) -> Morpheme:
    return Morpheme(0, len(surface), surface, surface, surface, reading, (*pos, "*", "*", "*", "*", "*", "*")[:6])


NOUN = word("山", "やま", "名詞", "普通名詞")
VERB = word("喜ぶ", "よろこぶ", "動詞", "一般")


def score_of(words: Sequence[Morpheme]) -> float:
    """Of a text of one sentence."""
    found = readability([said("山")], lambda _: words, load_kanji_facts())
    assert found is not None
    return found.score


def test_a_short_text_counted_by_hand(tokenizer: JapaneseTokenizer) -> None:
    found = readability([said(text) for text in SENTENCES], lambda text: short(tokenizer, text), load_kanji_facts())
    assert found is not None
    assert (found.sentences, found.words) == (4, WORDS)
    assert found.score == pytest.approx(SCORE, abs=0.006)
    assert found.band == "lower intermediate"


def test_english_lines_foreign_words_and_repeated_marks_change_nothing(tokenizer: JapaneseTokenizer) -> None:
    def measured(*many: Analysis) -> object:
        return readability(many, lambda text: short(tokenizer, text), load_kanji_facts())

    plain = measured(*map(said, SENTENCES))
    more = (said("The deal is done.", Language.EN), said("・・・", Language.NONE), said("・・・!?"), said("NATO 2023", Language.MIXED))
    assert measured(*map(said, SENTENCES), *more) == plain
    assert measured(*(said(f"{text} NATO") for text in SENTENCES)) == plain
    assert measured(*(said(text.replace("・・・", "・・・・・")) for text in SENTENCES)) == plain
    assert measured(*(said(f"2023 {text}") for text in SENTENCES)) != plain


@pytest.mark.parametrize(
    ("surface", "reading", "origin"),
    [
        ("停戦", "ていせん", 0.126),
        ("三本", "さんぼん", 0.126),  # voiced
        ("学校", "がっこう", 0.126),  # っ
        ("堂々", "どうどう", 0.126),
        ("続々", "ぞくぞく", 0.126),
        ("人々", "ひとびと", 0.042),
        ("国", "くに", 0.042),
        ("手紙", "てがみ", 0.042),
        ("場所", "ばしょ", 0.042),  # kun and on
        ("話す", "はなす", 0.042),
        ("こと", "こと", 0.042),
        ("ニュース", "にゅーす", 0.0),
        ("ﾆｭｰｽ", "にゅーす", 0.0),
        ("サボる", "さぼる", 0.0),
        ("Tシャツ", "てぃーしゃつ", 0.0),
    ],
)
def test_where_a_word_is_from(surface: str, reading: str, origin: float) -> None:
    words = [word(surface, reading, "名詞", "普通名詞")] * LEAST_WORDS
    assert score_of(words) == pytest.approx(11.724 - 0.056 * LEAST_WORDS - 100 * origin, abs=0.006)


def test_verbs_that_are_also_auxiliaries_are_no_verbs() -> None:
    full = score_of([NOUN] * 29 + [VERB])
    assert score_of([NOUN] * 29 + [word("する", "する", "動詞", "非自立可能")]) > full
    assert full == pytest.approx(11.724 - 0.056 * 30 - 4.2 - 14.5 / 30, abs=0.006)


def test_too_few_words_have_no_score() -> None:
    assert readability([said("山")], lambda _: [NOUN] * (LEAST_WORDS - 1), load_kanji_facts()) is None
    assert readability([said("山")], lambda _: [NOUN] * LEAST_WORDS, load_kanji_facts()) is not None
    assert readability([], lambda _: [NOUN], load_kanji_facts()) is None
    assert readability([said("Only English.", Language.EN)] * 99, lambda _: [NOUN], load_kanji_facts()) is None


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (6.4, "lower elementary"), (5.5, "lower elementary"), (5.4, "upper elementary"), (4.5, "upper elementary"),
        (4.4, "lower intermediate"), (3.5, "lower intermediate"), (3.4, "upper intermediate"), (2.5, "upper intermediate"),
        (2.4, "lower advanced"), (1.5, "lower advanced"), (1.4, "upper advanced"), (0.5, "upper advanced"), (-1.0, "upper advanced"),
    ],
)  # fmt: skip
def test_the_published_bands(score: float, name: str) -> None:
    assert band(score) == name


@given(st.lists(st.sampled_from((NOUN, VERB)), min_size=LEAST_WORDS, max_size=60))
def test_one_more_verb_for_a_noun_is_never_easier(words: list[Morpheme]) -> None:
    if NOUN in words:
        at = words.index(NOUN)
        assert score_of([*words[:at], VERB, *words[at + 1 :]]) < score_of(words)
    else:
        assert score_of([NOUN, *words[1:]]) > score_of(words)
