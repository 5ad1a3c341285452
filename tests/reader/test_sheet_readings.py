"""Readings of a teacher's sheet: over the reader's own, under the author's, and said to be the sheet's."""

from __future__ import annotations

from reader.paths import Places
from reader.workbench import Workbench
from texts.model import Analysis, AuthorRuby, BlockKind, Language, Origin, Sentence


def sentence(text: str, ruby: tuple[AuthorRuby, ...] = ()) -> Sentence:
    return Sentence(0, BlockKind.NARRATION, 0, Language.JA, text, 0, len(text), None, ruby)


def read(analysis: Analysis) -> list[tuple[str, str, Origin]]:
    text = analysis.sentence.text
    return [(text[one.start : one.end], one.reading, one.origin) for one in analysis.ruby]


def test_the_sheet_beats_the_reader_and_says_so(empty_home: Places) -> None:
    with Workbench(empty_home) as bench:
        bench.study().correct("東海林", "とうかいりん")
        bench.study().correct("譲歩", "ゆずりほ")
        bench.read_as({"東海林": "しょうじ", "NATO": "ナトー"})
        found = read(bench.analyse(sentence("東海林がNATOに譲歩した。")))
    readings = {origin: "".join(kana for _, kana, own in found if own is origin) for origin in (Origin.SHEET, Origin.USER)}
    assert readings == {Origin.SHEET: "しょうじナトー", Origin.USER: "ゆずりほ"}


def test_the_author_beats_the_sheet(empty_home: Places) -> None:
    with Workbench(empty_home) as bench:
        bench.read_as({"停戦": "ていいくさ"})
        found = read(bench.analyse(sentence("停戦", (AuthorRuby(0, 2, "ていせん"),))))
    assert found == [("停戦", "ていせん", Origin.AUTHOR)]


def test_inflected_forms_and_parts_follow(empty_home: Places) -> None:
    with Workbench(empty_home) as bench:
        bench.read_as({"開ける": "ひらける", "日本": "にっぽん"})
        verb = read(bench.analyse(sentence("道が開けた。")))
        part = read(bench.analyse(sentence("日本銀行の総裁")))
    assert ("開", "ひら", Origin.SHEET) in verb
    assert {origin for text, _, origin in part if text in ("日本", "日", "本")} == {Origin.SHEET}


def test_none_given_back_is_the_readers_own(empty_home: Places) -> None:
    with Workbench(empty_home) as bench:
        bench.study().correct("譲歩", "ゆずりほ")
        bench.read_as({"譲歩": "じょうほ"})
        bench.read_as({})
        assert {origin for _, _, origin in read(bench.analyse(sentence("譲歩")))} == {Origin.USER}
