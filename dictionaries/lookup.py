"""Looking words up by hand: Japanese or English, inflected or not, words or phrases, homographs in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dictionaries import everyday, ranking, wildcards
from dictionaries.glossing import Glosser
from dictionaries.inflection import explain
from dictionaries.japanese_words import OWN
from dictionaries.lexicon import Lexicon, LexiconEntry
from dictionaries.library import Candidate, Library
from dictionaries.model import Entry, Glossed, How, Match
from dictionaries.ranking import Wanted
from texts.kana import is_kana, to_katakana
from texts.language import language_of
from texts.model import Analysis, BlockKind, Language, Origin, Pos, Sentence, Token
from texts.romaji import to_kana
from texts.shown import shown_reading
from texts.tables import rows

MOST = 12
"""Entries shown for one word; a kana word such as かん has more than a hundred."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up found.

    `read_as` is the kana that Latin letters were taken for, "" when they were not; `more` says that a pattern found more than is shown;
    `tried` says in words what the query was taken for; `pattern`: that it was a pattern, so that there may be many matches.
    """

    matches: tuple[Match, ...]
    read_as: str = ""
    more: bool = False
    tried: tuple[str, ...] = ()
    pattern: bool = False


def lookup(words: str, library: Library, lexicon: Lexicon, analyse: Callable[[Sentence], Analysis]) -> tuple[Match, ...]:
    """The matches of `find`."""
    return find(words, library, lexicon, analyse).matches


def find(words: str, library: Library, lexicon: Lexicon, analyse: Callable[[Sentence], Analysis]) -> Found:
    """What the dictionaries say about a word, a phrase or a pattern, best first.

    Args:
        words: a Japanese or English word, inflected or not, or several words; Japanese in Latin letters; a pattern of `wildcards`.
        library: the dictionaries to ask.
        lexicon: our own tables.
        analyse: how a sentence is cut into tokens; called with one made of `words`.

    Returns:
        Of Japanese, one match for each entry that the whole of `words` finds as it stands or by its lemma; of English, the phrase and then
        the words of it. When the whole finds nothing, a match for each part that is known; when Latin letters find no English, what they
        are as romaji. Empty when nothing is.

    Raises:
        UsageError: a pattern that says too little.
        StorageError: a compiled dictionary is damaged.
    """
    words = words.strip()
    if wildcards.is_pattern(words):
        fitting = _fitting(words, library, lexicon, analyse)
        if fitting.matches or wildcards.has_star(words):
            return fitting
    tried = ["as a Japanese word or one of its forms, and its parts"] if not words.isascii() else ["as an English word, form or phrase"]
    matches = _known(words, library, lexicon, analyse) if words else ()
    kana = to_kana(words) if not matches and words.isascii() else ""
    if not kana or kana == words or not all(map(is_kana, kana)):
        return Found(matches, tried=tuple(tried))
    tried.append(f"as romaji ({kana})")
    found = _read(kana, library) or tuple(
        match
        for match in _known(kana, library, lexicon, analyse)
        if match.how in (How.ENTRY, How.NAME) and match.start == 0 and match.end == len(kana)
    )
    return Found(found, kana if found else "", tried=tuple(tried))


def _read(kana: str, library: Library) -> tuple[Match, ...]:
    """The words that are read so, commonest first: words, then names."""
    found = library.candidates((kana, to_katakana(kana)))
    ranked = sorted((c for cs in found.values() for c in cs), key=lambda c: (c.is_name, -c.priority))
    once = {(c.source, c.id): c for c in ranked}
    return tuple(_of_form(c.form, library.decode(c), library) for c in ranking.shown(list(once.values()), MOST))


def _known(words: str, library: Library, lexicon: Lexicon, analyse: Callable[[Sentence], Analysis]) -> tuple[Match, ...]:
    analysis = analyse(_sentence(words))
    glossed = Glosser(library, lexicon).gloss(analysis)
    whole = tuple(e for e in glossed.expressions if e.start == 0 and e.end >= len(words))
    if any(token.language is Language.JA for token in analysis.tokens):
        found = _japanese(words, glossed, library)
        if found:
            return tuple(_as_shown(match, analysis) for match in found)
    singles = tuple(match for match in glossed.matches if match.how is not How.NONE)
    rest = tuple(e for e in glossed.expressions if e not in whole)
    latin = _japanese(words, replace(glossed, matches=(), expressions=()), library)  # Japanese words in Latin: NATO
    return whole + rest + singles + latin or _function_words(analysis.tokens)


def _as_shown(match: Match, analysis: Analysis) -> Match:
    """A match of the whole word in the script in which the reader wants it read (漢字 カンジ)."""
    if match.lemma != match.surface or not any(span.origin is Origin.USER for span in analysis.ruby):
        return match
    return replace(match, reading=shown_reading(match.surface, match.start, match.reading, analysis.ruby))


def _function_words(tokens: Sequence[Token]) -> tuple[Match, ...]:
    """What our table says of English words that a text does not gloss (this, of, should), when nothing else stands there."""
    table = _function_table()
    found = []
    for token in tokens:
        if token.pos is Pos.SYMBOL:
            continue
        word = token.normalized if token.normalized in table else token.lemma.lower()
        if token.language is not Language.EN or word not in table:
            return ()
        pos, glosses = table[word]
        found.append(Match(token.start, token.end, token.surface, word, "", Language.EN, pos, glosses, How.ENTRY, OWN))
    return tuple(found)


@lru_cache(maxsize=1)
def _function_table() -> Mapping[str, tuple[Pos, tuple[str, ...]]]:
    table = rows("function_words_en.tsv", 3, "dictionaries")
    return {word: (Pos(pos), tuple(part.strip() for part in glosses.split(";"))) for word, pos, glosses in table}


def _fitting(words: str, library: Library, lexicon: Lexicon, analyse: Callable[[Sentence], Analysis]) -> Found:
    """The words that fit a pattern, each with what the dictionaries or our tables say of it: words, our terms, names."""

    def listed(language: Language) -> frozenset[str]:
        return everyday.english_words().union(lexicon.listed(language)) if language is Language.EN else frozenset(lexicon.listed(language))

    hits = wildcards.search(words, library, listed)
    found = [_of_form(form, entry, library) for form, entry in hits.entries]
    found += [_of_term(own) for term in hits.terms if (own := lexicon.japanese(term)) is not None]
    found.sort(key=lambda match: match.how is How.NAME)
    glosser = Glosser(library, lexicon)
    for key in hits.english:
        glossed = glosser.gloss(analyse(_sentence(key)))
        found += [m for m in (*glossed.expressions, *glossed.matches) if m.start == 0 and m.end == len(key) and m.glosses][:1]
    return Found(tuple(found), more=hits.more, tried=("as a pattern over all words of the dictionaries",), pattern=True)


def _sentence(words: str) -> Sentence:
    return Sentence(0, BlockKind.NARRATION, 0, language_of(words), words, 0, len(words))


def _of_term(own: LexiconEntry) -> Match:
    return Match(0, len(own.term), own.term, own.term, own.reading, Language.JA, Pos.NOUN, own.english, How.ENTRY, OWN)


def _of_form(form: str, entry: Entry, library: Library) -> Match:
    """An entry found by a form: by a reading, it is called by its headword."""
    names = any(store.name == entry.source and store.holds_names for store in library.stores)
    lemma = form if form in entry.forms or not entry.forms else entry.headword
    reading = form if form in entry.readings else entry.reading
    pos = _pos_of(entry, Pos.OTHER)
    glosses = ranking.glosses(ranking.rank_senses(entry, pos))
    how = How.NAME if names else How.ENTRY
    return Match(0, len(lemma), lemma, lemma, reading, Language.JA, pos, glosses, how, entry.source, entry)


def _pos_of(entry: Entry, said: Pos) -> Pos:
    """The part of speech the analyser said where an entry can be that, else the entry's own: ぬる by itself is no adverb."""
    codes = [code for sense in entry.senses for code in sense.pos]
    if not codes or ranking.best_fit(codes, said) > 0:
        return said
    return next((pos for code in codes for pos in Pos if ranking.fit(code, pos) == 1.0), said)


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
    matches = [_said_rightly(top) for top in tops[:1] if top.how is not How.NONE]
    shown = {(m.entry.source, m.entry.id) for m in matches if m.entry is not None and m.source == m.entry.source}
    others = [c for c in candidates.values() if (c.source, str(c.id)) not in shown]
    matches += [_of_entry(words, library.decode(c), c, token, pos) for c in ranking.shown(others, MOST - len(matches))]
    return tuple(matches)


def _said_rightly(match: Match) -> Match:
    return match if match.entry is None else replace(match, pos=_pos_of(match.entry, match.pos))


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
        pos=_pos_of(entry, pos),
        glosses=ranking.glosses(ranking.rank_senses(entry, pos)),
        how=How.NAME if candidate.is_name else How.ENTRY,
        source=entry.source,
        entry=entry,
        inflection=explain(token) if inflected and token is not None else (),
    )
