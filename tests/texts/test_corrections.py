"""The reader's own readings: which are possible, where they count, and what they beat."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dictionaries.kanji import load_kanji_readings
from tests.texts.analysing import analyser, sentence, with_ruby
from texts.analysis import Analyser
from texts.corrections import CorrectionFinder, cleaned, problem
from texts.japanese import JapaneseTokenizer
from texts.kana import is_kana
from texts.model import Analysis, AuthorRuby, Origin, Pos, Token

TOKENIZER = JapaneseTokenizer()


class Own:
    """Corrections for everywhere."""

    def __init__(self, readings: Mapping[str, str]) -> None:
        self._readings = readings

    def readings(self, text_id: str) -> Mapping[str, str]:
        return self._readings


def corrected(text: str, readings: Mapping[str, str], ruby: tuple[AuthorRuby, ...] = ()) -> Analysis:
    return Analyser(TOKENIZER, load_kanji_readings(), Own(readings)).analyse(sentence(text, ruby))


def token(analysis: Analysis, surface: str) -> Token:
    return next(token for token in analysis.tokens if token.surface == surface)


@pytest.mark.parametrize(
    ("surface", "reading"),
    [
        ("停戦", "ていせん"),
        ("開ける", "ひらける"),
        ("東海林", "しょうじ"),
        ("茅ヶ崎", "ちがさき"),
        ("一ノ瀬", "いちのせ"),
        ("コーヒー店", "コーヒーてん"),
        ("尹錫悦", "ユン・ソンニョル"),
        ("NATO", "ナトー"),
        ("747", "ななよんなな"),
        ("二・二六", "ににろく"),
        ("十八番", "おはこ"),
        ("お問い合わせ先", "おといあわせさき"),
        ("聞き書き", "ききがき"),
        ("行き行き行き", "いききききききき"),
    ],
)
def test_possible(surface: str, reading: str) -> None:
    assert problem(surface, reading) is None


@pytest.mark.parametrize(
    ("surface", "reading", "why"),
    [
        ("開ける", "ひらく", "over ける"),
        ("コーヒー店", "こおひいてん", "over コーヒー"),
        ("お客", "きゃく", "over お"),
        ("停戦", "teisen", "not kana"),
        ("停戦", "停せん", "not kana"),
        ("停戦", "ー", "not kana"),
        ("停戦", "てい せん", "not kana"),
        ("停戦", "てい\u202eせん", "control"),
        ("停\u200b戦", "ていせん", "control"),
        ("停\x07戦", "ていせん", "control"),
        ("停 戦", "ていせん", "blank"),
        ("停戦", "", "no reading"),
        ("", "ていせん", "no word"),
        ("かな", "かな", "nothing to read"),
        ("！？", "びっくり", "nothing to read"),
        ("#1", "いち", "begins with #"),
        ("ﾎﾃﾙ街", "ホテルがい", "write ホテル街"),
        ("NATO", "neito", "too are read in kana"),
        ("停" * 65, "てい", "longer"),
        ("停戦", "て" * 65, "longer"),
    ],
)
def test_impossible_with_a_reason(surface: str, reading: str, why: str) -> None:
    found = problem(surface, reading)
    assert found is not None
    assert why in found


def test_blanks_and_half_width_kana_are_cleaned_away() -> None:
    assert cleaned(" 停戦 ", "ﾃｲｾﾝ\u3000") == ("停戦", "テイセン")


@pytest.mark.parametrize(
    ("text", "readings", "after"),
    [
        ("東海林さんと", {"東海林": "しょうじ"}, "東海林[しょうじ]さんと"),  # cut in two
        ("今上大岡へ", {"上大岡": "かみおおおか"}, "今[いま]上[かみ]大[おお]岡[おか]へ"),  # cut at the wrong place
        ("二・二六の", {"二・二六": "にいにいろく"}, None),
        ("二十歳の", {"二十歳": "にじゅっさい"}, "二[に]十[じゅっ]歳[さい]の"),  # a number
        ("10日に", {"10日": "じゅうにち"}, "10日[じゅうにち]に"),
        ("尹錫悦氏", {"尹錫悦": "いんしゃくえつ"}, None),  # a name of ours
        ("文在寅が", {"文在寅": "ムン・ジェイン"}, "文在寅[ムン・ジェイン]が"),  # the reader's own script
        ("NATOの基地", {"NATO": "ナトー"}, "NATO[ナトー]の基[き]地[ち]"),
        ("COVID-19は", {"COVID-19": "コビッド"}, "COVID-19[コビッド]は"),
        ("Wi-Fi網を", {"Wi-Fi網": "ワイファイもう"}, "Wi-Fi網[ワイファイもう]を"),
        ("747は", {"747": "ななよんなな"}, "747[ななよんなな]は"),
        ("意気込んでいる", {"意気込む": "いきこむ"}, "意[い]気[き]込[こ]んでいる"),  # a verb cut in two
        ("窓を開けた", {"開ける": "ひらける"}, "窓[まど]を開[ひら]けた"),
        ("日本銀行は", {"日本": "やまと"}, "日本[やまと]銀[ぎん]行[こう]は"),  # in a compound
    ],
)
def test_a_correction_is_where_the_reader_sees_the_word(text: str, readings: dict[str, str], after: str | None) -> None:
    analysis = corrected(text, readings)
    if after is not None:
        assert with_ruby(analysis) == after
    own = [ruby for ruby in analysis.ruby if ruby.origin is Origin.USER]
    assert own
    assert all(ruby.sure for ruby in own)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("日本人は", {"人": "ひと"}),  # one kanji in a longer word
        ("日本人口は", {"日本人": "やまとびと"}),  # not a word here
        ("二十一日に", {"一日": "ついたち"}),  # inside a number
        ("話すと", {"話": "はなし"}),
        ("NATOSと", {"NATO": "ナトー"}),
        ("停戦は", {}),
    ],
)
def test_no_correction_inside_other_words(text: str, readings: dict[str, str]) -> None:
    assert corrected(text, readings).ruby == analyser().analyse(sentence(text)).ruby


@pytest.mark.parametrize("text", ["10日に", "第10回の会議", "10人と話す", "10個", "2025年10月10日", "110", "10.5", "10ポンド"])
@pytest.mark.parametrize("number", ["10", "１０"])
def test_a_number_alone_says_nothing_of_what_is_counted(text: str, number: str) -> None:
    assert number == "10" or "１０" not in text
    written = text.replace("10", number)
    assert corrected(written, {number: "とお"}) == analyser().analyse(sentence(written))


@pytest.mark.parametrize("text", ["二日に", "二人で", "第二回", "二十二", "二月二日", "二度"])
def test_nor_does_a_kanji_numeral(text: str) -> None:
    assert corrected(text, {"二": "ふた"}) == analyser().analyse(sentence(text))


@pytest.mark.parametrize(
    ("text", "readings", "after"),
    [
        ("10は大きい", {"10": "とお"}, "10[とお]は大[おお]きい"),
        ("二は小さい", {"二": "ふた"}, "二[ふた]は小[ちい]さい"),
        ("二十三が", {"二十三": "にじゅうみ"}, "二十三[にじゅうみ]が"),
        ("911事件", {"911": "きゅういちいち"}, "911[きゅういちいち]事[じ]件[けん]"),
        ("10日、10に", {"10": "とお"}, "10日[とおか]、10[とお]に"),
    ],
)
def test_a_number_that_stands_alone_is_corrected_everywhere_alike(text: str, readings: dict[str, str], after: str) -> None:
    analysis = corrected(text, readings)
    assert with_ruby(analysis) == after
    ((surface, kana),) = readings.items()
    assert token(analysis, surface).reading == token(analysis, surface).lemma_reading == kana


@pytest.mark.parametrize(
    ("text", "readings", "surface", "after"),
    [
        ("先日行った仕事", {"行った": "おこなった"}, "行った", ("行う", "おこなった", "おこなう")),
        ("会を行っています", {"行っています": "おこなっています"}, "行っています", ("行う", "おこなっています", "おこなう")),
        ("先日行った仕事", {"行っ": "おこなっ"}, "行った", ("行う", "おこなった", "おこなう")),
        ("会を行っている", {"行う": "おこなう", "行っている": "いっている"}, "行っている", ("行く", "いっている", "いく")),
        ("昨日は辛かった", {"辛かった": "からかった"}, "辛かった", ("辛い", "からかった", "からい")),
        ("山に行った", {"行った": "あるった"}, "行った", ("行く", "あるった", "いく")),  # no word that anybody knows: what it means stays
    ],
)
def test_a_form_read_otherwise_is_a_form_of_the_word_that_is_read_so(
    text: str, readings: dict[str, str], surface: str, after: tuple[str, str, str]
) -> None:
    verb = token(corrected(text, readings), surface)
    assert (verb.lemma, verb.reading, verb.lemma_reading) == after
    assert verb.pos in (Pos.VERB, Pos.ADJECTIVE)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("一日中雨だ", "一[いち]日[にち]中[じゅう]雨[あめ]だ"),
        ("一日中外にいた", "一[いち]日[にち]中[じゅう]外[そと]にいた"),
        ("一日中家で休む", "一[いち]日[にち]中[じゅう]家[いえ]で休[やす]む"),
    ],
)
def test_what_follows_a_corrected_adverbial_is_cut_anew(text: str, after: str) -> None:
    assert with_ruby(corrected(text, {"一日中": "いちにちじゅう"})) == after


def test_what_follows_a_corrected_name_keeps_its_place_behind_a_name() -> None:
    assert with_ruby(corrected("東海林家で", {"東海林": "しょうじ"})) == "東海林[しょうじ]家[け]で"


def test_a_corrected_word_is_one_word_with_its_reading() -> None:
    assert token(corrected("東海林さんと", {"東海林": "しょうじ"}), "東海林").reading == "しょうじ"
    verb = token(corrected("意気込んでいた", {"意気込む": "いきこむ"}), "意気込んでいた")
    assert (verb.lemma, verb.reading, verb.lemma_reading) == ("意気込む", "いきこんでいた", "いきこむ")
    bank = token(corrected("日本銀行は", {"日本": "にっぽん"}), "日本銀行")
    assert bank.reading == "にっぽんぎんこう"
    foreign = token(corrected("文在寅が", {"文在寅": "ムン・ジェイン"}), "文在寅")
    assert foreign.reading == "むんじぇいん"


def test_a_form_that_goes_its_own_way_does_not_follow_its_lemma() -> None:
    assert with_ruby(corrected("行くか行った", {"行く": "ゆく"})) == "行[ゆ]くか行[い]った"
    assert with_ruby(corrected("行った", {"行っ": "おこなっ"})) == "行[おこな]った"  # unless it is named itself


def test_the_author_beats_the_reader() -> None:
    assert with_ruby(corrected("東海林と", {"東海林": "しょうじ"}, (AuthorRuby(0, 3, "とうかいりん"),))) == "東海林[とうかいりん]と"
    assert with_ruby(corrected("NATOと", {"NATO": "ナトー"}, (AuthorRuby(0, 4, "ネイトー"),))) == "NATO[ネイトー]と"


def test_only_places_that_are_sure_by_the_text_alone_are_certain() -> None:
    finder = CorrectionFinder({"上大岡": "かみおおおか", "人": "ひと"})
    assert [place.certain for place in finder.find("今上大岡の上大岡駅と上大岡本")] == [True, True, False]
    assert [place.certain for place in finder.find("人が日本人と")] == [False, False]


KNOWN = {
    "東海林": "しょうじ",
    "人": "ひと",
    "日本": "にっぽん",
    "意気込む": "いきこむ",
    "NATO": "ナトー",
    "10日": "とおか",
    "10": "とお",
    "三": "み",
    "一日中": "いちにちじゅう",
    "行った": "おこなった",
    "上大岡": "かみおおおか",
}
PARTS = [
    "東海林",
    "人",
    "日本",
    "意気",
    "込んで",
    "NATO",
    "10",
    "日",
    "上",
    "大岡",
    "今",
    "。",
    "は",
    "三",
    "駅",
    " ",
    "一日中",
    "外に",
    "行った",
    "行って",
]


def test_a_reading_with_many_ways_to_fit_is_judged_at_once() -> None:
    assert problem("亜あ" * 32, "あ" * 64) is None
    assert "it must say the same" in (problem("亜あ" * 32, "あ" * 63 + "い") or "")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=10))
def test_corrections_never_break_a_sentence(parts: list[str]) -> None:
    text = "".join(parts)
    analysis = corrected(text, KNOWN)
    assert "".join(token.surface for token in analysis.tokens) == "".join(text.split())
    at = 0
    for ruby in analysis.ruby:
        assert at <= ruby.start < ruby.end <= len(text)
        at = ruby.end
        assert not is_kana(text[ruby.start])
        assert any(token.start <= ruby.start and ruby.end <= token.end for token in analysis.tokens)
