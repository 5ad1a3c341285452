"""English terms of a text: acronyms, names, phrases and words of the lexicon, rarer words whose Japanese is a term of the news.

English stands also inside Japanese sentences (NATO, Intelligence), so tokens are looked at, not sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dictionaries import categories
from dictionaries.chunks import is_katakana
from dictionaries.english_keys import american, is_acronym
from dictionaries.english_phrases import Phrases
from dictionaries.english_words import SILENT
from dictionaries.japanese_words import OWN
from dictionaries.lexicon import EnglishEntry, Lexicon
from dictionaries.library import Library
from dictionaries.model import Category, Glossed, How, Match, Span, Term
from dictionaries.ranking import MOST_GLOSSES
from texts.lemmas import lemma
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
_KINDS = {pos: name for name, pos in _POS.items()} | {Pos.PROPER: "noun", Pos.VERBAL_NOUN: "noun"}
_MAY_OPEN = frozenset((Pos.PREPOSITION, Pos.NUMBER))  # on the table, Five Eyes
_SIDES = {"anti": "反", "pro": "親"}
_SHOUTED = 3  # words in capitals that make a heading of capitals


@dataclass(frozen=True, slots=True)
class _Hit:
    """An occurrence: the term's text, how many tokens it takes, and what is known of it."""

    text: str
    tokens: int
    glosses: tuple[str, ...]
    category: Category | None
    how: How
    source: str | None
    pos: Pos
    again: int = 0  # tokens at its end that are looked at once more by themselves


@dataclass(slots=True)
class _Seen:
    hit: _Hit
    place: tuple[int, int]
    spans: list[Span] = field(default_factory=list)


