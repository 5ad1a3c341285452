"""HTML to print: one file without scripts and without anything from elsewhere, real `<ruby>`, A4 or Letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from decks.exporters._replace import replacing
from decks.model import Word
from decks.sheetformats._quiz import worksheets
from decks.sheetformats._ruby import ruby, safe, tag
from decks.sheets.columns import COMPOSED, MOST_GLOSSES, excerpt, pos, where
from decks.sheets.heading import about_article, about_part, credit_lines, has_composed, kanji_lines
from decks.sheets.model import Paper, Part, Row, Sheet
from decks.sheets.wording import Wording, wording_for, wording_of
from decks.worksheets.model import Handout
from dictionaries.model import How
from texts.model import Language

_EXCERPT: Final = 34
"""Characters before and after the word that are printed of a long Japanese sentence; of an English one twice as many."""
_MOST_PLACES: Final = 8
_PAGES: Final = {Paper.A4: "A4", Paper.LETTER: "letter"}


class HtmlFormat:
    """Writes .html files."""

    name: Final = "html"
    suffixes: Final = (".html", ".htm")
    worksheets: Final = True

    def render(self, handout: Handout) -> bytes:
        """The file's bytes."""
        sheet = handout.sheet
        say = wording_of(sheet.learn)
        style = files("decks.sheetformats").joinpath("sheet.css").read_text(encoding="utf-8").replace("PAPER", _PAGES[sheet.paper])
        body = worksheets(handout) if handout.worksheets else _list(sheet, say)
        lines = [
            "<!doctype html>", f'<html lang="{tag(say.language)}">', "<head>", '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">', '<meta name="generator" content="taiyaku">',
            f"<title>{safe(sheet.title)}</title>", f"<style>\n{style}</style>", "</head>", "<body>", *body, "</body>", "</html>", "",
        ]  # fmt: skip
        return "\n".join(lines).encode()

    def write(self, handout: Handout, path: Path) -> None:
        """Write it, whole or not at all; see `SheetFormat.write`."""
        data = self.render(handout)
        with replacing(path) as file:
            file.write(data)


def _list(sheet: Sheet, say: Wording) -> Iterator[str]:
    yield f'<header><h1 lang="ja">{safe(sheet.title)}</h1>'
    yield "<ul>"
    yield from (f"<li>{safe(about_article(head, say))}</li>" for head in sheet.articles)
    yield "</ul></header>"
    for part in sheet.parts:
        yield from _part(sheet, part, wording_for(part.language))
    yield f'<footer lang="{tag(say.language)}">'
    if sheet.kanji:
        yield f"<h2>{safe(say('kanji'))}</h2><dl>"
        yield from (f'<dt>{safe(grade)}</dt><dd lang="ja">{safe(letters)}</dd>' for grade, letters in kanji_lines(sheet, say))
        yield "</dl>"
    yield f"<h2>{safe(say('credits'))}</h2><ul>"
    yield from (f"<li>{safe(credit)}</li>" for credit in credit_lines(sheet))
    yield f"</ul><p>{safe(say('made'))}: {sheet.made.isoformat()} · {safe(say.of('order', str(sheet.order)))}</p></footer>"


def _part(sheet: Sheet, part: Part, say: Wording) -> Iterator[str]:
    yield f'<section lang="{tag(say.language)}"><h2>{safe(say(f"list.{part.language}"))}</h2>'
    yield from (f"<p>{safe(said)}</p>" for said in about_part(part, say))
    if not part.rows and not part.names:
        yield f"<p>{safe(say('empty'))}</p>"
    if part.rows:
        yield from _table(sheet, part, part.rows, say)
    if part.names:
        yield f"<h3>{safe(say('names'))}</h3>"
        yield from _table(sheet, part, part.names, say)
    if has_composed(part):
        yield f'<p class="legend">{safe(say("legend.composed"))}</p>'
    yield "</section>"


def _table(sheet: Sheet, part: Part, rows: Sequence[Row], say: Wording) -> Iterator[str]:
    many = len(sheet.articles) > 1
    reading = say("reading" if part.language is Language.JA else "pronunciation")
    facts = say("frequency") + (f"<br>{safe(say('grade'))}" if part.language is Language.JA else "")
    heads = (
        ("no", safe(say("number"))), ("term", f"{safe(say('term'))}<br>{safe(reading)}"),
        ("meaning", safe(say(f"meaning.{part.language}"))),
        ("kind", f"{safe(say('category'))}<br>{safe(say('pos'))}"), ("facts", facts),
        ("where", f"{safe(say('count'))}<br>{safe(say('sentences.many' if many else 'sentences'))}"),
    )  # fmt: skip
    yield "<table><thead><tr>" + "".join(f'<th class="{name}" scope="col">{head}</th>' for name, head in heads) + "</tr></thead>"
    for row in rows:
        yield _row(row, say, many=many, levels=sheet.levels)
    yield "</table>"


def _row(row: Row, say: Wording, *, many: bool, levels: bool) -> str:
    word = row.word
    below = word.reading if word.language is Language.JA else row.pronunciation
    facts = [say.frequency(row.frequency), say.grade(row.grade), *([row.level] if levels else [])]
    hardest = f" · {say('hardest')}: {row.hardest}" if row.hardest and word.parts else ""
    parts = f'<div class="parts" lang="ja">{safe(" + ".join(word.parts) + hardest)}</div>' if word.parts else ""
    note = f'<div class="note">{safe(row.note)}</div>' if row.note else ""
    cells = (
        ("no", f"{row.number}"),
        ("term", f'<span lang="{tag(word.language)}">{ruby(word.headword, word.ruby)}</span><div class="reading">{safe(below)}</div>'),
        ("meaning", f"{_meaning(row)}{parts}{note}"),
        ("kind", f"{safe(say.of('category', word.category))}<br>{safe(pos(word, say))}"),
        ("facts", "<br>".join(safe(fact) for fact in facts if fact)),
        ("where", f"{row.count}×<br>{safe(where(row.places, many=many, most=_MOST_PLACES))}"),
    )
    above = "".join(f'<td class="{name}">{cell}</td>' for name, cell in cells)
    return f"<tbody><tr>{above}</tr>{_example(word)}</tbody>"


def _example(word: Word) -> str:
    """A row of its own for the sentence, of a long one what stands around the word."""
    if word.example is None:
        return ""
    shown = excerpt(word.example, _EXCERPT if word.example.language is not Language.EN else 2 * _EXCERPT)
    sentence = ruby(shown.text, shown.ruby, (shown.start, shown.end))
    return f'<tr><td></td><td class="example" colspan="5" lang="{tag(shown.language)}">{sentence}</td></tr>'


def _meaning(row: Row) -> str:
    word = row.word
    other = Language.JA if word.language is Language.EN else Language.EN
    glosses = [ruby(gloss, row.gloss_ruby[at] if at < len(row.gloss_ruby) else ()) for at, gloss in enumerate(word.glosses[:MOST_GLOSSES])]
    composed = COMPOSED if word.how == How.COMPOSED and glosses else ""
    return f'<span lang="{tag(other)}">{("、" if other is Language.JA else "; ").join(glosses)}</span>{composed}'


SHEETFORMAT = HtmlFormat()
