"""Linear output, for pipes, screen readers and `--plain`: 譲歩(じょうほ) in the line, glosses below, no boxes.

Each sentence is a paragraph of its own; wrapping follows the same rules as the screen's. Knows no Textual.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dictionaries.everyday import unsaid
from dictionaries.model import Glossed, Match
from reader import cells
from reader.layout import NO_GLOSS, UNSURE, Kind, lay_out
from texts.kana import is_kana
from texts.model import Analysis, BlockKind, Language, Ruby, Sentence, Token
from texts.sanitize import for_terminal

INDENT = "  "
HEADING = "# "
SPEECH = "> "


def lines(glossed: Glossed, width: int) -> Iterator[str]:
    """A sentence as plain lines, the last one empty.

    Args:
        glossed: the sentence with whatever is known of it.
        width: cells in a line.

    Yields:
        The text with readings in parentheses after their kanji (a guess with `?`), English words with their glosses in a row below;
        then the words with their meanings; then, if the English is doubtful, why.
    """
    sentence = glossed.analysis.sentence
    mark = HEADING if sentence.block is BlockKind.HEADING else SPEECH if sentence.block is BlockKind.BUBBLE else ""
    mark = mark if width >= 4 * len(mark) else ""
    room = width - len(mark)
    first = mark
    if sentence.speaker:
        yield from cells.wrap(for_terminal(f"{sentence.speaker}:"), width)
    for line in lay_out(_with_readings(glossed), room, furigana=False):
        for row in line.rows:
            lead = first if row.kind is Kind.BASE else " " * len(mark)
            yield (lead + row.text).rstrip()
            if row.kind is Kind.BASE:
                first = " " * len(mark)
    indent = INDENT if width >= 4 * len(INDENT) else ""
    words = ", ".join(_meanings(glossed))
    if words:
        yield from (indent + line for line in cells.wrap(for_terminal(words), width - len(indent)))
    if glossed.analysis.doubtful:
        yield from (
            indent + line for line in cells.wrap(for_terminal(f"doubtful English: {glossed.analysis.doubtful}"), width - len(indent))
        )
    yield ""


def _meanings(glossed: Glossed) -> Iterator[str]:
    """The Japanese words and expressions with their first gloss, each once; English ones have theirs under the line.

    Left out are words of grammar (する, この) and, of an expression, its words in kana: ところ says nothing of ところが.
    """
    said: set[str] = set()
    wholes = [(whole.start, whole.end) for whole in glossed.expressions]
    for match in sorted((*glossed.matches, *glossed.expressions), key=lambda m: (m.start, -m.end)):
        if match.language is not Language.JA or not match.glosses or match.pos in NO_GLOSS or unsaid(match):
            continue
        place = (match.start, match.end)
        if place not in wholes and is_kana(match.lemma) and any(start <= place[0] and place[1] <= end for start, end in wholes):
            continue
        meaning = f"{match.lemma or match.surface}: {match.glosses[0]}"
        if meaning not in said:
            said.add(meaning)
            yield meaning


def _with_readings(glossed: Glossed) -> Glossed:
    """The same sentence with its readings written into the text, offsets moved along."""
    analysis = glossed.analysis
    parts: list[str] = []
    at, shifts = 0, _Shifts()
    for ruby in _word_readings(analysis):
        written = f"({ruby.reading}{'' if ruby.sure else UNSURE})"
        parts += (analysis.sentence.text[at : ruby.end], written)
        shifts.add(ruby.end, len(written))
        at = ruby.end
    text = "".join((*parts, analysis.sentence.text[at:]))
    tokens = tuple(
        token._replace(
            start=shifts.start(token.start),
            end=shifts.end(token.end),
            surface=text[shifts.start(token.start) : shifts.end(token.end)],
        )
        for token in analysis.tokens
    )
    sentence: Sentence = replace(analysis.sentence, text=text, ruby=())
    return Glossed(
        replace(analysis, sentence=sentence, tokens=tokens, ruby=()),
        tuple(shifts.match(match) for match in glossed.matches),
        tuple(shifts.match(match) for match in glossed.expressions),
    )


def _word_readings(analysis: Analysis) -> Iterator[Ruby]:
    """Readings of kanji that stand beside each other in one word are joined: 譲(じょう)歩(ほ) is printed 譲歩(じょうほ)."""
    rubies = sorted(analysis.ruby, key=lambda ruby: ruby.start)
    joined: list[Ruby] = []
    starts = [token.start for token in analysis.tokens]
    for ruby in rubies:
        if joined and joined[-1].end == ruby.start and _same_token(analysis.tokens, starts, joined[-1], ruby):
            last = joined[-1]
            joined[-1] = last._replace(end=ruby.end, reading=last.reading + ruby.reading, sure=last.sure and ruby.sure)
        else:
            joined.append(ruby)
    return iter(joined)


def _same_token(tokens: Sequence[Token], starts: Sequence[int], left: Ruby, right: Ruby) -> bool:
    """Whether one token holds both; tokens stand in order and do not overlap, `starts` are theirs."""
    at = bisect_right(starts, left.start) - 1
    return at >= 0 and right.end <= tokens[at].end


class _Shifts:
    """How far offsets move when text is put in, from left to right."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._moved = [0]  # by how much what stands at or after as many of the places is moved

    def add(self, at: int, length: int) -> None:
        self._places.append(at)
        self._moved.append(self._moved[-1] + length)

    def start(self, offset: int) -> int:
        return offset + self._moved[bisect_right(self._places, offset)]

    def end(self, offset: int) -> int:
        return self.start(offset)

    def match(self, match: Match) -> Match:
        return replace(match, start=self.start(match.start), end=self.end(match.end))
