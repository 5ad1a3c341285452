"""The teacher's file made from a list: their lines stay, new terms follow, the same list gives the same bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decks.model import Learn
from decks.sheets.edit_file import COLUMNS, edit_file
from decks.sheets.model import Action, Sheet
from decks.sheets.overrides import read_overrides
from tests.decks.sheets.factory import sheet
from texts.errors import BadInputError


def lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").splitlines()


def without(made: Sheet, term: str) -> Sheet:
    parts = [
        replace(
            part, rows=tuple(r for r in part.rows if r.word.headword != term), names=tuple(r for r in part.names if r.word.headword != term)
        )
        for part in made.parts
    ]
    return replace(made, parts=tuple(parts))


def test_a_new_file_has_every_term_with_empty_cells_for_the_teacher() -> None:
    made = sheet(Learn.BOTH)
    data = edit_file("mine.tsv", b"", made, made)
    assert data.startswith(b"\xef\xbb\xbf#")
    heading, *rows = [line.split("\t") for line in lines(data) if not line.startswith("#")]
    assert tuple(heading) == COLUMNS
    terms = {r.word.headword for part in made.parts for r in (*part.rows, *part.names)}
    assert {row[0] for row in rows} == terms
    assert len(rows) == len(terms)
    assert all(row[1:6] == [""] * 5 for row in rows)
    assert next(row for row in rows if row[0] == "停戦")[6:] == ["ja", "ていせん", "ceasefire; truce", "conflict"]
    assert read_overrides("mine.tsv", data) == ()


def test_twice_gives_the_same_bytes() -> None:
    made = sheet(Learn.BOTH)
    once = edit_file("mine.tsv", b"", made, made)
    assert edit_file("mine.tsv", once, made, made) == once


def test_the_teachers_lines_stay_and_new_terms_follow() -> None:
    made = sheet(Learn.JA)
    mine = "# for class 3\nterm\taction\tenglish\n古い語\texclude\t\n# its own comment\n停戦\t\tcease-fire\n\n合意\texclude\n"
    data = edit_file("mine.tsv", mine.encode(), without(made, "合意"), made)
    after = data.decode("utf-8-sig")
    assert after.startswith(mine)
    new = after.removeprefix(mine).splitlines()
    assert "首脳" in new
    assert not {"停戦", "合意", "古い語"} & set(new)
    assert read_overrides("mine.tsv", data) == read_overrides("mine.tsv", mine.encode())


def test_what_we_say_is_brought_up_to_date_and_the_rest_is_not_touched() -> None:
    made = sheet(Learn.JA)
    mine = "term\tnote\tour meaning\n停戦\t'=1+1\told meaning\n首脳\tx\n古い語\ty\tgone\n"
    after = lines(edit_file("mine.tsv", mine.encode(), made, made))
    assert after[1:4] == ["停戦\t'=1+1\tceasefire; truce", "首脳\tx\tleader; head of government", "古い語\ty\tgone"]


def test_our_reading_stays_where_the_teachers_was_heard() -> None:
    made = sheet(Learn.JA)
    mine = "term\treading\tour reading\n停戦\tていせーん\tていせん\n"
    heard = sheet(Learn.JA)
    heard = replace(
        heard,
        parts=tuple(
            replace(
                p, rows=tuple(replace(r, word=replace(r.word, reading="ていせーん")) if r.word.headword == "停戦" else r for r in p.rows)
            )
            for p in heard.parts
        ),
    )
    assert lines(edit_file("mine.tsv", mine.encode(), made, heard))[1] == "停戦\tていせーん\tていせん"


def test_a_spreadsheets_csv_stays_csv_with_its_line_ends() -> None:
    made = sheet(Learn.JA)
    mine = '用語,扱い,備考\r\n停戦,既習,"一つ,二つ"\r\n'.encode("cp932")
    data = edit_file("mine.csv", mine, made, made)
    text = data.decode("utf-8-sig")
    assert text.startswith('用語,扱い,備考\r\n停戦,既習,"一つ,二つ"\r\n首脳\r\n')
    assert text.count("\n") == text.count("\r\n")
    assert [(one.term, one.action) for one in read_overrides("mine.csv", data)] == [("停戦", Action.TAUGHT)]


def test_a_term_that_looks_like_a_formula_is_guarded_and_found_again() -> None:
    made = sheet(Learn.JA)
    part = made.parts[0]
    odd = replace(part.rows[0], word=replace(part.rows[0].word, headword="=cmd|'/C calc'!A0", glosses=("@x\ty",)))
    made = replace(made, parts=(replace(part, rows=(odd, *part.rows[1:])),))
    once = edit_file("mine.tsv", b"", made, made)
    assert "\n'=cmd|'/C calc'!A0\t" in once.decode("utf-8-sig")
    assert "\t'@x y" in once.decode("utf-8-sig")
    assert edit_file("mine.tsv", once, made, made) == once


@pytest.mark.parametrize("before", ["停戦は続く。\n", "taught\n停戦\n", "term\taction\n停戦\tx\n"])
def test_what_is_no_such_file_is_refused(before: str) -> None:
    made = sheet(Learn.JA)
    with pytest.raises(BadInputError):
        edit_file("mine.tsv", before.encode(), made, made)
