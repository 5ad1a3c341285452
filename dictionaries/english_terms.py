"""English terms of a text: acronyms, names, phrases and words of the lexicon, rarer words whose Japanese is a term of the news.

English stands also inside Japanese sentences (NATO, Intelligence), so tokens are looked at, not sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dictionaries import categories
from dictionaries.chunks import is_katakana
from dictionaries.english_keys import is_acronym
from dictionaries.english_words import SILENT
from dictionaries.japanese_words import OWN
from dictionaries.lexicon import EnglishEntry, Lexicon
from dictionaries.library import Library
from dictionaries.model import Category, Glossed, How, Match, Term
from dictionaries.ranking import MOST_GLOSSES
from texts.model import Language, Pos, Token
from texts.pronunciation import told_apart

COMMON = 4.8
"""Zipf value from which a word is too common to be a term unless the lexicon says so."""
_GRAMMATICAL = 5.8
"""Zipf value from which an adverb says more of grammar than of the text (not, so, also), and is never a term."""

_BROAD = (Category.DIPLOMACY, Category.GOVERNMENT)  # "regional challenge" is no term because of its adjective; "military parade" is
_WITH_OWN = 3  # glosses shown when the lexicon has the word: its own come first

_CONTENT = frozenset((Pos.NOUN, Pos.VERBAL_NOUN, Pos.PROPER, Pos.VERB, Pos.ADJECTIVE, Pos.ADVERB))
_HONORIFICS = frozenset((
    "mr", "mrs", "ms", "dr", "sir", "president", "minister", "king", "queen", "chancellor", "premier", "senator", "general",
))  # fmt: skip
_CALENDAR = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
))  # fmt: skip
_POS = {"noun": Pos.NOUN, "verb": Pos.VERB, "adjective": Pos.ADJECTIVE, "adverb": Pos.ADVERB}


@dataclass(frozen=True, slots=True)
class _Hit:
    """An occurrence: the term's text, how many tokens it takes, and what is known of it."""

    text: str
    tokens: int
    glosses: tuple[str, ...]
    category: Category
    how: How
    source: str | None
    pos: Pos
    again: int = 0  # tokens at its end that are looked at once more by themselves


@dataclass(slots=True)
class _Seen:
    hit: _Hit
    place: tuple[int, int]
    sentences: list[int] = field(default_factory=list)


