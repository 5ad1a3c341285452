"""`taiyaku --version`."""

from __future__ import annotations

import argparse

from reader.cli import version
from reader.commands import _common as common


def run(args: argparse.Namespace) -> int:
    """Print the version."""
    del args
    common.write_lines([f"taiyaku {version()}"])
    return 0
