"""The shortest list of words to teach so that a reader knows a given share of the running words. Pure.

Each running word belongs to one lemma, so teaching a lemma adds its own count and nothing else: the n commonest unknown lemmas add at
least as much as any other n, and the shortest list that reaches the share is the commonest ones up to there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from decks.sheets.coverage import granted
from decks.sheets.model import Goal, WordCount


def preteach(
    words: Sequence[WordCount],
    knows: Callable[[WordCount], bool],
    share: float,
    spared: Callable[[WordCount], bool] = lambda word: False,  # noqa: ARG005
) -> tuple[tuple[WordCount, ...], Goal]:
    """The words to teach, the most useful first.

    Args:
        words: the different words of one language in order of appearance, with their counts.
        knows: whether the reader knows a word already.
        share: the share of running words to be known, from 0 to 1.
        spared: whether a word is not to be taught though it is unknown; it stays unknown.

    Returns:
        The words (of those that stand equally often first what is commoner elsewhere, then what comes first in the text), and the shares
        before and after. Empty when the reader knows as much already. A word nobody has a meaning for is on it too: it is unknown all the
        same.
    """
    running = sum(word.count for word in words)
    known = before = sum(word.count for word in words if granted(word) or knows(word))
    wanted = Fraction(str(share)) * running  # exact: 0.95 of 100 words are 95
    unknown = [(place, word) for place, word in enumerate(words) if not (granted(word) or knows(word) or spared(word))]
    unknown.sort(key=lambda one: (-one[1].count, -(one[1].frequency.zipf or 0.0), one[0]))
    chosen: list[WordCount] = []
    for _, word in unknown:
        if known >= wanted:
            break
        chosen.append(word)
        known += word.count
    return tuple(chosen), Goal(share, _share(before, running), _share(known, running))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
