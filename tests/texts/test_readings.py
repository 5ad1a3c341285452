from __future__ import annotations

import pytest

from tests.gold.rules import audit, corpus_cases, own_cases
from tests.texts.analysing import accepted, analyse, gold, spelled
from texts.conditions import atom
from texts.house_style import Style, house_style
from texts.japanese import JapaneseTokenizer, Word
from texts.kana import inflected, is_kana
from texts.model import Origin
from texts.readings import Rule, RuleBook, _table, matches, rules
from texts.tables import rows


def test_gold(capsys: pytest.CaptureFixture[str]) -> None:
    wrong, unsure = [], 0
    table = gold("readings.tsv")
    for text, word, cell in table:
        start = text.index(word)
        analysis = analyse(text)
        got = spelled(analysis, start, start + len(word))
        if got not in accepted(cell):
            wrong.append((text, word, got))
        unsure += any(not ruby.sure for ruby in analysis.ruby if start <= ruby.start < start + len(word))
    with capsys.disabled():
        print(f"\nreadings gold: {len(table) - len(wrong)}/{len(table)}, unsure {unsure}, wrong {wrong}")
    assert len(wrong) <= 0.01 * len(table)


def test_no_rule_breaks_more_than_a_tenth_of_what_it_fixes(capsys: pytest.CaptureFixture[str]) -> None:
    found = audit([*own_cases(), *corpus_cases()])
    with capsys.disabled():
        print(f"\nrules: {len(found)}, fixes {sum(worth.fixes for worth in found)}, breaks {sum(worth.breaks for worth in found)}")
    assert sum(worth.fixes for worth in found) > 100
    assert [worth for worth in found if worth.harmful] == []


def test_no_two_rules_are_the_same_and_all_readings_are_kana() -> None:
    seen = set()
    for rule in rules():
        key = (rule.words, rule.before, rule.after, rule.anywhere)
        assert key not in seen, rule.name
        seen.add(key)
        assert all(is_kana(reading) for reading in rule.readings if reading), rule.name
        assert all(condition.surfaces or condition.lemmas or condition.exact for condition in rule.words[:1]), rule.name


def test_atoms() -> None:
    word = Word("行っ", "行く", "行く", "いっ", "いく", ("動詞", "非自立可能", "*", "*", "五段-カ行", "連用形-促音便"))
    assert atom("行っ|来").matches(word)
    assert atom("~行く").matches(word)
    assert atom("#動詞-非自立可能").matches(word)
    assert atom("…っ").matches(word)
    assert not atom("!~行く").matches(word)
    assert not atom("#動詞-一般").matches(word)
    assert atom("^").matches(None)
    assert not atom("行っ").matches(None)
    assert atom("!行っ").matches(None)
    assert atom("*").matches(None)
    assert atom("*").matches(word)
    assert atom("行っ#動詞").matches(word)
    assert not atom("行っ#名詞|行く#動詞").matches(word)
    assert atom("%going|走っ", {"%going": "~行く|来"}).matches(word)
    with pytest.raises(KeyError):
        atom("%nobody")


def _reading_of(surface: str, text: str) -> str:
    (token,) = (token for token in analyse(text).tokens if token.surface == surface)
    return token.reading


@pytest.mark.parametrize("cell", ["が|", "|が", "が||は", "!|が"])
def test_an_alternative_that_is_missing_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="alternative"):
        atom(cell)


@pytest.mark.parametrize("members", ["家 族|人", "家族||人", "家族|"])
def test_a_set_with_a_blank_or_nothing_in_it_is_refused(monkeypatch: pytest.MonkeyPatch, members: str) -> None:
    monkeypatch.setattr("texts.readings.rows", lambda *_: [("%people", members, "", "", "")])
    with pytest.raises(ValueError, match="%people"):
        _table.__wrapped__()


def test_a_gap_is_up_to_four_words_of_the_clause() -> None:
    table = [Rule("test", (atom("開く"),), (atom("..."), atom("が"), atom("店")), (), ("あく",), sure=True, joins=False)]
    book = RuleBook(table)

    def fires(text: str) -> bool:
        words = JapaneseTokenizer().words(text)
        at = [word.surface for word in words].index("開く")
        return any(matches(rule, words, at) for rule in book.candidates(words[at]))

    assert fires("店が開く。")
    assert fires("店が十時に開く。")
    assert not fires("店が十時に駅前の角で開く。")
    assert not fires("店がある、開く。")


