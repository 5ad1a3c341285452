"""What is seen: the command line and the terminal reader."""

OWNER = "taiyaku"
"""Whose top-level package `reader` this is; the feed library `reader` would overwrite it, and the command checks."""
