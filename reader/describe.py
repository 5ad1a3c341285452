"""What the details say of a word: lines of bits, each bit with its role. Pure; the screen gives the roles their styles.

Nothing is left out that a dictionary said: the line under a word may cut a gloss, the details never do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from dictionaries.model import Entry, GrammarPoint, How, Match, Sense, Term
from reader import cells
from reader.layout import NO_GLOSS
from reader.session import Target
from reader.settings import Explains
from texts.kana import to_hiragana
from texts.model import Language, Origin, Pos, Ruby
from texts.sanitize import for_terminal
from texts.shown import shown_reading

if TYPE_CHECKING:  # it brings SQLite with it, which the first paint need not wait for
    from dictionaries.levels import WordFacts


class Role(StrEnum):
    """What a bit is."""

    WORD = "word"
    READING = "reading"
    GLOSS = "gloss"
    NOTE = "note"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text with a role."""

    role: Role
    text: str


Said: TypeAlias = tuple[Bit, ...]
"""One line."""

HOW = {
    How.NAME: "name",
    How.PARTS: "* from its parts",
    How.COMPOSED: "* composed by taiyaku",
    How.ROMAJI: "romanised reading, no entry",
    How.NONE: "in none of the dictionaries",
}


_OWN = frozenset({Origin.AUTHOR, Origin.USER})
_SAID_OF = {
    Origin.AUTHOR: "the author's own",
    Origin.SHEET: "from your sheet",
    Origin.USER: "your own",
    Origin.NUMBER: "as numbers are read",
    Origin.RULE: "by a rule of taiyaku",
    Origin.NAME: "of a name taiyaku knows",
    Origin.DICTIONARY: "from a dictionary",
    Origin.ANALYSER: "from the analyser, Sudachi",
}
"""Where a reading is from, in words for a learner."""


def describe(
    target: Target,
    *,
    saved: bool = False,
    term: Term | None = None,
    full: bool = False,
    waiting: bool = False,
    ruby: Sequence[Ruby] = (),
    corrects: bool = True,
    facts: WordFacts | None = None,
    grammar: Sequence[GrammarPoint] = (),
    language: Explains = "en",
) -> Iterator[Said]:
    """The lines about a word.

    Args:
        target: the word or expression.
        saved: whether the reader keeps it.
        term: the term of the text it is, if it is one.
        full: also further entries.
        waiting: dictionaries are still being built, so nothing can be said to be in none of them.
        ruby: its sentence's, of which is said where they are from.
        corrects: whether the key for it can correct its reading.
        facts: how common it is, and its kanji, when that is known already.
        grammar: the patterns it is in.
        language: in which its form and the patterns are explained; the other one follows when `full`.

    Yields:
        Lines of any length, to be wrapped by `wrapped`.
    """
    yield _head(target, ruby, saved=saved)
    yield from _whence(target, ruby, full=full, corrects=corrects)
    match = target.match
    if match is None:
        yield (Bit(Role.NOTE, "looking it up"),)
        return
    if match.inflection:
        yield from _form(match.inflection, language, full=full)
    yield from _meanings(match, full=full, waiting=waiting)
    for part in match.parts:
        yield (
            Bit(Role.LABEL, "  = " if part is match.parts[0] else "  + "),
            Bit(Role.WORD, for_terminal(part.surface)),
            Bit(Role.READING, for_terminal(f" {part.reading}" if part.reading and part.reading != part.surface else "")),
            Bit(Role.GLOSS, for_terminal("  " + "; ".join(part.glosses))),
        )
    if term is not None:
        yield (
            Bit(Role.LABEL, "term "),
            Bit(Role.NOTE, f"{term.category or 'no term of the news'}, {term.count} {'time' if term.count == 1 else 'times'} in this text"),
        )
    for point in grammar:
        yield from _pattern(point, language, full=full)
    if facts is not None:
        yield from (_facts if full else _facts_in_short)(facts)


def _form(chain: Sequence[str], language: Explains, *, full: bool) -> Iterator[Said]:
    """The steps from the dictionary form to the one here."""
    from dictionaries.inflection import in_japanese  # with its tables; the first paint need not wait for them

    english, japanese = ", ".join(chain), "、".join(in_japanese(chain))
    said, other = (japanese, english) if language == "ja" else (english, japanese)
    note = for_terminal(f"{said}  ({other})" if full else said)
    yield (Bit(Role.LABEL, "活用 " if language == "ja" else "form "), Bit(Role.NOTE, note))


def _pattern(point: GrammarPoint, language: Explains, *, full: bool) -> Iterator[Said]:
    """What a grammar pattern means."""
    said, other = (point.japanese, point.english) if language == "ja" else (point.english, point.japanese)
    yield (
        Bit(Role.LABEL, "文型 " if language == "ja" else "grammar "),
        Bit(Role.WORD, point.pattern),
        Bit(Role.NOTE, f"  {said}"),
    )
    if full:
        yield (Bit(Role.NOTE, f"  {other}"),)


