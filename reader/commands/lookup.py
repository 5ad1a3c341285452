"""`taiyaku lookup`: words in both directions, patterns, kanji."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dictionaries import kanji_facts
from dictionaries.grammar import find_grammar, grammar_named
from dictionaries.inflection import in_japanese
from dictionaries.kanji_facts import KanjiFact
from dictionaries.levels import WordFacts
from dictionaries.library import Fact, KanjiEntry
from dictionaries.lookup import Found
from dictionaries.model import GrammarPoint, Match
from reader import contract
from reader.commands import _common as common
from reader.paths import find_places
from reader.settings import Explains, load_settings
from reader.workbench import Workbench
from texts.kana import is_kanji
from texts.language import language_of
from texts.model import BlockKind, Sentence
from texts.pronunciation import in_slashes_alone
from texts.sanitize import for_terminal

_SHORT = 20
"""Characters up to which the kanji of a query follow its words: those of a whole sentence would bury them."""


def run(args: argparse.Namespace) -> int:
    """Print the entries for each word; the exit code is 0 also when nothing was found, and that is said.

    Raises:
        UsageError: a pattern that says too little.
    """
    places = find_places()
    with Workbench(places, excuse=common.Excuse()) as bench:
        common.build_missing(bench)
        answers = [_answer(bench, words, only_kanji=args.kanji) for words in map(common.typed, args.words)]
        language = load_settings(places.settings_file).language
        if args.json:
            common.write_lines([contract.dumps([_json(answer) for answer in answers])], utf8=True)
        else:
            common.write_lines(for_terminal(line) for answer in answers for line in _plain(answer, language))
        for answer in answers:
            if answer.found.more:
                common.narrate(f"taiyaku: {answer.words}: there are more; {len(answer.found.matches)} are shown")
    return 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found for the words of a query, with what is known of each match; `added` are kanji of dictionaries that the user added."""

    words: str
    found: Found
    known: tuple[WordFacts, ...]
    facts: tuple[Fact, ...]
    added: tuple[KanjiEntry, ...]
    kanji: tuple[KanjiFact, ...]
    grammar: tuple[GrammarPoint, ...] = ()


def _answer(bench: Workbench, words: str, *, only_kanji: bool) -> _Answer:
    named = () if only_kanji else grammar_named(words)
    grammar = named or (() if only_kanji else _grammar_in(bench, words))
    found = Found((), tried=("as kanji",)) if only_kanji else bench.lookup(words.strip("〜～ ") if named else words)
    kanji = kanji_facts.load_kanji_facts().of(words) if only_kanji or len(words) <= _SHORT else ()
    library = bench.library()
    texts = dict.fromkeys((words.strip(), *(match.lemma for match in found.matches if match.language == "ja")))
    facts = () if only_kanji else library.facts(texts)
    return _Answer(
        words, found, bench.facts(found.matches), facts, library.kanji(tuple(dict.fromkeys(filter(is_kanji, words)))), kanji, grammar
    )


def _grammar_in(bench: Workbench, words: str) -> tuple[GrammarPoint, ...]:
    """The patterns in a phrase: 行かざるを得ない."""
    sentence = Sentence(0, BlockKind.NARRATION, 0, language_of(words), words, 0, len(words))
    return tuple(dict.fromkeys(grammar.point for grammar in find_grammar(words, bench.analyse(sentence).tokens)))


def _json(answer: _Answer) -> dict[str, Any]:
    return {
        "query": answer.words,
        "read_as": answer.found.read_as or None,
        "tried": answer.found.tried,
        "more": answer.found.more,
        "matches": [
            contract.match_json(match) | {"frequency": {"band": known.level.band, "zipf": known.level.zipf, "marked": known.level.marked}}
            for match, known in zip(answer.found.matches, answer.known, strict=True)
        ],
        "grammar": [contract.grammar_json(point) for point in answer.grammar],
        "facts": [{"source": f.source, "term": f.text, "reading": f.reading, "kind": f.kind, "value": f.value} for f in answer.facts],
        "kanji": [
            {"source": k.source, "kanji": k.literal, "on": k.onyomi, "kun": k.kunyomi, "meanings": k.meanings, "tags": k.tags}
            for k in answer.added
        ]
        + [
            {
                "source": k.source, "kanji": k.literal, "on": k.onyomi, "kun": k.kunyomi, "meanings": k.meanings, "tags": (),
                "strokes": k.strokes, "grade": k.grade, "rank": k.rank,
            }
            for k in answer.kanji
        ],
    }  # fmt: skip


def _plain(answer: _Answer, language: Explains) -> Iterator[str]:
    found = answer.found
    for point in answer.grammar:
        said = (point.japanese, point.english) if language == "ja" else (point.english, point.japanese)
        yield from (f"{point.pattern}  (grammar)", *(f"  {line}" for line in said), "")
    if not found.matches and not (answer.kanji or answer.added or answer.grammar):
        yield f"{answer.words}: nothing found (tried {', '.join(found.tried)})"
    if found.read_as:
        yield f"{answer.words}: read as {found.read_as}"
    if found.pattern:
        yield from map(_short, found.matches)
    else:
        for match, known in zip(found.matches, answer.known, strict=True):
            yield from _match(match, known, language)
    yield from _more(answer)


def _more(answer: _Answer) -> Iterator[str]:
    """Frequencies, pitch accents and single kanji, each with its dictionary."""
    said: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in answer.facts:
        said.setdefault((fact.text, fact.reading, fact.kind, fact.source), []).append(fact.value)
    for (text, reading, kind, source), values in said.items():
        word = f"{text} ({reading})" if reading and reading != text else text
        yield f"{word}: {kind} {', '.join(values)}  {source}"
    for kanji in answer.added:
        readings = "、".join((*kanji.onyomi, *kanji.kunyomi))
        yield f"{kanji.literal}  {readings}  {'; '.join(kanji.meanings)}  {kanji.source}"
    for one in answer.kanji:
        yield "  ".join(x for x in (one.literal, "、".join((*one.onyomi, *one.kunyomi)), "; ".join(one.meanings)) if x)
        yield f"  {'; '.join(one.said)}  {one.source}"
    if said or answer.added or answer.kanji:
        yield ""


def _short(match: Match) -> str:
    """One of many."""
    reading = match.reading if match.reading != match.lemma else ""
    return "  ".join(x for x in (match.lemma, reading, "; ".join(match.glosses), match.source or "") if x)


def _match(match: Match, known: WordFacts, language: Explains) -> Iterator[str]:
    kana = match.reading if match.reading != match.lemma else ""
    reading = in_slashes_alone(match.lemma, match.pos, match.language) or kana
    yield "  ".join(x for x in (match.lemma, reading, f"({match.pos})", known.level.said) if x)
    if match.inflection:
        yield f"  {match.surface}: {' + '.join(in_japanese(match.inflection) if language == 'ja' else match.inflection)}"
    if match.entry is not None and match.language == "ja":
        for number, sense in enumerate(match.entry.senses, 1):
            yield f"  {number} {'; '.join(sense.glosses)}  [{', '.join((*sense.pos, *sense.tags))}]"
    else:
        yield f"  {'; '.join(match.glosses)}"
    yield f"  {match.source or '-'}"
    yield ""
