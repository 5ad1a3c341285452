from __future__ import annotations

import pytest

from tests.texts.analysing import accepted, analyse, gold, spelled
from texts.japanese import JapaneseTokenizer, Word
from texts.kana import is_kana, to_hiragana
from texts.model import Origin
from texts.names import Names
from texts.readings import RuleBook, applied, atom, inflected, matches, rules
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
    assert len(wrong) <= 0.03 * len(table)


def test_no_two_rules_are_the_same_and_all_readings_are_kana() -> None:
    seen = set()
    for rule in rules():
        key = (rule.words, rule.before, rule.after)
        assert key not in seen, rule.name
        seen.add(key)
        assert all(is_kana(reading) for reading in rule.readings if reading), rule.name
        assert all(condition.surfaces or condition.lemmas for condition in rule.words[:1]), rule.name


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


def test_a_rule_gives_the_reading_of_the_lemma() -> None:
    words = JapaneseTokenizer().words("最小限に留めたい")
    at = [word.surface for word in words].index("留め")
    rule = next(rule for rule in RuleBook().candidates(words[at]) if matches(rule, words, at))
    (reading,) = applied(rule, words, at)
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


def test_lemma_follows_the_rule() -> None:
    (token,) = (token for token in analyse("抗議も行っている。").tokens if token.surface.startswith("行"))
    assert (token.surface, token.lemma, token.reading, token.lemma_reading) == ("行っている", "行う", "おこなっている", "おこなう")


def test_names_are_found_whole_and_longest_first() -> None:
    found = [(text, name.shown) for text, name in ((("尹錫悦大統領"[a:b]), n) for a, b, n in Names().find("尹錫悦大統領"))]
    assert found == [("尹錫悦", "ユン・ソンニョル")]
    assert Names().find("尹さん") == []  # a bare family name only before a title


def test_tables_of_names_and_heteronyms() -> None:
    names = [row[0] for row in rows("names.tsv", 4)]
    assert len(names) == len(set(names)) >= 150
    assert all(is_kana(to_hiragana(row[1]).replace("・", "")) for row in rows("names.tsv", 4))
    words = [row[0] for row in rows("heteronyms.tsv", 2)]
    assert len(words) == len(set(words))