def _facts_in_short(facts: WordFacts) -> Iterator[Said]:
    """On one line: `fairly common  譲 defer  歩 walk`."""
    bits = [Bit(Role.LABEL, facts.level.said)] if facts.level.said else []
    for kanji in facts.kanji:
        bits.append(Bit(Role.WORD, for_terminal(f"  {kanji.literal}" if bits else kanji.literal)))
        bits.append(Bit(Role.NOTE, for_terminal(f" {kanji.meanings[0]}" if kanji.meanings else "")))
    if bits:
        yield tuple(bits)


def _facts(facts: WordFacts) -> Iterator[Said]:
    """A line for how common the word is, and one for each kanji."""
    level = facts.level
    if level.said:
        counted = f"{level.band} (Zipf {level.zipf}, wordfreq)" if level.band is not None else ""
        said = ", ".join(text for text in (counted, "marked common by its dictionary" if level.marked else "") if text)
        yield Bit(Role.LABEL, "frequency "), Bit(Role.NOTE, said)
    for kanji in facts.kanji:
        readings = "、".join((*kanji.onyomi, *kanji.kunyomi))
        bits = [Bit(Role.WORD, for_terminal(kanji.literal))]
        bits += [Bit(Role.READING, for_terminal(f" {readings}"))] if readings else []
        bits += [Bit(Role.GLOSS, for_terminal(f"  {'; '.join(kanji.meanings)}"))] if kanji.meanings else []
        yield (*bits, Bit(Role.NOTE, f"  ({'; '.join(kanji.said)})"), Bit(Role.LABEL, f"  [{kanji.source}]"))


def _whence(target: Target, ruby: Sequence[Ruby], *, full: bool, corrects: bool) -> Iterator[Said]:
    """Where a word's furigana are from, and whether they are a guess; in short only guesses and what is somebody's own."""
    over = [span for span in ruby if target.start <= span.start and span.end <= target.end]
    if not over:
        return
    doubtful = [span for span in over if not span.sure]
    origins = dict.fromkeys(span.origin for span in (doubtful or over))
    if not (full or doubtful or not origins.keys().isdisjoint(_OWN)):
        return
    said = ", ".join(_SAID_OF[origin] for origin in origins)
    if doubtful:
        said += ": a guess, check it" + (" (r corrects it)" if corrects else "")
    elif Origin.USER in origins and corrects:
        said += " (r changes it)"
    yield (Bit(Role.LABEL, "reading "), Bit(Role.NOTE, said))


def _head(target: Target, ruby: Sequence[Ruby], *, saved: bool) -> Said:
    match, token = target.match, target.token
    surface = match.surface if match else token.surface if token else ""
    lemma = match.lemma if match else token.lemma if token else ""
    reading = (token.lemma_reading or token.reading) if token else match.reading if match else ""
    if reading and lemma == surface and to_hiragana(lemma) != reading:
        reading = shown_reading(surface, target.start, reading, ruby)
    pos = match.pos if match else token.pos if token else ""
    bits = [Bit(Role.WORD, for_terminal(lemma or surface))]
    if reading and reading != (lemma or surface):
        bits.append(Bit(Role.READING, for_terminal(f" {reading}")))
    language = match.language if match else token.language if token else None
    said = _said_aloud(lemma, Pos(pos)) if language is Language.EN and pos else ""
    if said:
        bits.append(Bit(Role.READING, f" {said}"))
    if target.token is None:
        pos = f"expression, {pos}" if pos and pos not in NO_GLOSS else "expression"  # について is no particle
    bits.append(Bit(Role.NOTE, f"  {pos}"))
    sources = _sources(match) if match else ()
    if sources:
        bits.append(Bit(Role.LABEL, for_terminal(f"  [{', '.join(sources)}]")))
    if saved:
        bits.append(Bit(Role.LABEL, "  + saved"))
    return tuple(bits)


def _said_aloud(lemma: str, pos: Pos) -> str:
    from texts.pronunciation import in_slashes  # with its tables; most words of a page are Japanese

    return in_slashes(lemma, lemma, pos, Language.EN)


def _sources(match: Match) -> tuple[str, ...]:
    """Whose words the details show, in their order."""
    shown = (match.source, match.entry.source if match.entry is not None and match.language is not Language.EN else None)
    return tuple(dict.fromkeys(source for source in shown if source))