def test_a_rule_may_ask_for_a_word_anywhere() -> None:
    table = [Rule("test", (atom("最中"),), (), (), ("もなか",), sure=True, joins=False, anywhere=atom("和菓子"))]
    words = JapaneseTokenizer().words("和菓子は最中が好きだ")
    at = [word.surface for word in words].index("最中")
    assert matches(table[0], words, at)
    assert not matches(table[0], words[at:], 0)


def test_a_rule_gives_the_reading_of_the_lemma() -> None:
    words = JapaneseTokenizer().words("最小限に留めたい")
    at = [word.surface for word in words].index("留め")
    rule = next(rule for rule in RuleBook().candidates(words[at]) if matches(rule, words, at))
    (reading,) = rule.applied(words, at)
    assert reading is not None
    assert (reading.reading, reading.lemma_reading, reading.origin) == ("とどめ", "とどめる", Origin.RULE)


@pytest.mark.parametrize(
    ("lemma_reading", "lemma", "surface", "reading"),
    [
        ("とどめる", "留める", "留め", "とどめ"),
        ("おこなう", "行う", "行っ", "おこなっ"),
        ("いう", "言う", "言わ", "いわ"),
        ("よい", "良い", "良く", "よく"),
    ],
)
def test_inflected(lemma_reading: str, lemma: str, surface: str, reading: str) -> None:
    assert inflected(lemma_reading, lemma, surface) == reading


def test_house_style_has_options_in_kana_and_ours_is_what_is_shown() -> None:
    choices = house_style()
    assert len({choice.word for choice in choices}) == len(choices) >= 20
    for choice in choices:
        assert len(choice.options) >= 2, choice.word
        assert all(is_kana(option) for option in choice.options), choice.word
    for text, word, reading in (("私は行く。", "私", "わたし"), ("明日は休みだ。", "明日", "あした"), ("世論が動いた。", "世論", "よろん")):
        assert _reading_of(word, text) == reading


@pytest.mark.parametrize(
    ("style", "text", "reading"),
    [
        ({}, "日本軍", "にほんぐん"),
        ({"日本": "にっぽん"}, "日本", "にっぽん"),
        ({"日本": "にっぽん"}, "日本軍", "にっぽんぐん"),
        ({"日本": "にっぽん"}, "日本人", "にっぽんじん"),
        ({"日本": "にっぽん"}, "西日本", "にしにっぽん"),
        ({"日本": "にっぽん"}, "日本橋", "にほんばし"),
        ({}, "日本銀行", "にっぽんぎんこう"),
        ({"私": "わたくし"}, "私", "わたくし"),
        ({"良い": "いい"}, "良い", "いい"),
        ({"良い": "いい"}, "良く", "よく"),
        ({"行く": "ゆく"}, "行か", "ゆか"),
        ({"他": "た"}, "他", "た"),
    ],
)
def test_a_style_is_chosen(style: dict[str, str], text: str, reading: str) -> None:
    after = {"良く": "なる", "行か": "ない", "他": "の国"}.get(text, "")
    words = JapaneseTokenizer().words(text + after)
    assert words[0].surface == text
    said = next((rule for rule in RuleBook(style=style).candidates(words[0]) if matches(rule, words, 0)), None)
    first = said.applied(words, 0)[0] if said else None
    assert (first.reading if first else words[0].reading) == reading


def test_a_style_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="わし"):
        Style({"私": "わし"})
    with pytest.raises(ValueError, match="彼"):
        Style({"彼": "かれ"})


def test_lemma_follows_the_rule() -> None:
    (token,) = (token for token in analyse("抗議も行っている。").tokens if token.surface.startswith("行"))
    assert (token.surface, token.lemma, token.reading, token.lemma_reading) == ("行っている", "行う", "おこなっている", "おこなう")


def test_table_of_heteronyms() -> None:
    words = [row[0] for row in rows("heteronyms.tsv", 2)]
    assert len(words) == len(set(words))