class EnglishTerms:
    """Finds the English terms of a text. Belongs to its library's thread."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
        self._phrases = Phrases(lexicon)

    def terms(self, sentences: Sequence[Glossed], *, everything: bool) -> list[tuple[tuple[int, int], Term]]:
        """The terms with the places (sentence, code point) of their first occurrence.

        Args:
            sentences: the whole text, glossed.
            everything: whether every content word with a gloss counts, not only words of the news.
        """
        seen: dict[str, _Seen] = {}
        for glossed in sentences:
            index = glossed.analysis.sentence.index
            for place, end, hit in self._hits(glossed, everything=everything):
                key = hit.text if is_acronym(hit.text) else hit.text.lower()
                item = seen.setdefault(key, _Seen(hit, (index, place)))
                item.spans.append(Span(index, place, end))
        return [(item.place, _term(item)) for item in seen.values()]

    def _hits(self, glossed: Glossed, *, everything: bool) -> Iterator[tuple[int, int, _Hit]]:
        """The occurrences in one sentence, with their places; the head of a compound comes once more by itself."""
        tokens = self._tidied(glossed.analysis.tokens)
        phrases: dict[int, list[Match]] = {}
        for match in glossed.expressions:
            if match.language is Language.EN:
                phrases.setdefault(match.start, []).append(match)
        at = 0
        while at < len(tokens):
            hit = self._hit(tokens, at, glossed.matches, phrases.get(tokens[at].start, ()), everything=everything)
            if hit is None:
                at += 1
                continue
            yield tokens[at].start, tokens[at + hit.tokens - 1].end, hit
            at += hit.tokens - hit.again

    def _hit(
        self, tokens: Sequence[Token], at: int, matches: Sequence[Match], phrases: Sequence[Match], *, everything: bool
    ) -> _Hit | None:
        """What begins at a token, the longest thing first."""
        token = tokens[at]
        silent = token.pos in SILENT and not is_acronym(token.surface)
        if token.language is not Language.EN or (silent and token.pos not in _MAY_OPEN):
            return None
        own = self._own_phrase(tokens, at)
        if own is not None or silent:
            return own
        return (
            self._phrase(tokens, at, phrases)
            or self._compound(tokens, at)
            or self._name(tokens, at, matches)
            or self._sided(token)
            or self._word(tokens, at, matches[at], everything=everything)
        )

    def _own_phrase(self, tokens: Sequence[Token], at: int) -> _Hit | None:
        """A phrase of the lexicon; the noun of a verb's phrase, and what stands between them, are looked at once more."""
        found = self._phrases.longest(tokens, at)
        entry = self._phrases.base(found) if found is not None else None
        if found is None or entry is None or entry.category is None:
            return None
        taken = found.tokens
        if entry is not found.entry and not found.between:
            taken = entry.phrase.count(" ") + 1  # "agree to" is listed as its verb
        last = tokens[at + taken - 1]
        again = taken - 1 if found.between else 0
        if not again and last.pos in (Pos.NOUN, Pos.PROPER) and self._zipf(last) < COMMON:
            if entry.pos == "verb":
                again = taken - 1
            elif taken > 2 and self._member(last) is not None and all(one.pos not in SILENT for one in tokens[at : at + taken]):
                again = 1  # the head of a long compound, as in _compound
        return _Hit(entry.phrase, taken, entry.japanese, entry.category, How.ENTRY, OWN, _pos_of(entry, Pos.NOUN), again)

    def _phrase(self, tokens: Sequence[Token], at: int, found: Sequence[Match]) -> _Hit | None:
        """The longest phrase of the dictionaries whose Japanese is of the lexicon; phrases of the lexicon are found already."""
        for match in sorted(found, key=lambda one: -one.end):
            taken = [token for token in tokens[at:] if token.end <= match.end]
            if taken[-1].pos in (Pos.PREPOSITION, Pos.PARTICLE):
                continue
            if self._lexicon.english(match.lemma) is not None or self._lexicon.english(match.surface) is not None:
                continue
            category = self._by_japanese(match.glosses)
            if category is None:
                continue
            words = [token.surface for token in taken]
            inflected = 0 if match.pos is Pos.VERB else -1
            words[inflected] = taken[inflected].lemma
            return _Hit(" ".join(words), len(taken), match.glosses, category, match.how, match.source, match.pos)
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

    def _sided(self, token: Token) -> _Hit | None:
        """For or against a state or its people, where the lexicon does not list it: anti-French, pro-Seoul."""
        side, _hyphen, name = token.surface.partition("-")
        prefix = _SIDES.get(side.lower())
        if prefix is None or not name[:1].isupper() or self._lexicon.english(token.surface) is not None:
            return None
        entry = self._lexicon.english(name)
        if entry is None or entry.category is not Category.PLACE:
            return None
        japanese = f"{prefix}{entry.japanese[0].removesuffix('の').removesuffix('人')}の"
        return _Hit(f"{side.lower()}-{name}", 1, (japanese,), Category.DIPLOMACY, How.COMPOSED, OWN, Pos.ADJECTIVE)

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
            if any(self._is_known(one) for one in tokens[at:end]) or (self._is_known(tokens[end]) and not self._is_person(tokens[end])):
                break  # a name that is known by itself is no part of a longer one, unless somebody's surname
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
        pos = Pos.PROPER if own is None else _pos_of(own, Pos.PROPER)
        return self._own_hit(own.phrase if own is not None else text, end - at, own, match, category, pos)

    def _is_name(self, token: Token, match: Match) -> bool:
        """Whether a capitalised word is a name: not a common word of a title ("Father"), a day or a month."""
        if token.surface in _CALENDAR:
            return False
        if self._lexicon.english(token.surface) is not None or match.how is How.NAME:
            return True
        if not match.glosses:
            return token.pos is Pos.PROPER
        return any(gloss.startswith(token.surface) for gloss in match.entry.senses[0].glosses) if match.entry is not None else False

    def _is_known(self, token: Token) -> bool:
        return self._lexicon.english(token.surface) is not None

    def _is_person(self, token: Token) -> bool:
        entry = self._lexicon.english(token.surface)
        return entry is not None and entry.category is Category.PERSON

    def _word(self, tokens: Sequence[Token], at: int, match: Match, *, everything: bool) -> _Hit | None:
        """A word of the lexicon, or a rarer one that is a keyword or whose first gloss is a term."""
        token = tokens[at]
        own = self._entry(token)
        if own is not None and own.category is not None:
            if not self._fits(own, token, alone=_alone(tokens, at)):
                return None
            return self._own_hit(own.phrase, 1, own, match, own.category, _pos_of(own, token.pos))
        if token.pos not in _CONTENT or not match.glosses or token.surface.rstrip(".").lower() in _HONORIFICS:
            return None
        category = self._lexicon.keyword(token.lemma.lower()) or self._by_japanese(match.glosses[:1])
        common = self._zipf(token)
        if not everything and (category is None or common >= COMMON):
            return None
        if token.pos is Pos.ADVERB and common >= _GRAMMATICAL:
            return None
        return self._own_hit(token.lemma, 1, None, match, category, token.pos)

    def _own_hit(self, text: str, tokens: int, own: EnglishEntry | None, match: Match, category: Category | None, pos: Pos) -> _Hit:
        if own is None:
            return _Hit(text, tokens, match.glosses, category, match.how, match.source, pos)
        # the dictionary adds other senses to a word, but only noise to a name (US: unit separator)
        more = () if own.phrase[0].isupper() or tokens > 1 else _usual(match)
        glosses = tuple(dict.fromkeys((*own.japanese, *more)))[: max(len(own.japanese), _WITH_OWN)]
        return _Hit(text, tokens, glosses, own.category or category, How.ENTRY, OWN, pos)

    def _by_japanese(self, glosses: Sequence[str]) -> Category | None:
        """The category of the first Japanese gloss that is a term of the lexicon."""
        for gloss in glosses:
            entry = self._lexicon.japanese(gloss.removesuffix("する"))
            if entry is not None and entry.category is not None:
                return entry.category
        return None

    def _entry(self, token: Token) -> EnglishEntry | None:
        """The lexicon's entry of a word, for its part of speech if there is one; in American spelling and without a hyphen too."""
        texts = [token.lemma, token.surface]
        if token.pos is Pos.PROPER:  # a common word with a capital: Ministers
            texts.append(lemma(token.surface.lower(), Pos.NOUN))
        texts += [american(text.lower()) for text in texts[:2]]
        texts.append(token.surface.lower().replace("-", ""))
        kind = _KINDS.get(token.pos, "")
        return next((entry for text in dict.fromkeys(texts) if (entry := self._lexicon.english(text, kind)) is not None), None)

    def _fits(self, own: EnglishEntry, token: Token, *, alone: bool) -> bool:
        """Whether an entry can be this word: a name has a capital; a word that is not common may be tagged as another part of speech.

        Not where these are two words that are spelled alike: the refuse, to refuse. Of a word that stands `alone` among Japanese
        nobody knows the part of speech.
        """
        if own.phrase[0].isupper():
            return token.surface[:1].isupper()
        if token.pos not in _CONTENT and not alone:
            return False
        kind = _KINDS.get(token.pos, "")
        if alone or kind == own.pos or (kind == "noun" and own.pos == "adjective"):
            return True
        return self._zipf(token) < COMMON and not told_apart(own.phrase.lower(), own.pos, str(token.pos))

    def _zipf(self, token: Token) -> float:
        return self._library.zipf(token.lemma.lower(), Language.EN) or 0.0

    def _tidied(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens, those of a heading in capitals with no more than a capital (TRUMP as Trump, NATO as it is); MI6 is a word."""
        words = [token.surface for token in tokens if token.language is Language.EN and len(token.surface) > 1 and token.surface.isalpha()]
        shouted = len(words) >= _SHOUTED and all(map(str.isupper, words))
        return [self._tidy(token, shouted=shouted) for token in tokens]

    def _tidy(self, token: Token, *, shouted: bool) -> Token:
        known = self._lexicon.english(token.surface) is not None
        if token.language is Language.OTHER and known and token.surface.isalnum():
            return token._replace(language=Language.EN, pos=Pos.PROPER)
        if shouted and not known and token.language is Language.EN and token.surface.isupper():
            return token._replace(surface=token.surface.capitalize())
        return token

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


def _usual(match: Match) -> tuple[str, ...]:
    """The glosses of a word without the headwords of rare entries: coup is no 大金星 where our table has it."""
    entries = [entry for entry in (match.entry, *match.others) if entry is not None]
    common = {entry.headword for entry in entries if entry.priority}
    rare = {entry.headword for entry in entries} - common
    return tuple(gloss for gloss in match.glosses if gloss not in rare and gloss.removesuffix("する") not in rare)


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether an English word stands alone among Japanese."""
    around = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
    return any(token.language is Language.JA for token in around) and all(token.language is not Language.EN for token in around)


def _pos_of(entry: EnglishEntry, otherwise: Pos) -> Pos:
    """The part of speech that an entry is listed with: a name is a proper noun, Russian an adjective."""
    if entry.phrase[0].isupper() and entry.pos == "noun":
        return Pos.PROPER
    return _POS.get(entry.pos, otherwise)


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
        count=len(item.spans),
        sentences=tuple(dict.fromkeys(span.sentence for span in item.spans)),
        how=hit.how,
        source=hit.source,
        pos=hit.pos,
        spans=tuple(item.spans),
    )
