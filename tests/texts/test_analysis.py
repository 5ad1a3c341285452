from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dictionaries.kanji import load_kanji_readings
from tests.texts.analysing import analyse, sentence, with_ruby
from texts.analysis import Analyser
from texts.japanese import JapaneseTokenizer
from texts.kana import is_kana
from texts.model import Analysis, AuthorRuby, Language, Origin, Pos


def surfaces(text: str) -> list[str]:
    return [token.surface for token in analyse(text).tokens]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u1680", "\u2003", "\u00a0", "\t"])
def test_no_blank_is_a_word(blank: str) -> None:
    assert surfaces(f"停戦{blank}合意") == ["停戦", "合意"]
    assert surfaces(f"peace{blank}talks") == ["peace", "talks"]
    assert surfaces(blank) == []


def check(analysis: Analysis) -> None:
    """What holds for every analysis."""
    text = analysis.sentence.text
    assert "".join(token.surface for token in analysis.tokens) == "".join(text.split())
    at = 0
    for token in analysis.tokens:
        assert text[token.start : token.end] == token.surface
        assert token.start >= at
        at = token.end
        if token.language is Language.JA:
            assert "".join(morpheme.surface for morpheme in token.morphemes) == token.surface
    at = 0
    for ruby in analysis.ruby:
        assert at <= ruby.start < ruby.end <= len(text)
        at = ruby.end
        assert ruby.reading
        assert any(token.start <= ruby.start and ruby.end <= token.end for token in analysis.tokens)
        covered = text[ruby.start : ruby.end]
        assert not is_kana(covered[0]) or covered[0] in "ヶヵケ"
        assert not is_kana(covered[-1]) or covered[-1] in "ヶヵケ"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("停戦させてみせる！", ["停戦", "させてみせる", "！"]),
        ("すぐ終わらせられる。", ["すぐ", "終わらせられる", "。"]),
        ("攻め込まれたロシア", ["攻め込まれた", "ロシア"]),
        ("打ち出しました", ["打ち出しました"]),
        ("行きませんでした", ["行きませんでした"]),
        ("就任すれば", ["就任", "すれば"]),
        ("歴史的な合意である。", ["歴史的", "な", "合意", "である", "。"]),
        ("高いです", ["高い", "です"]),
        ("高くない", ["高くない"]),
        ("お話しします", ["お話し", "します"]),
        ("2025年3月19日", ["2025年", "3月", "19日"]),
        ("第二次世界大戦", ["第二次", "世界", "大戦"]),
        ("岸田文雄首相", ["岸田文雄", "首相"]),
        ("・・・・・", ["・・・・・"]),
        ("読みやすさ", ["読みやすさ"]),
        ("意気込んでいた", ["意気込んでいた"]),
        ("供給網の強靭化を", ["供給", "網", "の", "強靭化", "を"]),
    ],
)
def test_words_are_a_learners(text: str, words: list[str]) -> None:
    assert surfaces(text) == words


@pytest.mark.parametrize(
    ("text", "surface", "lemma", "reading", "lemma_reading", "pos"),
    [
        ("打ち出しました", "打ち出しました", "打ち出す", "うちだしました", "うちだす", Pos.VERB),
        ("最小限に留めた", "留めた", "留める", "とどめた", "とどめる", Pos.VERB),
        ("意気込んでいた", "意気込んでいた", "意気込む", "いきごんでいた", "いきごむ", Pos.VERB),
        ("停戦させる", "停戦", "停戦", "ていせん", "ていせん", Pos.VERBAL_NOUN),
        ("停戦させる", "させる", "する", "させる", "する", Pos.VERB),
        ("重要です", "重要", "重要", "じゅうよう", "じゅうよう", Pos.NA_ADJECTIVE),
        ("歴史的な", "歴史的", "歴史的", "れきしてき", "れきしてき", Pos.NA_ADJECTIVE),
        ("歴史的な", "な", "だ", "な", "だ", Pos.AUXILIARY),
        ("30日間は", "30日間", "30日間", "さんじゅうにちかん", "さんじゅうにちかん", Pos.NUMBER),
        ("尹錫悦氏", "尹錫悦", "尹錫悦", "ゆんそんにょる", "ゆんそんにょる", Pos.PROPER),
        ("強烈な。", "。", "。", "", "", Pos.SYMBOL),
    ],
)
def test_token_fields(text: str, surface: str, lemma: str, reading: str, lemma_reading: str, pos: Pos) -> None:
    token = next(token for token in analyse(text).tokens if token.surface == surface)
    assert (token.lemma, token.reading, token.lemma_reading, token.pos) == (lemma, reading, lemma_reading, pos)


def test_units_of_a_long_word() -> None:
    (token,) = analyse("トランプ大統領").tokens
    assert [unit.surface for unit in token.units] == ["トランプ", "大統領"]