class EnglishTerms:
    """Finds the English terms of a text. Belongs to its library's thread."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon

    def terms(self, sentences: Sequence[Glossed], *, everything: bool) -> list[tuple[tuple[int, int], Term]]:
        """The terms with the places (sentence, code point) of their first occurrence.

        Args:
            sentences: the whole text, glossed.
            everything: whether every content word with a gloss counts, not only words of the news.
        """
        seen: dict[str, _Seen] = {}
        for glossed in sentences:
            index = glossed.analysis.sentence.index
            for place, hit in self._hits(glossed, everything=everything):
                key = hit.text if is_acronym(hit.text) else hit.text.lower()
                item = seen.setdefault(key, _Seen(hit, (index, place)))
                item.sentences.append(index)
        return [(item.place, _term(item)) for item in seen.values()]

    def _hits(self, glossed: Glossed, *, everything: bool) -> Iterator[tuple[int, _Hit]]:
        """The occurrences in one sentence, with their places; the head of a compound comes once more by itself."""
        tokens = glossed.analysis.tokens
        phrases: dict[int, list[Match]] = {}
        for match in glossed.expressions:
            if match.language is Language.EN:
                phrases.setdefault(match.start, []).append(match)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.language is not Language.EN or (token.pos in SILENT and not is_acronym(token.surface)):
                at += 1
                continue
            match = glossed.matches[at]
            hit = (
                self._phrase(tokens, at, phrases.get(token.start, ()))
                or self._compound(tokens, at)
                or self._name(tokens, at, glossed.matches)
                or self._word(token, match, everything=everything)
            )
            if hit is None:
                at += 1
                continue
            yield token.start, hit
            at += hit.tokens - hit.again

    def _phrase(self, tokens: Sequence[Token], at: int, found: Sequence[Match]) -> _Hit | None:
        """The longest phrase that is a term: of the lexicon, or one whose Japanese is of the lexicon."""
        for match in sorted(found, key=lambda one: -one.end):
            taken = [token for token in tokens[at:] if token.end <= match.end]
            if taken[-1].pos in (Pos.PREPOSITION, Pos.PARTICLE):
                continue  # "agree to" is listed as its verb
            own = self._lexicon.english(match.lemma) or self._lexicon.english(match.surface)
            category = own.category if own is not None else self._by_japanese(match.glosses)
            if category is None:
                continue
            text = own.phrase if own is not None else " ".join(token.surface for token in taken[:-1]) + " " + taken[-1].lemma
            glosses = own.japanese if own is not None else match.glosses
            pos = _POS.get(own.pos, Pos.NOUN) if own is not None else match.pos
            return _Hit(text, len(taken), glosses, category, match.how, OWN if own is not None else match.source, pos)
        return None

    def _compound(self, tokens: Sequence[Token], at: int) -> _Hit | None:
        """Words of the lexicon one after the other, a noun last, that nobody lists as a phrase: intelligence-sharing pact."""
        end, found = at, []
        while end == at or _follows(tokens, end):
            entry = self._member(tokens[end])
            if entry is None:
                break
            found.append(entry)
            end += 1
        while len(found) > 1 and (found[-1].pos != "noun" or tokens[end - 1].pos not in (Pos.NOUN, Pos.VERBAL_NOUN)):
            found.pop()
            end -= 1
        if len(found) < 2 or (tokens[at].pos not in (Pos.NOUN, Pos.ADJECTIVE) and "-" not in tokens[at].surface):
            return None
        text = " ".join([*(token.surface for token in tokens[at : end - 1]), tokens[end - 1].lemma])
        japanese = "".join(_stem(entry.japanese[0]) for entry in found)
        category = categories.topical(found[-1].category or categories.DEFAULT, [entry.category for entry in found[:-1]])
        return _Hit(text, end - at, (japanese,), category, How.COMPOSED, OWN, Pos.NOUN, again=1)

    def _member(self, token: Token) -> EnglishEntry | None:
        """The lexicon's entry of a common word in a compound; of intelligence-sharing, what it has for "intelligence sharing"."""
        if token.pos in SILENT or token.surface[:1].isupper():
            return None
        spaced = token.surface.replace("-", " ").lower()
        entry = self._lexicon.english(token.lemma) or self._lexicon.english(spaced)
        if entry is None or entry.category is None or (entry.pos == "adjective" and entry.category in _BROAD):
            return None
        if entry.pos == "noun" and token.pos is Pos.ADJECTIVE and "-" not in token.surface:
            return None  # "general strike" has no general in it
        return entry if entry.pos in ("noun", "adjective") else None

    def _name(self, tokens: Sequence[Token], at: int, matches: Sequence[Match]) -> _Hit | None:
        """An acronym, or a run of capitalised words that are not only capital because they begin the sentence."""
        token, match = tokens[at], matches[at]
        if is_acronym(token.surface):
            own = self._lexicon.english(token.surface)
            if own is None and not match.glosses and len(token.surface) < 3:
                return None
            return self._own_hit(token.surface, 1, own, match, Category.INSTITUTION, Pos.PROPER)
        initial = token.pos is not Pos.PROPER and self._begins(tokens, at)
        if not _is_capital(token) or initial or token.surface.rstrip(".").lower() in _HONORIFICS:
            return None
        end = at + 1
        while _follows(tokens, end) and _is_capital(tokens[end]) and self._is_name(tokens[end], matches[end]):
            if any(self._lexicon.english(one.surface) is not None for one in tokens[end - 1 : end + 1]):
                break  # a name that is known by itself is no part of a longer one
            end += 1
        text = " ".join(one.surface for one in tokens[at:end])
        own = self._lexicon.english(text)
        if own is None and not self._is_name(token, match):
            return None
        if end > at + 1 and own is None:
            match = _joined(matches[at:end])
        addressed = at > 0 and tokens[at - 1].surface.rstrip(".").lower() in _HONORIFICS
        before = at > 1 and tokens[at - 1].surface == "." and tokens[at - 2].surface.lower() in _HONORIFICS
        category = Category.PERSON if addressed or before else _name_category(match)
        if category is None:  # a word of the dictionary that is a name is sooner a place, an unknown one somebody
            unknown = Category.INSTITUTION if sum(map(str.isupper, token.surface)) > 1 else Category.PERSON  # AfD; Beria
            category = Category.PLACE if match.how is How.ENTRY else unknown
        return self._own_hit(own.phrase if own is not None else text, end - at, own, match, category, Pos.PROPER)

    def _is_name(self, token: Token, match: Match) -> bool:
        """Whether a capitalised word is a name: not a common word of a title ("Father"), a day or a month."""
        if token.surface in _CALENDAR:
            return False
        if self._lexicon.english(token.surface) is not None or match.how is How.NAME:
            return True
        if not match.glosses:
            return token.pos is Pos.PROPER
        return any(gloss.startswith(token.surface) for gloss in match.entry.senses[0].glosses) if match.entry is not None else False

    def _word(self, token: Token, match: Match, *, everything: bool) -> _Hit | None:
        """A word of the lexicon, or a rarer one that is a keyword or whose first gloss is a term."""
        own = self._lexicon.english(token.lemma) or self._lexicon.english(token.surface)
        if own is not None and own.category is not None:
            if not _fits(own, token):
                return None
            return self._own_hit(own.phrase, 1, own, match, own.category, _POS.get(own.pos, token.pos))
        if token.pos not in _CONTENT or not match.glosses or token.surface.rstrip(".").lower() in _HONORIFICS:
            return None
        category = self._lexicon.keyword(token.lemma.lower()) or self._by_japanese(match.glosses[:1])
        common = self._library.zipf(token.lemma.lower(), Language.EN) or 0.0
        if not everything and (category is None or common >= COMMON):
            return None
        if token.pos is Pos.ADVERB and common >= _GRAMMATICAL:
            return None
        return self._own_hit(token.lemma, 1, None, match, category or categories.DEFAULT, token.pos)

    def _own_hit(self, text: str, tokens: int, own: EnglishEntry | None, match: Match, category: Category, pos: Pos) -> _Hit:
        if own is None:
            return _Hit(text, tokens, match.glosses, category, match.how, match.source, pos)
        # the dictionary adds other senses to a word, but only noise to a name (US: unit separator)
        more = () if own.phrase[0].isupper() or tokens > 1 else match.glosses
        glosses = tuple(dict.fromkeys((*own.japanese, *more)))[: max(len(own.japanese), _WITH_OWN)]
        return _Hit(text, tokens, glosses, own.category or category, How.ENTRY, OWN, pos)

    def _by_japanese(self, glosses: Sequence[str]) -> Category | None:
        """The category of the first Japanese gloss that is a term of the lexicon."""
        for gloss in glosses:
            entry = self._lexicon.japanese(gloss.removesuffix("する"))
            if entry is not None and entry.category is not None:
                return entry.category
        return None

    def _begins(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a token is the first word of its English run, where a capital says nothing."""
        return all(token.language is not Language.EN or token.pos is Pos.SYMBOL for token in tokens[:at])


def _follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether there is an English token one blank after the one before it."""
    return at < len(tokens) and tokens[at].language is Language.EN and tokens[at].start == tokens[at - 1].end + 1


def _stem(japanese: str) -> str:
    """A Japanese word before another noun: without する, の, な, 的な."""
    for ending in ("する", "的な", "の", "な"):
        japanese = japanese.removesuffix(ending)
    return japanese


def _is_capital(token: Token) -> bool:
    return token.surface[:1].isupper() and token.pos not in SILENT


def _joined(matches: Sequence[Match]) -> Match:
    """The match of a name of several words: their Japanese joined by ・ where all have some in katakana, else none."""
    sounds = [match.glosses[0] if match.glosses and is_katakana(match.glosses[0]) else "" for match in matches]
    if not all(sounds):
        return replace(matches[0], glosses=(), how=How.NONE, source=None)
    return replace(matches[0], glosses=("・".join(sounds),), how=How.COMPOSED, source=OWN)


def _fits(own: EnglishEntry, token: Token) -> bool:
    """Whether an entry can be this word: a name has a capital; nouns may be tagged as verbs and the other way round.

    Not where these are two words that are spelled alike: the refuse, to refuse.
    """
    if own.phrase[0].isupper():
        return token.surface[:1].isupper()
    return token.pos in _CONTENT and not told_apart(own.phrase.lower(), own.pos, str(token.pos))


def _name_category(match: Match) -> Category | None:
    """What kind of name the entries of a name say it is; None for a common word."""
    return next((found for entry in (match.entry, *match.others[:1]) if (found := categories.of_name(entry)) is not None), None)


def _term(item: _Seen) -> Term:
    hit = item.hit
    return Term(
        term=hit.text,
        language=Language.EN,
        reading="",
        glosses=hit.glosses[:MOST_GLOSSES],
        category=hit.category,
        count=len(item.sentences),
        sentences=tuple(dict.fromkeys(item.sentences)),
        how=hit.how,
        source=hit.source,
        pos=hit.pos,
    )
