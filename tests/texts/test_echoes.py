"""The author's ruby at later plain places of the same word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts.analysing import analyser, with_ruby
from texts.author import put_author_ruby
from texts.model import AuthorRuby, Document, Origin, Sentence
from texts.segment import segment

MARKED = re.compile("｜([^《》｜]+)《([^》]+)》")


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text whose ruby is written ｜強敵《とも》."""
    plain, ruby, at = "", [], 0
    for found in MARKED.finditer(text):
        plain += text[at : found.start()]
        ruby.append(AuthorRuby(len(plain), len(plain) + len(found[1]), found[2]))
        plain += found[1]
        at = found.end()
    plain += text[at:]
    return list(segment(Document("id", "t", "s", "utf-8", plain, tuple(ruby))))


def shown(text: str) -> str:
    """The last sentence with its furigana."""
    return with_ruby(analyser().analyse(sentences(text)[-1]))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("｜強敵《とも》が来た。\n強敵は笑った。", "強敵[とも]は笑[わら]った。"),
        ("｜強敵《とも》と強敵。", "強敵[とも]と強敵[とも]。"),
        ("強敵と｜強敵《とも》。", "強[きょう]敵[てき]と強敵[とも]。"),  # nothing is known before its place
        ("｜強敵《とも》だ。\n｜強敵《ライバル》だ。\n強敵だ。", "強敵[ライバル]だ。"),  # the newest counts
        ("｜停戦《ていせん》は。\n停戦だ。", "停[てい]戦[せん]だ。"),  # as we read it: over each kanji
        ("｜NATO《ナトー》は。\nNATOの会。", "NATO[ナトー]の会[かい]。"),
        ("｜強《つ》｜敵《よ》が。\n強敵は。", "強[つ]敵[よ]は。"),  # ruby for each kanji is one word
        ("｜謳《うと》う。\n謳った。", "謳[うと]った。"),
        ("｜謳う《うとう》。\n謳えば。", "謳[うと]えば。"),
        ("｜微笑《わら》む。\n彼は微笑んだ。", "彼[かれ]は微笑[わら]んだ。"),
        ("｜東海林《とうかいりん》さん。\n東海林は。", "東海林[とうかいりん]は。"),
        ("｜客《まろうど》が来た。\nお客は。", "お客[まろうど]は。"),
    ],
)
def test_an_echo(text: str, after: str) -> None:
    assert shown(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "｜人《じん》を見る。\n日本人は。",  # one kanji is not in a longer word
        "｜人《じん》を見る。\n人々は。",
        "｜話《わ》は長い。\n話すと。",  # a noun is not a verb
        "｜話《わ》す。\n話は。",
        "｜開《はだ》く。\n窓を開ける。",  # another verb
        "｜一日《ついたち》だ。\n五月二十一日だ。",
        "｜上大《かみお》を見た。\n今上大岡と。",
        "｜NATO《ナトー》だ。\nNATOSの会。",
        "｜大事《・・》だ。\n大事です。",  # dots are no reading
        "｜約束《promise》だ。\n約束です。",
        "｜かな《仮名》だ。\nかなです。",
        "｜大《おお》国主は。\n大は小を兼ねる。",  # part of a word
    ],
)
def test_no_echo(text: str) -> None:
    last = sentences(text)[-1]
    assert all(ruby.origin is not Origin.AUTHOR for ruby in analyser().analyse(last).ruby)


def test_an_echo_is_the_authors_and_sure() -> None:
    last = sentences("｜停戦《ていせん》は。\n停戦だ。")[-1]
    assert {(ruby.origin, ruby.sure) for ruby in analyser().analyse(last).ruby} == {(Origin.AUTHOR, True)}


def test_an_echo_never_overlaps_and_says_it_is_one() -> None:
    *_, last = sentences("｜強敵《とも》だ。\n強敵と｜強敵《てき》と。")
    assert last.ruby == (AuthorRuby(0, 2, "とも", echo=True), AuthorRuby(3, 5, "てき"))


def test_a_rule_that_saw_the_sentence_knows_a_verb_better_than_an_echo() -> None:
    assert "行[おこな]って" in shown("学校へ｜行《い》った。\n会議を行っている。")


def test_wrapped_lines_are_joined_before_anything_is_heard() -> None:
    assert shown("｜東海林《しょうじ》さんと話した。\n昨日の東海\n林さんは元気でした。").count("[しょうじ]") == 1


def test_no_ruby_no_work() -> None:
    assert put_author_ruby("停戦", (), (), ()) == ([], [])
    assert [s.ruby for s in segment(Document("i", "t", "s", "utf-8", "停戦。\n停戦。"))] == [(), ()]


PARTS = ["人", "日本", "話", "す", "した", "は", "。", "\n", "21", "NATO", "々"]
READ = ["｜人《ひと》", "｜話《はなし》", "｜話《はな》", "｜日本《にっぽん》"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PARTS + READ), max_size=16))
def test_echoes_never_break_a_sentence(parts: list[str]) -> None:
    for sentence in sentences("".join(parts)):
        analysis = analyser().analyse(sentence)
        assert "".join(token.surface for token in analysis.tokens) == "".join(sentence.text.split())
        at = 0
        for ruby in analysis.ruby:
            assert at <= ruby.start < ruby.end
            at = ruby.end
            assert any(token.start <= ruby.start and ruby.end <= token.end for token in analysis.tokens)
        real = [(r.start, r.end) for r in sentence.ruby if not r.echo]
        assert set(real) <= {(r.start, r.end) for r in analysis.ruby if r.origin is Origin.AUTHOR}
