"""Worksheets made from a list: blanks for readings and meanings, sentences with gaps, matching; with versions and an answer key."""
