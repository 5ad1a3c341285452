"""The JSON of `taiyaku show` (design, section 3). Fields may be added, never renamed or removed.

Pure: records in, plain JSON values out. Offsets are code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dictionaries.grammar import find_grammar
from dictionaries.inflection import in_japanese
from dictionaries.model import Glossed, GrammarPoint, Match, Term
from dictionaries.term_facts import TermFacts
from texts.model import Document, Language, Pos, Ruby
from texts.pronunciation import in_slashes

SCHEMA = 1
MOST_GLOSSES = 5

Statuses = Mapping[tuple[Language, str], str]
"""Status of a lemma in a language; words that are not in it are new."""


def text_json(document: Document) -> dict[str, Any]:
    """The `text` object of a document."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "encoding": document.encoding,
        "characters": len(document.text),
    }


def ruby_json(ruby: Ruby) -> dict[str, Any]:
    """One reading over a stretch of a sentence."""
    return {"start": ruby.start, "end": ruby.end, "reading": ruby.reading, "from": str(ruby.origin), "sure": ruby.sure}


def _match_json(match: Match) -> dict[str, Any]:
    return {
        "glosses": list(match.glosses[:MOST_GLOSSES]),
        "how": str(match.how),
        "source": match.source,
        "entry": None if match.entry is None else {"source": match.entry.source, "id": match.entry.id},
    }


def _pronunciation(word: str, lemma: str, pos: Pos, language: Language) -> dict[str, str]:
    """The field of an English word whose pronunciation is known."""
    said = in_slashes(word, lemma, pos, language)
    return {"pronunciation": said} if said else {}


def sentence_json(glossed: Glossed, statuses: Statuses, *, full: bool = False) -> dict[str, Any]:
    """One sentence with ruby, tokens and expressions.

    Args:
        glossed: the sentence.
        statuses: what the reader knows already.
        full: add the senses of the chosen entry to each token.
    """
    analysis = glossed.analysis
    sentence = analysis.sentence
    tokens = []
    for token, match in zip(analysis.tokens, glossed.matches, strict=True):
        item: dict[str, Any] = {
            "start": token.start,
            "end": token.end,
            "surface": token.surface,
            "language": str(token.language),
            "lemma": token.lemma,
            "reading": token.reading,
            "lemma_reading": token.lemma_reading,
            "pos": str(token.pos),
            **_match_json(match),
            "inflection": list(match.inflection),
            "inflection_ja": list(in_japanese(match.inflection)),
            "status": str(statuses.get((token.language, token.lemma), "new")),
        }
        item |= _pronunciation(token.normalized, token.lemma, token.pos, token.language)
        if full:
            senses = match.entry.senses if match.entry else ()
            item["senses"] = [{"pos": list(s.pos), "tags": list(s.tags), "glosses": list(s.glosses)} for s in senses]
        tokens.append(item)
    return {
        "index": sentence.index,
        "block": str(sentence.block),
        "paragraph": sentence.paragraph,
        "speaker": sentence.speaker,
        "language": str(sentence.language),
        "doubtful": analysis.doubtful,
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "ruby": [ruby_json(r) for r in analysis.ruby],
        "tokens": tokens,
        "expressions": [expression_json(e) for e in glossed.expressions],
        "grammar": [{"start": g.start, "end": g.end, **grammar_json(g.point)} for g in find_grammar(sentence.text, analysis.tokens)],
    }


def grammar_json(point: GrammarPoint) -> dict[str, str]:
    """A grammar pattern, explained in both languages."""
    return {"pattern": point.pattern, "en": point.english, "ja": point.japanese}


def expression_json(match: Match) -> dict[str, Any]:
    """An expression over several tokens."""
    return {
        "start": match.start,
        "end": match.end,
        "lemma": match.lemma,
        "reading": match.reading,
        "language": str(match.language),
        **_match_json(match),
    }


def term_json(term: Term, facts: TermFacts | None = None) -> dict[str, Any]:
    """One term of the text; with `facts` also how common it is, the grade of its kanji and the part that is hardest."""
    more = {} if facts is None else {"frequency": facts.said, "grade": facts.grade.said, "hardest": facts.hardest}
    return {
        "term": term.term,
        "language": str(term.language),
        "reading": term.reading,
        "glosses": list(term.glosses[:MOST_GLOSSES]),
        "category": None if term.category is None else str(term.category),
        "count": term.count,
        "sentences": list(term.sentences),
        "how": str(term.how),
        "source": term.source,
        "pos": str(term.pos),
        "parts": [{"term": p.term, "reading": p.reading, "glosses": list(p.glosses)} for p in term.parts],
        "same_as": list(term.same_as),
        **more,
    }


def match_json(match: Match) -> dict[str, Any]:
    """One answer of `taiyaku lookup --json`."""
    entry = match.entry
    return {
        "surface": match.surface,
        "lemma": match.lemma,
        "reading": match.reading,
        "language": str(match.language),
        "pos": str(match.pos),
        **_pronunciation(match.lemma, match.lemma, match.pos, match.language),
        **_match_json(match),
        "inflection": list(match.inflection),
        "inflection_ja": list(in_japanese(match.inflection)),
        "senses": [{"pos": list(s.pos), "tags": list(s.tags), "glosses": list(s.glosses)} for s in entry.senses] if entry else [],
        "parts": [match_json(p) for p in match.parts],
    }


def dumps(value: Any) -> str:
    """JSON on one line, Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def jsonl(document: Document, sentences: Iterable[dict[str, Any]], terms: Iterator[dict[str, Any]]) -> Iterator[str]:
    """The lines of `--format jsonl`: header, a line for each sentence as it comes, and last the terms."""
    yield dumps({"schema": SCHEMA, "text": text_json(document)})
    for sentence in sentences:
        yield dumps({"sentence": sentence})
    yield dumps({"terms": list(terms)})


def whole(document: Document, sentences: Iterable[dict[str, Any]], terms: Iterator[dict[str, Any]]) -> Iterator[str]:
    """The one object of `--format json`, in pieces, so that a long text is not held twice.

    `terms` is asked only after the sentences are through.
    """
    yield f'{{"schema":{SCHEMA},"text":{dumps(text_json(document))},"sentences":['
    for number, sentence in enumerate(sentences):
        yield ("," if number else "") + dumps(sentence)
    yield f'],"terms":{dumps(list(terms))}}}'
