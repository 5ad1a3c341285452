"""The reader's own readings in study.db, by surface and scope: for everywhere, or for one text over those for everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from decks import codec
from decks.database import explained, transaction
from decks.model import Correction, CorrectionsKept


class CorrectionStore:
    """Corrections over the connection of the study store, on its thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._path = path
        self._now = now
        self._readings: Mapping[str, str] = {}
        self._version: tuple[int, int, str] | None = None

    def readings(self, scope: str = "") -> Mapping[str, str]:
        """The readings by surface: those for this text over those for everywhere.

        Read again only after a change, whoever made it; the same object until then (`texts.model.Corrections`).
        """
        with explained(self._path):
            (others,) = self._connection.execute("PRAGMA data_version").fetchone()
            version = (int(others), self._connection.total_changes, scope)
            if version != self._version:
                found = self._connection.execute(
                    "SELECT surface, reading FROM corrections WHERE scope IN (?, '') ORDER BY scope", (scope,)
                ).fetchall()
                fresh = dict(found)
                if fresh != self._readings:  # a place that was written down changes the store, but no reading
                    self._readings = fresh
                self._version = version
        return self._readings

    def all(self, scope: str | None = None) -> tuple[Correction, ...]:
        """Every correction, or those of one scope ("": everywhere): by surface, everywhere first."""
        with explained(self._path):
            rows = self._connection.execute(
                "SELECT c.surface, c.reading, c.scope, c.changed_at, coalesce(t.title, '') FROM corrections c"
                " LEFT JOIN texts t ON t.id = c.scope WHERE ? IS NULL OR c.scope = ? ORDER BY c.surface, c.scope",
                (scope, scope),
            ).fetchall()
        return tuple(Correction(row[0], row[1], row[2], row[4], codec.moment(row[3])) for row in rows)

    def correct(self, surface: str, reading: str, scope: str = "") -> str | None:
        """Keep a reading, or take it back with an empty one; returns what was kept for that surface and scope before."""
        with transaction(self._connection, self._path):
            return self._put(surface, reading, scope)

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
