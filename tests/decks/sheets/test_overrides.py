"""The teacher's file: headings, encodings, what its lines say, and that every wrong line is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.sheets.model import Action, Override
from decks.sheets.override_table import bare, guarded, parse, row
from decks.sheets.overrides import merged, read_overrides, sheet_readings
from texts.errors import BadInputError
from texts.model import Language


def read(text: str, name: str = "mine.tsv") -> tuple[Override, ...]:
    return read_overrides(name, text.encode())


def refused(text: str) -> str:
    with pytest.raises(BadInputError) as caught:
        read(text)
    assert caught.value.exit_code == 65
    return str(caught.value)


def test_a_line_says_what_is_wanted() -> None:
    found = read(
        "# mine\nterm\taction\treading\tenglish\tcategory\tnote\n\n停戦\t\tていせん\tcease-fire; truce\tconflict\ttest on Monday\n"
        "特使\tinclude\n根幹\texclude\n"
    )
    assert found[0] == Override(
        Language.JA, "停戦", Action.NONE, "ていせん", ("cease-fire", "truce"), "conflict", "test on Monday", "mine.tsv", 4
    )
    assert [(one.term, one.action, one.line) for one in found[1:]] == [("特使", Action.INCLUDE, 5), ("根幹", Action.EXCLUDE, 6)]


def test_headings_in_japanese_and_in_any_order() -> None:
    (found,) = read("分類,語,扱い,読み方,英語\n外交,特使,追加,とくし,special envoy\n")
    assert (found.term, found.action, found.reading, found.glosses, found.category) == (
        "特使", Action.INCLUDE, "とくし", ("special envoy",), "diplomacy"
    )  # fmt: skip


def test_english_terms_have_japanese() -> None:
    found = read("term\tjapanese\tmeaning\tlanguage\nceasefire\t停戦；休戦\nNATO\t\tNATO（軍事同盟）\tja\nsummit\t\t首脳会談\n")
    assert [(one.language, one.term, one.glosses) for one in found] == [
        (Language.EN, "ceasefire", ("停戦", "休戦")),
        (Language.JA, "NATO", ("NATO（軍事同盟）",)),
        (Language.EN, "summit", ("首脳会談",)),
    ]


@pytest.mark.parametrize("heading", ["taught", "既習"])
def test_a_plain_list_is_headed_by_what_is_wanted(heading: str) -> None:
    found = read(f"{heading}\n停戦\nceasefire\n")
    assert [(one.language, one.term, one.action) for one in found] == [
        (Language.JA, "停戦", Action.TAUGHT),
        (Language.EN, "ceasefire", Action.TAUGHT),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    data = end.join(("用語,扱い,読み,備考", "停戦,除外,ていせん,来週の授業で使う", '合意,,ごうい,"一つ,二つ"', "")).encode(encoding)
    found = read_overrides("mine.csv", data)
    assert [(one.term, one.action, one.reading, one.note, one.line) for one in found] == [
        ("停戦", Action.EXCLUDE, "ていせん", "来週の授業で使う", 2),
        ("合意", Action.NONE, "ごうい", "一つ,二つ", 3),
    ]


def test_what_a_spreadsheet_makes_of_it() -> None:
    """Comments in quotes, empty cells behind the last heading, a line break in a cell, a quote inside a cell, our own columns."""
    found = read(
        '"# a comment, in quotes",,,,\nterm,action,note,our reading,,\n'
        '停戦,taught,"two\nlines",ていせん,,\n,,,,,\n合意,,12" ruler,ごうい\n譲歩,,,じょうほ\n'
    )
    assert [(one.term, one.action, one.note, one.line) for one in found] == [
        ("停戦", Action.TAUGHT, "two\nlines", 3),
        ("合意", Action.NONE, '12" ruler', 6),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("停戦\tていせん\n", "line 1: there is no column 'term'"),
        ("term\treeding\n停戦\tていせん\n", "line 1: nobody knows a column 'reeding'"),
        ("term\taction\taction\n", "line 1: two columns are 'action'"),
        ("term\n停戦\n", "line 1: the columns say nothing of the terms"),
        ("taught\tterm\n停戦\t合意\n", "line 1: a list headed 'taught' has no column 'term'"),
        ("term\taction\n停戦\tinclude\tx\n", "line 2: 3 cells under 2 headings"),
        ("term\taction\n停戦\tdelete\n", "line 2: nobody knows an action 'delete'"),
        ("term\tcategory\n停戦\twar\n", "line 2: nobody knows a category 'war'"),
        ("term\treading\n停戦\tteisen\n", "line 2: the reading is not kana"),
        ("term\treading\n停戦する\tていせんした\n", "over する it must say the same"),
        ("term\treading\nceasefire\tていせん\n", "line 2: ceasefire is English and has no reading"),
        ("term\tenglish\nceasefire\ttruce\n", "write it under 'japanese'"),
        ("term\taction\n停戦\ttaught\n合意\ttaught\n停戦\texclude\n", "line 4: 停戦 stands in line 2 already"),
        ("term\taction\nCeasefire\ttaught\nceasefire\ttaught\n", "line 3: ceasefire stands in line 2 already"),
        ("term\taction\n\ttaught\n", "line 2: there is no term"),
        ("term\tnote\n停\x1b戦\tx\n", "line 2: the cell '停␛戦' holds a control character"),
        ("term\tlanguage\tnote\n停戦\tfr\tx\n", "line 2: nobody knows a language 'fr'"),
        ('term,note\n停戦,"x\n合意,y\n', "line 2: a quote is opened and not closed"),
        ("# only a comment\n", "there are no lines in it"),
        ("", "the file is empty"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, why: str) -> None:
    assert why in refused(text)


def test_all_wrong_lines_are_named_at_once_up_to_ten() -> None:
    said = refused("term\taction\n" + "".join(f"語{n}\tx\n" for n in range(13)))
    assert [f"line {n}:" in said for n in range(2, 15)] == [True] * 10 + [False] * 3
    assert said.endswith("and 3 more")


def test_a_later_file_wins_where_it_says_something() -> None:
    first = read("term\taction\treading\n停戦\texclude\n合意\t\tごうい\n", "first.tsv")
    later = read("term\taction\n停戦\tinclude\n合意\t\n", "later.tsv")
    assert [(one.term, one.action, one.file) for one in merged((first, later))] == [
        ("合意", Action.NONE, "first.tsv"),
        ("停戦", Action.INCLUDE, "later.tsv"),
    ]


def test_readings_for_furigana_are_those_of_words_with_kanji() -> None:
    found = read("term\treading\nキーウ\tキーウ\n尹錫悦\tユン・ソンニョル\n停戦\tていせん\n")
    assert sheet_readings(found) == {"尹錫悦": "ユン・ソンニョル", "停戦": "ていせん"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_rows_are_read_back_as_they_were(cells: list[str]) -> None:
    cells = [guarded(cell) for cell in cells]
    line = row(cells, "\t")
    table = parse("term" + "\tnote" * (len(cells) - 1) + "\n" + line)
    if not line.lstrip().startswith(("#", '"#')):
        assert table.rows[0].cells == tuple(cells)
        assert [bare(cell) for cell in table.rows[0].cells] == [bare(cell) for cell in cells]
