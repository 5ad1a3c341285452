"""The reader's own readings in study.db, by surface and scope: for everywhere, or for one text over those for everywhere.

A text's id is made of its letters, so one in which a misprint was mended has another. What was corrected in it goes on counting: any of id,
place and title tells an article (as for its cards), and what is kept or taken back is kept or taken back for all of its editions.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from decks import codec
from decks.database import explained, transaction, whole
from decks.model import Correction, CorrectionsKept


@dataclass(frozen=True, slots=True)
class Article:
    """A text by its id, title and place (a path, a web address, "-" for standard input)."""

    id: str
    title: str
    source: str

    @property
    def telling_title(self) -> str:
        """The title where it tells this article from others; "" for one that is only the name of the file."""
        return "" if self.title in ("stdin", PurePath(self.source).stem) else self.title

    @property
    def telling_source(self) -> str:
        """The place where it tells this article from others; "" for standard input."""
        return "" if self.source == "-" else self.source


class CorrectionStore:
    """Corrections over the connection of the study store, on its thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._path = path
        self._now = now
        self._readings: Mapping[str, str] = {}
        self._version: tuple[int, int, str] | None = None
        self._met: dict[str, Article] = {}

    def meet(self, article: Article) -> None:
        """Tell of a text that is being read, before its readings are asked for: it may be one that is known by another id."""
        if self._met.get(article.id) != article:
            self._met[article.id] = article
            self._version = None

    def readings(self, scope: str = "") -> Mapping[str, str]:
        """The readings by surface: those for this text over those for everywhere.

        Read again only after a change, whoever made it; the same object until then (`texts.model.Corrections`).
        """
        with explained(self._path):
            (others,) = self._connection.execute("PRAGMA data_version").fetchone()
            version = (int(others), self._connection.total_changes, scope)
            if version != self._version:
                found = self._connection.execute(
                    "SELECT surface, reading FROM corrections WHERE scope = '' OR scope IN (SELECT value FROM json_each(?))"
                    " ORDER BY scope != '', scope = ?, changed_at",
                    (json.dumps(self._editions(scope)), scope),
                ).fetchall()
                fresh = dict(found)
                if fresh != self._readings:  # a place that was written down changes the store, but no reading
                    self._readings = fresh
                self._version = version
        return self._readings

    def all(self, scope: str | None = None) -> tuple[Correction, ...]:
        """Every correction, or those of one scope ("": everywhere; a text's id: of all editions of it): by surface, everywhere first."""
        with explained(self._path):
            scopes = None if scope is None else json.dumps(self._editions(scope))
            rows = self._connection.execute(
                "SELECT c.surface, c.reading, c.scope, c.changed_at, coalesce(t.title, '') FROM corrections c"
                " LEFT JOIN texts t ON t.id = c.scope WHERE ?1 IS NULL OR c.scope IN (SELECT value FROM json_each(?1))"
                " ORDER BY c.surface, c.scope",
                (scopes,),
            ).fetchall()
        return tuple(Correction(row[0], row[1], row[2], row[4], codec.moment(row[3])) for row in rows)

    def correct(self, surface: str, reading: str, scope: str = "") -> str | None:
        """Keep a reading, or take it back with an empty one; returns what was kept for that surface and scope before."""
        with transaction(self._connection, self._path):
            before = None
            for edition in reversed(self._editions(scope)[1:]):  # of an article there is one truth: that of the edition at hand
                before = self._put(surface, "", edition) or before
            before = self._put(surface, reading, scope) or before
            if reading and scope in self._met:
                self._name(self._met[scope])
        return before

    def keep(self, many: Iterable[tuple[str, str, str]]) -> CorrectionsKept:
        """Keep many (surface, reading, scope) at once, all or none."""
        added = replaced = unchanged = 0
        with transaction(self._connection, self._path):
            for surface, reading, scope in many:
                before = self._put(surface, reading, scope)
                added += before is None
                replaced += before is not None and before != reading
                unchanged += before == reading
        return CorrectionsKept(added, replaced, unchanged)

    def _editions(self, scope: str) -> tuple[str, ...]:
        """The ids under which an article is known, the given one first, then those met last."""
        if not scope:
            return ("",)
        article = self._met.get(scope)
        if article is None:
            row = self._connection.execute("SELECT id, title, source FROM texts WHERE id = ?", (scope,)).fetchone()
            if row is None:
                return (scope,)
            article = Article(*row)
        others = self._connection.execute(
            "SELECT id FROM texts WHERE id != :id AND ((title = :title AND title != '') OR (source = :source AND source != ''))"
            " ORDER BY turn DESC, read_at DESC",
            {"id": scope, "title": whole(article.telling_title), "source": whole(article.telling_source)},
        ).fetchall()
        return scope, *(str(row[0]) for row in others)

    def _name(self, article: Article) -> None:
        """Write down what a corrected text that was never read is called: its corrections must be found again, and be told apart."""
        self._connection.execute(
            "INSERT OR IGNORE INTO texts (id, title, source, position, sentences, read_at, turn) VALUES (?, ?, ?, 0, 0, ?, 0)",
            (article.id, whole(article.title), whole(article.source), codec.stamp(self._now())),
        )

    def _put(self, surface: str, reading: str, scope: str) -> str | None:
        row = self._connection.execute("SELECT reading FROM corrections WHERE surface = ? AND scope = ?", (surface, scope)).fetchone()
        before = str(row[0]) if row else None
        if not reading:
            self._connection.execute("DELETE FROM corrections WHERE surface = ? AND scope = ?", (surface, scope))
        elif reading != before:
            self._connection.execute(
                "INSERT OR REPLACE INTO corrections (surface, scope, reading, changed_at) VALUES (?, ?, ?, ?)",
                (surface, scope, reading, codec.stamp(self._now())),
            )
        return before
