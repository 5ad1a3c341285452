"""Ratios within one run: the only kind of time that means anything on a shared machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def cpu(function: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    function()
    return time.process_time() - start


def ratio(candidate: Callable[[], object], yardstick: Callable[[], object], rounds: int = 5) -> float:
    """CPU time of the candidate over the yardstick's: interleaved, one warm-up, median of the rounds' ratios."""
    candidate()
    yardstick()
    return statistics.median(cpu(candidate) / max(cpu(yardstick), 1e-6) for _ in range(rounds))
