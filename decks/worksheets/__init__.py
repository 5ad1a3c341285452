"""Worksheets made from a list: blanks for readings and meanings, sentences with gaps, matching; with versions and an answer key."""

from __future__ import annotations

from decks.worksheets.making import make_worksheets

__all__ = ["make_worksheets"]
