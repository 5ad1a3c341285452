"""Every format that is found: an empty list, both languages, hostile words, the same bytes twice, written whole; and what each promises."""

from __future__ import annotations

import codecs
import csv
import html.parser
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from decks.model import Learn, Word
from decks.sheetformats import SHEETFORMATS
from decks.sheets.model import Paper, Part, Sheet
from decks.worksheets.making import make_worksheets
from decks.worksheets.model import Handout, Quiz
from tests.decks.sheets import factory
from texts.errors import CannotCreateError
from texts.sanitize import for_terminal

NAMES = SHEETFORMATS.names()
HOSTILE = (
    "<script>alert(1)</script>", "]]>", "{{x}}", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "a|b", "`x`", "\u202eabc", "\x00nul", "\x1b[31m",
    "\ud800",
    "全角　空白", "“quotes”, \"and\" 'more'", "x" * 100_000, "＝１", "[click](javascript:x)", "line\nbreak\ttab",
)  # fmt: skip


def with_term(sheet: Sheet, text: str) -> Sheet:
    """The list with a text as headword, reading, gloss, note and category of its first row, as title and as source."""
    part = sheet.parts[0]
    word: Word = replace(part.rows[0].word, headword=text, reading=text, glosses=(text, text), category=text, ruby=(), parts=(text,))
    row = replace(part.rows[0], word=word, note=text, level=text, hardest=text)
    head = replace(sheet.articles[0], title=text, source=text)
    parts = (replace(part, rows=(row, *part.rows[1:])), *sheet.parts[1:])
    return replace(sheet, title=text, articles=(head,), parts=parts, levels=True)


def cells(data: bytes, name: str) -> list[list[str]]:
    """The rows as a spreadsheet reads them."""
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return [[str(cell) if cell is not None else "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    csv.field_size_limit(1_000_000)
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ","))


class Elements(html.parser.HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("learn", list(Learn))
def test_lists_are_written_and_the_same_twice(name: str, learn: Learn, tmp_path: Path) -> None:
    form = SHEETFORMATS.load(name)
    assert form.name == name
    for sheet in (factory.sheet(learn, two=True, levels=True), factory.empty_sheet(learn)):
        data = form.render(Handout(sheet))
        path = tmp_path / f"list{form.suffixes[0]}"
        path.write_text("older")
        form.write(Handout(sheet), path)
        assert path.read_bytes() == data == form.render(Handout(sheet))
        assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", NAMES)
def test_a_place_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotCreateError):
        SHEETFORMATS.load(name).write(Handout(factory.sheet()), tmp_path / "none" / "list")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_words_arrive_as_text(name: str, text: str) -> None:
    data = SHEETFORMATS.load(name).render(Handout(with_term(factory.sheet(), text)))
    assert b"\x1b" not in data or name == "xlsx"
    shown = for_terminal(text).strip()
    if name == "html":
        page = Elements(data)
        assert not {"script", "a", "img", "iframe", "object", "link"} & {tag for tag, _ in page.found}
        assert shown in page.said
        assert not [
            value for _, attributes in page.found for key, value in attributes.items() if key.startswith("on") or key in ("href", "src")
        ]
    elif name == "md":
        written = data.decode()
        assert "<script" not in written.replace(r"\<script", "")
        assert "](javascript" not in written.replace(r"\](javascript", "")
    else:
        first = cells(data, name)[1]
        assert shown[:30_000] in (cell.removeprefix("'")[:30_000] for cell in first)
        if name != "xlsx":
            assert not [cell for cell in first if cell.startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("learn", list(Learn))
def test_tables_are_whole(name: str, learn: Learn) -> None:
    sheet = factory.sheet(learn, two=True, levels=True)
    rows = cells(SHEETFORMATS.load(name).render(Handout(sheet)), name)
    part = sheet.parts[0]
    count = sum(len(one.rows) + len(one.names) for one in (sheet.parts if name != "xlsx" else sheet.parts[:1]))
    assert len(rows) == count + 1
    assert len({len(row) for row in rows}) == 1
    head = rows[0]
    first = dict(zip(head, rows[1], strict=True))
    term = "語句" if learn is Learn.EN else "Term"
    assert first[term] == part.rows[0].word.headword
    assert ("No." in head) is (learn is not Learn.EN)
    assert rows[len(part.rows) + 1][-1] == ("固有名詞" if learn is Learn.EN else "name")


def test_csv_is_what_spreadsheets_want() -> None:
    data = SHEETFORMATS.load("csv").render(Handout(factory.sheet()))
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(b"\r\n") == data.count(b"\n") == len(cells(data, "csv"))


def test_xlsx_is_a_table_of_text_with_a_fixed_date() -> None:
    data = SHEETFORMATS.load("xlsx").render(Handout(with_term(factory.sheet(Learn.BOTH), "=1+1")))
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Japanese words", "英語の語句", "About this list"]
    page = book.worksheets[0]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref is not None
    assert page.print_title_rows == "$1:$1"
    assert page["B2"].value == "=1+1"
    assert page["B2"].data_type == "s"
    assert isinstance(page["A2"].value, int)
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert book.properties.modified.date() == factory.MADE
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("paper", list(Paper))
def test_html_is_for_paper_and_for_readers(paper: Paper) -> None:
    data = SHEETFORMATS.load("html").render(Handout(factory.sheet(Learn.BOTH, two=True, levels=True, paper=paper)))
    page = Elements(data)
    style = data.decode().partition("<style>")[2].partition("</style>")[0]
    assert f"size: {'A4' if paper is Paper.A4 else 'letter'};" in style
    assert "break-inside: avoid" in style
    assert "http" not in style
    tags = [tag for tag, _ in page.found]
    assert tags.count("rt") == tags.count("ruby") > 10
    assert tags.count("b") >= 4  # the term in its sentence
    langs = {attributes["lang"] for _, attributes in page.found if "lang" in attributes}
    assert langs == {"ja", "en"}
    assert "CC BY-SA 4.0" in page.said
    assert "N2" in page.said
    assert "Lesson 4" in page.said


@pytest.mark.parametrize("name", [name for name in NAMES if SHEETFORMATS.load(name).worksheets])
def test_worksheets_hide_their_answers_until_the_key(name: str) -> None:
    sheet = factory.sheet()
    made = make_worksheets(sheet, [Quiz.CLOZE], seed=3, versions=2)
    assert made
    form = SHEETFORMATS.load(name)
    bare, keyed = (
        form.render(Handout(sheet, made, key=False, seed=3)).decode(),
        form.render(Handout(sheet, made, key=True, seed=3)).decode(),
    )
    assert "Answers" not in bare
    assert keyed.count("Answers") == len(made)
    assert "--seed 3" in bare.replace("\\", "")
    if name == "html":
        prompts = bare.partition('<ol class="questions">')[2].partition("</ol>")[0]
        for question in made[0].questions:
            assert question.prompt.blank is not None
            start, end = question.prompt.blank
            assert f">{question.prompt.text[start:end]}<" not in prompts


def test_a_part_of_names_alone_has_its_table() -> None:
    sheet = factory.sheet()
    part: Part = replace(sheet.parts[0], rows=())
    data = SHEETFORMATS.load("html").render(Handout(replace(sheet, parts=(part,))))
    assert [tag for tag, _ in Elements(data).found].count("table") == 1
