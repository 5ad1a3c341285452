"""What stands above and below a list, as lines of plain text in the pupils' language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decks.sheets.columns import line
from decks.sheets.model import Counts, Head, Part, Sheet
from decks.sheets.wording import Wording


def about_article(head: Head, say: Wording) -> str:
    """An article's title, source and figures in one line."""
    figures = say("sentences.count", sentences=f"{head.sentences:,}", running=f"{head.running:,}")
    shown = [line(head.title), *([source] if (source := _source(head.source)) not in ("", line(head.title)) else []), figures]
    if head.readability is not None:
        band = say.of("band", head.readability.band)
        shown.append(say("readability", score=f"{head.readability.score:.2f}", band=band))
    return " · ".join(shown)


def about_part(part: Part, say: Wording) -> Iterator[str]:
    """The figures of one language's list."""
    counts, goal = part.counts, part.goal
    if goal is None:
        yield say("counts", **_counts(counts), share=_percent(counts.coverage))
        if counts.known is not None and counts.running:
            yield say("counts.known", share=_percent(counts.known / counts.running))
    else:
        before, after, share = (_percent(value) for value in (goal.before, goal.after, goal.share))
        yield say("goal", listed=f"{counts.listed:,}", before=before, after=after, share=share)


def kanji_lines(sheet: Sheet, say: Wording) -> Iterator[tuple[str, str]]:
    """The kanji of the texts by grade: the grade with how many there are, and the kanji."""
    for grade, letters in sheet.kanji:
        yield f"{say.grade(grade)} ({len(letters)})", "".join(letters)


def credit_lines(sheet: Sheet) -> Iterator[str]:
    """Who is to be credited, one line for each source."""
    for info in sheet.credits:
        yield line(" · ".join(part for part in (info.title, info.attribution, info.licence, info.url) if part))


def has_composed(part: Part) -> bool:
    """Whether a meaning of the list was put together by us."""
    return any(row.word.how == "composed" for row in (*part.rows, *part.names))


def _source(source: str) -> str:
    """Where an article is from: an address as it is, of a file its name (whose folder is nobody's business on a handout)."""
    return line(source) if "://" in source else line(re.split(r"[/\\\\]", source)[-1])


def _counts(counts: Counts) -> dict[str, str]:
    return {"running": f"{counts.running:,}", "types": f"{counts.types:,}", "listed": f"{counts.listed:,}"}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")
