"""Which word is which: identities, minted once and kept.

A key is (language, headword, first reading) or, in English, (language, headword, part of speech). Everything that moves later (a
corrected reading, another spelling, a dictionary that lists its readings in another order) must find the key that was
minted, and two words that only look alike (方 かた, 方 ほう) must not share one. The rule, first hit wins:

1. Japanese: the dictionary entry was met before (another spelling, another first reading).
2. an alias: the same headword with the same discriminator was met before. Weak aliases count only for words without an entry.
3. Japanese: the headword is known, and its discriminator is among the readings of the word's entry (another
   dictionary, another order).
4. exactly one key has this headword, and nothing speaks for two words: Japanese, when the word or the key has no
   entry (composed terms, names, numbers: only the reading was corrected); English, when it is a phrase or either part of
   speech is unknown. Without an entry the alias is weak; with one the entry stands for the word from then on.
5. else a new key.

A key that one entry vouches for is never that of another entry of the same dictionary.

Headwords and readings are compared folded: NFKC, readings in hiragana. Pure; `decks.ledger` stores what is minted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from decks.model import Word, WordKey
from texts.kana import to_hiragana
from texts.model import Language

# Taggers waver between these for the same word; between a noun and a verb they do not mean the same word.
_POS_CLASS: Mapping[str, str] = MappingProxyType({"proper noun": "noun", "verbal noun": "noun", "other": "", "symbol": ""})


@dataclass(frozen=True, slots=True)
class Alias:
    """A spelling and discriminator, folded, that mean `key`."""

    language: Language
    headword: str
    discriminator: str
    key: WordKey
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dictionary entry that means `key`."""

    language: Language
    entry: str
    key: WordKey


@dataclass(frozen=True, slots=True)
class Minted:
    """A key and its number among the words of one spelling, from 1."""

    key: WordKey
    homograph: int


Fact = Minted | Alias | Anchor


class Keyring:
    """Known identities and the rule over them.

    Fill it with `learn`; `find` and `mint` apply the rule. `fresh` lists what minting added, in order, for the store.
    """

    def __init__(self) -> None:
        self._homographs: dict[WordKey, int] = {}
        self._aliases: dict[tuple[Language, str, str], Alias] = {}
        self._anchors: dict[tuple[Language, str], WordKey] = {}
        self._anchored: dict[WordKey, set[str]] = {}
        self._spelled: dict[tuple[Language, str], list[WordKey]] = {}
        self.fresh: list[Fact] = []

    def learn(self, fact: Fact) -> None:
        """Take in a known key, alias or anchor. A key comes before its aliases and anchors."""
        if isinstance(fact, Minted):
            self._homographs[fact.key] = fact.homograph
        elif isinstance(fact, Anchor):
            self._anchors[fact.language, fact.entry] = fact.key
            self._anchored.setdefault(fact.key, set()).add(fact.entry)
        else:
            self._aliases[fact.language, fact.headword, fact.discriminator] = fact
            spelled = self._spelled.setdefault((fact.language, fact.headword), [])
            if fact.key not in spelled:
                spelled.append(fact.key)

    def find(self, word: Word) -> WordKey | None:
        """The key this word already has, or None."""
        found = self._find(word)
        return found[0] if found else None

    def mint(self, word: Word) -> WordKey:
        """The word's key: the one it has, else a new one; what was learnt of it stands in `fresh`.

        Raises:
            ValueError: the word has no headword.
        """
        if not word.headword.strip():
            raise ValueError("a word without a headword has no identity")
        headword, discriminator = spelling(word)
        key, weak = self._find(word) or (self._new(word, headword), False)
        alias = self._aliases.get((word.language, headword, discriminator))
        if alias is None or (alias.weak and not weak and alias.key != key) or (alias.weak and not weak and entry_of(word)):
            self._add(Alias(word.language, headword, discriminator, key, weak))
        entry = entry_of(word)
        if entry and not weak and (word.language, entry) not in self._anchors:
            self._add(Anchor(word.language, entry, key))
        return key

    def homograph(self, key: WordKey) -> int:
        """The key's number among the words of one spelling, from 1."""
        return self._homographs.get(key, 1)

    def _add(self, fact: Fact) -> None:
        self.learn(fact)
        self.fresh.append(fact)

    def _new(self, word: Word, headword: str) -> WordKey:
        key = WordKey(word.language, word.headword, _discriminator(word))
        rivals = self._spelled.get((word.language, headword), [])
        self._add(Minted(key, 1 + max((self.homograph(k) for k in rivals), default=0)))
        return key

    def _find(self, word: Word) -> tuple[WordKey, bool] | None:
        """The key and whether it was found by the weak rule."""
        headword, discriminator = spelling(word)
        entry = entry_of(word)
        if entry and (word.language, entry) in self._anchors:
            return self._anchors[word.language, entry], False
        alias = self._aliases.get((word.language, headword, discriminator))
        if alias and (not alias.weak or not entry) and not self._is_anothers(alias.key, entry):
            return alias.key, alias.weak
        spelled = [k for k in self._spelled.get((word.language, headword), []) if not self._is_anothers(k, entry)]
        listed = {fold_reading(r) for r in word.readings} if word.language is Language.JA else set()
        shared = [k for k in spelled if fold_reading(k.discriminator) in listed]
        if len(shared) == 1:
            return shared[0], False
        if len(spelled) == 1 and self._same_for_want_of_evidence(word, spelled[0], discriminator):
            return spelled[0], not entry  # with an entry, that is the evidence from now on
        return None

    def _is_anothers(self, key: WordKey, entry: str) -> bool:
        """Whether another entry of the same dictionary vouches for the key already: then this is another word."""
        source = entry.rpartition(":")[0]
        return bool(entry) and any(e != entry and e.rpartition(":")[0] == source for e in self._anchored.get(key, ()))

    def _same_for_want_of_evidence(self, word: Word, key: WordKey, discriminator: str) -> bool:
        if word.language is Language.EN:
            return " " in word.headword.strip() or not discriminator or not _POS_CLASS.get(key.discriminator, key.discriminator)
        return not entry_of(word) or key not in self._anchored


def spelling(word: Word) -> tuple[str, str]:
    """Headword and discriminator as aliases hold them, folded."""
    return fold(word.headword), _folded_discriminator(word)


def entry_of(word: Word) -> str:
    """The entry that speaks for the word's identity: none in English, where entries are those of the Japanese glosses."""
    return word.entry if word.language is Language.JA else ""


@lru_cache(maxsize=1 << 15)
def fold(headword: str) -> str:
    """A headword for comparison: NFKC, single blanks; case is kept (China, china) but in phrases (Ukraine War)."""
    folded = " ".join(unicodedata.normalize("NFKC", headword).split())
    return folded.casefold() if " " in folded else folded


@lru_cache(maxsize=1 << 15)
def fold_reading(reading: str) -> str:
    """A reading for comparison: NFKC, hiragana, no separators."""
    return to_hiragana(unicodedata.normalize("NFKC", reading)).replace("・", "").replace(" ", "")


def _discriminator(word: Word) -> str:
    """What the key is minted with: the first reading (the entry's, where there is an entry) or the part of speech."""
    if word.language is Language.JA:
        return to_hiragana(word.readings[0] if word.readings else word.reading)
    return _POS_CLASS.get(word.pos, word.pos)


def _folded_discriminator(word: Word) -> str:
    found = _discriminator(word)
    return fold_reading(found) if word.language is Language.JA else found
