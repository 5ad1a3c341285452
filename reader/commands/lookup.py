"""`taiyaku lookup`: words in both directions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dictionaries.library import Fact, KanjiEntry
from dictionaries.model import Match
from reader import contract
from reader.commands import _common as common
from reader.paths import find_places
from reader.workbench import Workbench
from texts.kana import is_kanji
from texts.pronunciation import in_slashes
from texts.sanitize import for_terminal


def run(args: argparse.Namespace) -> int:
    """Print the entries for each word; the exit code is 0 also when nothing was found, and that is said."""
    with Workbench(find_places(), excuse=common.Excuse()) as bench:
        common.build_missing(bench)
        answers = [_answer(bench, words) for words in map(common.typed, args.words)]
        if args.json:
            common.write_lines([contract.dumps([_json(answer) for answer in answers])], utf8=True)
        else:
            common.write_lines(line for answer in answers for line in (*_plain(answer.words, answer.matches), *_more(answer)))
    return 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found for the words of a query; facts and kanji are those of dictionaries that the user added."""

    words: str
    matches: tuple[Match, ...]
    facts: tuple[Fact, ...]
    kanji: tuple[KanjiEntry, ...]


def _answer(bench: Workbench, words: str) -> _Answer:
    matches = bench.lookup(words)
    library = bench.library()
    texts = dict.fromkeys((words.strip(), *(match.lemma for match in matches if match.language == "ja")))
    return _Answer(words, matches, library.facts(texts), library.kanji(tuple(dict.fromkeys(filter(is_kanji, words)))))


def _json(answer: _Answer) -> dict[str, Any]:
    return {
        "query": answer.words,
        "matches": [contract.match_json(match) for match in answer.matches],
        "facts": [{"source": f.source, "term": f.text, "reading": f.reading, "kind": f.kind, "value": f.value} for f in answer.facts],
        "kanji": [
            {"source": k.source, "kanji": k.literal, "on": k.onyomi, "kun": k.kunyomi, "meanings": k.meanings, "tags": k.tags}
            for k in answer.kanji
        ],
    }


def _more(answer: _Answer) -> Iterator[str]:
    """Frequencies, pitch accents and single kanji, each with its dictionary."""
    said: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in answer.facts:
        said.setdefault((fact.text, fact.reading, fact.kind, fact.source), []).append(fact.value)
    for (text, reading, kind, source), values in said.items():
        word = f"{text} ({reading})" if reading and reading != text else text
        yield for_terminal(f"{word}: {kind} {', '.join(values)}  {source}")
    for kanji in answer.kanji:
        readings = "、".join((*kanji.onyomi, *kanji.kunyomi))
        yield for_terminal(f"{kanji.literal}  {readings}  {'; '.join(kanji.meanings)}  {kanji.source}")
    if said or answer.kanji:
        yield ""


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
