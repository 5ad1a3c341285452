"""Looking words up by hand: Japanese or English, inflected or not, words or phrases, homographs in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dictionaries import ranking
from dictionaries.glossing import Glosser
from dictionaries.inflection import explain
from dictionaries.lexicon import Lexicon
from dictionaries.library import Candidate, Library
from dictionaries.model import Entry, Glossed, How, Match
from dictionaries.ranking import Wanted
from texts.language import language_of
from texts.model import Analysis, BlockKind, Language, Origin, Pos, Sentence, Token
from texts.shown import shown_reading

MOST = 12
"""Entries shown for one word; a kana word such as かん has more than a hundred."""


def lookup(words: str, library: Library, lexicon: Lexicon, analyse: Callable[[Sentence], Analysis]) -> tuple[Match, ...]:
    """What the dictionaries say about a word or phrase, best first.

    Args:
        words: a Japanese or English word, inflected or not, or several words; never a pattern.
        library: the dictionaries to ask.
        lexicon: our own tables.
        analyse: how a sentence is cut into tokens; called with one made of `words`.

    Returns:
        Of Japanese, one match for each entry that the whole of `words` finds as it stands or by its lemma; of English, the phrase and then
        the words of it. When the whole finds nothing, a match for each part that is known. Empty when nothing is.

    Raises:
        StorageError: a compiled dictionary is damaged.
    """
    words = words.strip()
    if not words:
        return ()
    analysis = analyse(Sentence(0, BlockKind.NARRATION, 0, language_of(words), words, 0, len(words)))
    glossed = Glosser(library, lexicon).gloss(analysis)
    whole = tuple(e for e in glossed.expressions if e.start == 0 and e.end >= len(words))
    if any(token.language is Language.JA for token in analysis.tokens):
        found = _japanese(words, glossed, library)
        if found:
            return tuple(_as_shown(match, analysis) for match in found)
    singles = tuple(match for match in glossed.matches if match.how is not How.NONE)
    rest = tuple(e for e in glossed.expressions if e not in whole)
    return whole + rest + singles + _japanese(words, replace(glossed, matches=(), expressions=()), library)  # Japanese words in Latin: NATO


def _as_shown(match: Match, analysis: Analysis) -> Match:
    """A match of the whole word in the script in which the reader wants it read (漢字 カンジ)."""
    if match.lemma != match.surface or not any(span.origin is Origin.USER for span in analysis.ruby):
        return match
    return replace(match, reading=shown_reading(match.surface, match.start, match.reading, analysis.ruby))


def _japanese(words: str, glossed: Glossed, library: Library) -> tuple[Match, ...]:
    """One match for each entry of the whole word: by our lexicon, by the analysed lemma, and by the characters as they stand."""
    tokens = glossed.analysis.tokens
    token = tokens[0] if len(tokens) == 1 else None
    tops = [match for match in (*glossed.expressions, *glossed.matches) if match.start == 0 and match.end >= len(words)]
    forms = [words, *((token.lemma, token.normalized) if token else ()), *(top.lemma for top in tops)]
    found = library.candidates(tuple(dict.fromkeys(form for form in forms if form)))
    pos = token.pos if token else Pos.OTHER
    wanted = Wanted(token.lemma if token else words, token.normalized if token else "", token.lemma_reading if token else "", pos)
    candidates: dict[tuple[str, int], Candidate] = {}
    for form in dict.fromkeys(forms):
        for candidate in sorted(found.get(form, ()), key=lambda c: _place(c, wanted)):
            candidates.setdefault((candidate.source, candidate.id), candidate)
    matches = tops[:1] if tops and tops[0].how is not How.NONE else []
    shown = {(m.entry.source, m.entry.id) for m in matches if m.entry is not None and m.source == m.entry.source}
    others = [c for c in candidates.values() if (c.source, str(c.id)) not in shown]
    matches += [_of_entry(words, library.decode(c), c, token, pos) for c in ranking.shown(others, MOST - len(matches))]
    return tuple(matches)


def _place(candidate: Candidate, wanted: Wanted) -> tuple[bool, bool, int, float]:
    """What the user put first, then words, then names, dictionaries beside the built-in ones last in each."""
    standing = ranking.standing(candidate, wanted)
    return standing >= 0, candidate.is_name, standing, -ranking.entry_score(candidate, wanted)


def _of_entry(words: str, entry: Entry, candidate: Candidate, token: Token | None, pos: Pos) -> Match:
    inflected = token is not None and candidate.form != words
    return Match(
        start=0,
        end=len(words),
        surface=words,
        lemma=candidate.form,
        reading=entry.reading,
        language=Language.JA,
        pos=pos,
        glosses=ranking.glosses(ranking.rank_senses(entry, pos)),
        how=How.NAME if candidate.is_name else How.ENTRY,
        source=entry.source,
        entry=entry,
        inflection=explain(token) if inflected and token is not None else (),
    )