def test_latin_words_are_english_and_get_no_ruby() -> None:
    analysis = analyse("RussiaとUkraineの停戦")
    assert [token.surface for token in analysis.tokens if token.language is Language.EN] == ["Russia", "Ukraine"]
    assert with_ruby(analysis) == "RussiaとUkraineの停[てい]戦[せん]"


def test_doubtful_english_is_told() -> None:
    assert analyse("We agrees to halt strikes.").doubtful is not None
    assert analyse("We agree to halt strikes.").doubtful is None
    assert analyse("停戦に応じた。").doubtful is None


def test_foreign_names_keep_their_script() -> None:
    (ruby, *_) = analyse("文在寅政権の下で").ruby
    assert (ruby.start, ruby.end, ruby.reading, ruby.origin) == (0, 3, "ムン・ジェイン", Origin.NAME)
    assert with_ruby(analyse("南シナ海の緊張")).startswith("南[みなみ]シナ海[かい]の")


def test_author_ruby_beats_all_and_changes_the_readings() -> None:
    analysis = analyse("強敵と戦う", [AuthorRuby(0, 2, "とも")])
    assert with_ruby(analysis) == "強敵[とも]と戦[たたか]う"
    assert analysis.ruby[0].origin is Origin.AUTHOR
    assert analysis.tokens[0].reading == "とも"
    check(analysis)


def test_author_ruby_over_several_words_makes_one_of_them() -> None:
    text = "部分停戦合意に応じた"
    analysis = analyse(text, [AuthorRuby(2, 6, "ていせんごうい")])
    assert "停戦合意" in [token.surface for token in analysis.tokens]
    assert "停戦合意[ていせんごうい]" in with_ruby(analysis)
    check(analysis)


def test_author_ruby_on_a_verb_changes_its_lemma_reading() -> None:
    analysis = analyse("彼は微笑んだ", [AuthorRuby(2, 4, "わら")])
    token = analysis.tokens[2]
    assert (token.lemma, token.reading, token.lemma_reading) == ("微笑む", "わらんだ", "わらむ")


def test_author_ruby_over_latin() -> None:
    analysis = analyse("NATOの会合", [AuthorRuby(0, 4, "ナトー")])
    assert with_ruby(analysis).startswith("NATO[ナトー]の")


class _Corrections:
    def __init__(self, **readings: str) -> None:
        self._readings = readings

    def readings(self, text_id: str) -> Mapping[str, str]:
        return self._readings


def corrected(text: str, **readings: str) -> Analysis:
    return Analyser(JapaneseTokenizer(), load_kanji_readings(), _Corrections(**readings)).analyse(sentence(text))


def test_corrections_beat_rules_but_not_the_author() -> None:
    assert with_ruby(corrected("日本の", 日本="にっぽん")) == "日[にっ]本[ぽん]の"
    assert corrected("日本の", 日本="にっぽん").ruby[0].origin is Origin.USER
    analyser = Analyser(JapaneseTokenizer(), load_kanji_readings(), _Corrections(日本="にっぽん"))
    analysis = analyser.analyse(sentence("日本の", [AuthorRuby(0, 2, "やまと")]))
    assert with_ruby(analysis) == "日本[やまと]の"


def test_a_correction_of_the_lemma_reaches_all_forms() -> None:
    assert with_ruby(corrected("窓を開けた", 開ける="ひらける")) == "窓[まど]を開[ひら]けた"


def test_guesses_are_marked() -> None:
    sure = {ruby.reading: ruby.sure for ruby in analyse("停戦と彼女の方。").ruby}
    assert sure["てい"]
    assert not sure["ほう"]


JAPANESE = st.lists(
    st.sampled_from(
        [
            *("停戦", "に", "応じた", "30日間", "の", "部分", "米国", "Ukraine", "三人", "第", "二", "数", "十", "、", "。", "「", "」"),
            *("・・・", "尹錫悦", "大統領", "何", "方", "1", "日", "０", "%", "お", "話", "する", "て", "いる", "だ", "です", "　", "A"),
            *("km", "-", "約数", "一日", "中", "々", "ヶ月", "100円ショップ", "留める", "意気", "込んで"),
        ]
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(JAPANESE)
def test_tokens_tile_and_ruby_stays_inside(parts: list[str]) -> None:
    check(analyse("".join(parts)))


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40, alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_analysed_whole(text: str) -> None:
    check(analyse(text))


@settings(max_examples=60, deadline=None)
@given(JAPANESE, st.integers(0, 20), st.integers(1, 5))
def test_author_ruby_anywhere(parts: list[str], start: int, length: int) -> None:
    text = "".join(parts)
    end = min(len(text), start + length)
    if start >= end or any(character.isspace() for character in text[start:end]):
        return
    analysis = analyse(text, [AuthorRuby(start, end, "よみ")])
    assert [(r.start, r.end) for r in analysis.ruby if r.origin is Origin.AUTHOR] == [(start, end)]
    assert any(token.start <= start and end <= token.end for token in analysis.tokens)
