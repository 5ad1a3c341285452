"""`taiyaku lookup`: words in both directions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from dictionaries.model import Match
from reader import contract
from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench
from texts.pronunciation import in_slashes
from texts.sanitize import for_terminal


def run(args: argparse.Namespace) -> int:
    """Print the entries for each word; the exit code is 0 also when nothing was found, and that is said."""
    with Workbench(find_places(), excuse=common.Excuse()) as bench:
        common.build_missing(bench)
        answers = [(words, bench.lookup(words)) for words in map(common.typed, args.words)]
        if args.json:
            value = [{"query": words, "matches": [contract.match_json(m) for m in matches]} for words, matches in answers]
            common.write_lines([contract.dumps(value)], utf8=True)
        else:
            common.write_lines(line for words, matches in answers for line in _plain(words, matches))
    return 0


def _plain(words: str, matches: tuple[Match, ...]) -> Iterator[str]:
    if not matches:
        yield f"{for_terminal(words)}: nothing found"
    for match in matches:
        kana = match.reading if match.reading != match.lemma else ""
        reading = in_slashes(match.lemma, match.lemma, match.pos, match.language) or kana
        yield for_terminal("  ".join(x for x in (match.lemma, reading, f"({match.pos})") if x))
        if match.inflection:
            yield for_terminal(f"  {match.surface}: {' + '.join(match.inflection)}")
        if match.entry is not None and match.language == "ja":
            for number, sense in enumerate(match.entry.senses, 1):
                yield for_terminal(f"  {number} {'; '.join(sense.glosses)}  [{', '.join((*sense.pos, *sense.tags))}]")
        else:
            yield for_terminal(f"  {'; '.join(match.glosses)}")
        yield f"  {match.source or '-'}"
        yield ""
