"""Sentences of the article with a term left out, and a bank to choose from.

A sentence is asked once. In a box no word may be read in another's sentence or fill another's gap. What is no good question (`gaps`: too
long, cut off, doubtful English) is asked only as far as there are fewer than `ENOUGH` others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from decks.sheets.model import Part
from decks.worksheets.draw import Draw, apart, boxes, important, letter, told, turns
from decks.worksheets.forms import as_in_bank, hint
from decks.worksheets.gaps import GOOD, Gap, Sentences
from decks.worksheets.model import Choice, Line, Question
from texts.model import Language, Pos

ENOUGH = 5
_STARTS = 3  # tries: a long term taken first may keep out all that it holds
_LIGHT_VERB = re.compile("する|した|して|しな|しま|し、|され|させ|すれ|せず|でき|出来")
_BEFORE = re.compile('(を|に|が|は|と|で|の|も|へ)[、「『"]*$')
_AFTER = re.compile('[」』"]*(を|に|が|は|と|で|の|も|へ|から|まで|より)')


def pool(part: Part, *, names: bool) -> list[Gap]:
    """The gaps that can be asked, good sentences first, doubtful ones last, in each the most important first."""
    sentences = Sentences(part)
    found = [gap for row in important(part, names=names) if told(row) and (gap := sentences.gap(row)) is not None]
    return sorted(found, key=lambda gap: gap.flaw)


def grouped(gaps: Sequence[Gap], wanted: int, version: int, versions: int) -> list[list[Gap]]:
    """The boxes of a version: of good gaps, and of others just as many as are needed for `ENOUGH` questions.

    Where nothing at all could be asked (a text of three lines), a word may be read in another sentence as part of a longer term.
    """

    def deal(some: Sequence[Gap]) -> list[Gap]:
        return turns(some, wanted, version, versions)

    return _filled(gaps, wanted, deal, clash) or _filled(gaps, wanted, deal, partial(clash, alone=True))


def _filled(
    gaps: Sequence[Gap], wanted: int, deal: Callable[[Sequence[Gap]], list[Gap]], apart_from: Callable[[Gap, Gap], bool]
) -> list[list[Gap]]:
    good = [gap for gap in gaps if gap.flaw == GOOD]
    others = [gap for gap in gaps if gap.flaw != GOOD]
    clashing, rivalling = cache(apart_from), cache(rival)

    def packed(some: Sequence[Gap]) -> list[list[Gap]]:
        order = deal(some)
        tries = [
            boxes([*order[skip:], *order[:skip]], wanted, clashing, lambda gap: gap.sentence, rivalling)
            for skip in range(min(_STARTS, len(order)))
        ]
        return max(tries, key=lambda groups: sum(map(len, groups)), default=[])

    best = packed(good)
    for taken in range(1, len(others) + 1):
        if sum(map(len, best)) >= min(ENOUGH, wanted):
            break
        best = max(best, packed([*good, *others[:taken]]), key=lambda groups: sum(map(len, groups)))
    return best


def clash(one: Gap, other: Gap, *, alone: bool = False) -> bool:
    """Whether a word of the bank might fill the other's gap (one holds the other, or they mean the same), or is read in its sentence.

    `alone`: being read as part of a longer term does not count.
    """
    a, b = one.row.word, other.row.word
    small, large = sorted((a.headword.casefold(), b.headword.casefold()), key=len)
    alike = {g.casefold() for g in a.glosses} & {g.casefold() for g in b.glosses}
    same = small in large or bool(alike) or a.headword in other.row.same_as or b.headword in one.row.same_as
    return same or other.shows(one.row, one.form, alone=alone) or one.shows(other.row, other.form, alone=alone)


def rival(one: Gap, other: Gap) -> bool:
    """Whether two verbal nouns are of one category or stand between the same particles: either might fill the other's gap."""
    a, b = one.row.word, other.row.word
    if not a.pos == b.pos == Pos.VERBAL_NOUN:
        return False
    same_frame = a.language is Language.JA and _frame(one) == _frame(other)
    return same_frame or (bool(a.category) and a.category == b.category)


def laid_out(groups: list[list[Gap]], draw: Draw) -> tuple[tuple[Question, ...], tuple[Choice, ...]]:
    """The boxes as questions and banks; letters go on from box to box."""
    questions: list[Question] = []
    choices: list[Choice] = []
    for box, gaps in enumerate(groups):
        bank = apart(draw.shuffled(gaps), gaps)
        first = len(choices)
        choices += [
            Choice(letter(first + at), Line(gap.row.word.headword, gap.row.word.language, gap.row.word.ruby), box)
            for at, gap in enumerate(bank)
        ]
        questions += [_question(gap, first + at + 1, letter(first + bank.index(gap)), box) for at, gap in enumerate(gaps)]
    return tuple(questions), tuple(choices)


def _question(gap: Gap, number: int, choice: str, box: int) -> Question:
    word = gap.row.word
    answer = Line(as_in_bank(word, gap.form), word.language)
    return Question(number, gap.prompt, answer, hint(word, gap.form), choice, 0, box)


def _frame(gap: Gap) -> tuple[str, str]:
    """The particle before a gap and what follows it, する in all its forms being one."""
    start, end = gap.prompt.blank or (0, 0)
    before = _BEFORE.search(gap.prompt.text[:start])
    rest = gap.prompt.text[end:]
    after = _AFTER.match(rest)
    follows = "する" if _LIGHT_VERB.match(rest) else after[1] if after else rest[:2]
    return before[1] if before else "", follows
