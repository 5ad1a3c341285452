"""Words that no dictionary has, cut into known pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dictionaries import pieces
from dictionaries.library import Candidate
from texts.model import Language, Pos, Token

WORD = Candidate("jmdict", 1, "", True, 0, ("",), ("",), frozenset(("n",)), (), 50, False, False, "[]")
FOUND = {
    text: (replace(WORD, form=text, forms=(text,), readings=readings, priority=priority),)
    for text, readings, priority in (
        ("ヘア", ("ヘア",), 50), ("マーケット", ("マーケット",), 50), ("ガーデン", ("ガーデン",), 50), ("トリック", ("トリック",), 50),
        ("マイ", ("マイ",), 50), ("リス", ("リス",), 50), ("右", ("みぎ", "う"), 50), ("肺", ("はい",), 50), ("リスト", ("リスト",), 0),
        ("社", ("しゃ", "やしろ"), 50), ("会", ("かい",), 50), ("鉢", ("はち",), 50), ("水", ("みず",), 50),
    )
}  # fmt: skip
FOUND["アイ"] = (replace(WORD, form="アイ", written=False, forms=("藍",)),)
FOUND["コルン"] = (replace(WORD, form="コルン", is_name=True),)


def token(text: str, reading: str = "", pos: Pos = Pos.NOUN) -> Token:
    return Token(3, 3 + len(text), text, Language.JA, text, reading, reading, pos)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ヘアマーケット", ("ヘア", "マーケット")),
        ("ガーデンズ", ("ガーデン", "ズ")),
        ("トリックス", ("トリック", "ス")),
        ("ガーデンス", ()),  # -s is voiceless only after a voiceless sound
        ("マイリス", ()),  # two short pieces are chance
        ("ガーデンコルン", ()),  # with a name any name can be made
        ("右肺", ("右", "肺")),
        ("右葦", ()),
        ("アイマーケット", ()),  # 藍 is no loanword
    ],
)
def test_words_are_cut_into_words(text: str, wanted: tuple[str, ...]) -> None:
    found = pieces.cut(token(text, "みぎはい" if text == "右肺" else ""), FOUND, lambda _piece: "")
    assert tuple(piece.surface for piece in found) == wanted
    assert [piece.start for piece in found] == [3 + sum(map(len, wanted[:place])) for place in range(len(wanted))]


def test_our_lexicon_has_pieces_too() -> None:
    assert [piece.surface for piece in pieces.cut(token("露会", "ろかい"), FOUND, {"露": "ろ", "会": ""}.__getitem__)] == ["露", "会"]


@pytest.mark.parametrize(
    ("text", "reading", "wanted"),
    [
        ("右肺", "うはい", ("う", "はい")),
        ("右肺", "みぎはい", ("みぎ", "はい")),
        ("水鉢", "みずばち", ("みず", "はち")),
        ("右肺", "なに", ()),
    ],
)
def test_the_words_reading_reads_the_pieces(text: str, reading: str, wanted: tuple[str, ...]) -> None:
    assert tuple(piece.reading for piece in pieces.cut(token(text, reading), FOUND, lambda _piece: "")) == wanted


def test_what_is_asked_for_is_bounded_and_names_in_kanji_are_left_alone() -> None:
    assert len(pieces.forms(token("ア" * 24))) < 400
    assert pieces.forms(token("ア" * 25)) == pieces.forms(token("右肺", pos=Pos.PROPER)) == pieces.forms(token("走る")) == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("シャックルトン", "シャクルトン"),
        ("スロヴァキア", "スロバキア"),
        ("ジェニングス", "ジェニングズ"),
        ("コンピュータ", "コンピューター"),
        ("ジェッツ", "ジェット"),
    ],
)
def test_other_spellings_of_foreign_words(text: str, other: str) -> None:
    assert other in pieces.spellings(text)