def _meanings(match: Match, *, full: bool, waiting: bool) -> Iterator[Said]:
    if match.how is not How.ENTRY:
        note = (Bit(Role.NOTE, f"  {_how(match, waiting=waiting)}"),)
        yield ((Bit(Role.GLOSS, for_terminal("; ".join(match.glosses))), *note) if match.glosses else note)
    if match.entry is None:
        if match.how is How.ENTRY and match.glosses:
            yield (Bit(Role.GLOSS, for_terminal("; ".join(match.glosses))),)
        return
    if match.language is Language.EN:
        if match.glosses:
            yield (Bit(Role.GLOSS, for_terminal("、".join(match.glosses))),)
        for entry in (match.entry, *match.others):
            yield _entry_line(entry)
        return
    yield from _japanese(match, match.entry, full=full)


def _japanese(match: Match, entry: Entry, *, full: bool) -> Iterator[Said]:
    if _is_our_own(match, entry):
        yield (Bit(Role.GLOSS, for_terminal("; ".join(match.glosses))),)
    yield from _senses(entry.senses)
    if full:
        for other in match.others:
            yield ()
            yield (*_entry_head(other), Bit(Role.LABEL, for_terminal(f"  [{other.source}]")))
            yield from _senses(other.senses)
    elif match.others:
        yield (Bit(Role.LABEL, "also "), Bit(Role.NOTE, for_terminal(", ".join(_short(other) for other in match.others[:3]))))


def _is_our_own(match: Match, entry: Entry) -> bool:
    """Whether the glosses are another source's than the entry's, and not among what the entry says."""
    said = {gloss for sense in entry.senses for gloss in sense.glosses}
    return match.how is How.ENTRY and match.source != entry.source and not said.issuperset(match.glosses)


def _how(match: Match, *, waiting: bool) -> str:
    if match.how is How.NONE and waiting:
        return "the dictionaries are still being built: meanings follow"
    if match.how is How.NONE and match.pos is Pos.NUMBER:
        return "a number"
    if match.how is How.NONE and match.pos in NO_GLOSS:
        return "a function word: not looked up"
    return HOW[match.how]


def _senses(senses: Sequence[Sense]) -> Iterator[Said]:
    before: tuple[str, ...] = ()
    for number, sense in enumerate(senses, 1):
        codes = [*(sense.pos if sense.pos != before else ()), *sense.tags]
        before = sense.pos
        yield (
            Bit(Role.LABEL, f"{number} "),
            Bit(Role.GLOSS, for_terminal("; ".join(sense.glosses))),
            Bit(Role.NOTE, for_terminal(f"  ({', '.join(codes)})" if codes else "")),
        )


def _entry_head(entry: Entry) -> Said:
    reading = f" {entry.reading}" if entry.reading and entry.reading != entry.headword else ""
    return Bit(Role.WORD, for_terminal(entry.headword)), Bit(Role.READING, for_terminal(reading))


def _entry_line(entry: Entry) -> Said:
    """An English word's Japanese entry on one line."""
    glosses = "; ".join(gloss for sense in entry.senses[:2] for gloss in sense.glosses)
    return (*_entry_head(entry), Bit(Role.NOTE, for_terminal(f"  {glosses}")))


def _short(entry: Entry) -> str:
    glosses = entry.senses[0].glosses if entry.senses else ()
    return f"{entry.headword} {glosses[0]}" if glosses else entry.headword


def wrapped(line: Said, width: int, indent: int = 2) -> Iterator[Said]:
    """A line broken into lines of at most `width` cells, the further ones indented; broken at blanks where there are any."""
    indent = indent if width > 2 * indent + 2 else 0
    fresh: list[Bit] = [Bit(Role.NOTE, " " * indent)] if indent else []
    row: list[Bit] = []
    used = least = 0  # `least`: cells of an empty row, its indentation
    for word in (Bit(bit.role, text) for bit in line for text in _words(bit.text)):
        text = word.text
        while used + cells.width(text.rstrip()) > width:
            if used == least and text != text.lstrip():
                text = text.lstrip()  # no blanks at a line's beginning but its indentation
                continue
            if used > least and cells.width(text.strip()) <= width - indent:
                text = text.lstrip()  # the blank before it became the line's end
            else:  # longer than a line: broken between characters
                head = _head_of(text, width - used, least=used == least)
                row.append(Bit(word.role, head))
                text = text[len(head) :]
            yield tuple(row)
            row, used, least = list(fresh), indent, indent
        row.append(Bit(word.role, text))
        used += cells.width(text)
    if row:
        yield tuple(row)


def _words(text: str) -> Iterator[str]:
    """The words of a text, each with the blanks before it."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] == " ":
            end += 1
        while end < len(text) and text[end] != " ":
            end += 1
        yield text[at:end]
        at = end


def _head_of(text: str, width: int, *, least: bool) -> str:
    """As many characters as fit in `width` cells; with `least` one even if it does not, so that an end is reached."""
    head = ""
    for cluster in cells.clusters(text):
        if cells.width(head + cluster) > width and (head.strip() or not least):
            break
        head += cluster
    return head
