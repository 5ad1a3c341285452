"""`taiyaku show`: the analysis of a text, printed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from dictionaries.model import Glossed
from reader import contract
from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench


def run(args: argparse.Namespace) -> int:
    """Print a text as plain lines, JSON or JSON lines."""
    excuse = common.Excuse()
    with Workbench(find_places(), excuse=excuse) as bench:
        document = common.open_source(bench, args.source, args.encoding)
        common.build_missing(bench)
        if args.format == "plain":
            from reader.commands.read import plain_lines

            common.write_lines(plain_lines(bench, document, common.width(args.width)))
            return 0
        known = common.statuses(bench, excuse)
        seen: list[Glossed] = []

        def sentences() -> Iterator[dict[str, Any]]:
            for sentence in bench.sentences(document):
                glossed = bench.gloss(bench.analyse(sentence))
                seen.append(glossed)
                yield contract.sentence_json(glossed, known, full=args.full)

        def terms() -> Iterator[dict[str, Any]]:
            yield from (contract.term_json(t) for t in bench.terms(tuple(seen), args.domain))

        if args.format == "jsonl":
            common.write_lines(contract.jsonl(document, sentences(), terms()), utf8=True)
        else:
            common.write_lines(contract.whole(document, sentences(), terms()), utf8=True)
    return 0
