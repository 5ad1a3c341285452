"""Coarse parts of speech for English by word classes and neighbours. A best guess, made for ranking glosses; does not parse."""

from __future__ import annotations

from collections.abc import Sequence

from texts.clauses import (
    ARTICLES,
    BE,
    DO,
    HAVE,
    MODAL,
    STRONG,
    commands,
    has_tense,
    has_verb,
    is_base,
    is_plural,
    takes_bare_verb,
    verb_ahead,
)
from texts.lemmas import irregular_verbs, is_name, is_word, verb_base
from texts.model import Pos
from texts.wordclasses import candidates, closed_class, endings, is_participle, is_verb_base, listed

_NOT = frozenset(("n't", "'t", "not"))
_SUBJECTS = frozenset(("i", "you", "he", "she", "it", "we", "they", "who", "which", "that", "there", "this"))
_POINTING = frozenset(("this", "that", "these", "those", "all", "some", "each", "both", "many", "few", "several", "most", "more"))
_ALONE_PRONOUN = frozenset(("this", "these", "those", "all", "some", "both", "many", "few"))
_NOMINATIVES = frozenset(("i", "we", "you", "they", "he", "she"))
_BEFORE_NOUN = frozenset((Pos.DETERMINER, Pos.ADJECTIVE, Pos.NUMBER))
_CLAUSE_WORDS = ("it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "when", "why")
_AFTER_IS = ("a", "an", "the", "not", "been", "going", "very", "too", "so", "never", "no", "about", "to")
_UNITED = ("states", "nations", "kingdom", "emirates", "arab")


def tag(words: Sequence[str], capitals: Sequence[bool]) -> list[Pos]:
    """The part of speech of each word.

    Args:
        words: folded words of one run (straight apostrophes, contractions split), in their own case; a sentence mark as itself.
        capitals: for each word, whether a capital there says nothing (the sentence's first word, or a headline in capitals).
    """
    lower = [word.lower() for word in words]
    out: list[Pos] = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if not any(char.isalnum() for char in word) and word not in ("'", "&"):
            out.append(Pos.SYMBOL)
        elif word[0].isdigit():
            out.append(Pos.ADJECTIVE if "-" in word and word[-1].isalpha() else Pos.NUMBER)
        elif _is_proper(word, lower[at], capitals[at]) or _is_united(lower, at, word):
            out.append(Pos.ADJECTIVE if _is_nationality(word, following) else Pos.PROPER)
        else:
            out.append(_common(lower, at, out))
    return out


def _is_proper(word: str, lower: str, capital_is_free: bool) -> bool:
    """Whether a word is a name: a capital where none is due, or one that is known only with its capital."""
    if not word[0].isupper() or word in ("I", "A"):
        return False
    if not capital_is_free:
        return (len(word) > 1 and word.isupper()) or lower not in closed_class()
    if lower in closed_class() or lower in listed():
        return False
    if word.isupper() and len(word) > 1:
        return not is_word(lower)
    base = verb_base(lower)
    return (base is None or not (base in listed() or is_verb_base(base))) and is_name(word)


def _is_united(lower: Sequence[str], at: int, word: str) -> bool:
    """Whether a word is a part of United States, Kingdom, Nations, Arab Emirates."""
    if not word[0].isupper():
        return False
    if lower[at] == "united":
        return at + 1 < len(lower) and lower[at + 1] in _UNITED
    return lower[at] in _UNITED and "united" in lower[max(0, at - 2) : at]


def _is_nationality(word: str, following: str) -> bool:
    """Whether a capitalised word is an adjective of a people before its noun: Japanese vessels."""
    if not word.endswith(endings("nationality")) or not (following.isalpha() and following.islower()):
        return False
    return following not in closed_class() and candidates(following)[0] is not Pos.VERB


def _common(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    word = words[at]
    if word in ("'s", "'"):
        return _apostrophe_s(words, at, before)
    if word in _NOT:
        return Pos.ADVERB
    if word in MODAL or (word.startswith("'") and len(word) > 1):
        return Pos.NOUN if at and before[at - 1] in (Pos.DETERMINER, Pos.ADJECTIVE) else Pos.AUXILIARY
    if word in closed_class():
        return _function_word(words, at, before)
    return _content_word(words, at, before)


def _apostrophe_s(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    """The verb (it's), the pronoun (let's) or the possessive."""
    previous = words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "'s" and previous == "let":
        return Pos.PRONOUN
    if words[at] == "'s" and previous in _CLAUSE_WORDS:
        return Pos.AUXILIARY
    nominal = at > 0 and before[at - 1] in (Pos.NOUN, Pos.PROPER, Pos.PRONOUN)
    return Pos.AUXILIARY if words[at] == "'s" and nominal and following in _AFTER_IS else Pos.PARTICLE


def _function_word(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    """Words of closed classes; the doubtful ones by their neighbours."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    previous = before[at - 1] if at else Pos.SYMBOL
    noun_follows = _opens_noun(following)
    default = closed_class()[word][0]
    match word:
        case "to":
            return Pos.PARTICLE if _may_be_base(following) else Pos.PREPOSITION
        case "her":
            return Pos.DETERMINER if noun_follows else Pos.PRONOUN
        case "his":
            return Pos.DETERMINER
        case "before" | "after" | "since" | "until" | "as" | "than":
            clause = following in _SUBJECTS and following not in ("that", "this", "which")
            return Pos.CONJUNCTION if clause else default if word in ("as", "than") else Pos.PREPOSITION
        case "given" if following in ("by", "to") or not (previous is Pos.SYMBOL or following == "that"):
            return Pos.VERB
        case "about" | "around" | "over" | "under" if following[:1].isdigit() or closed_class().get(following, ())[:1] == (Pos.NUMBER,):
            return Pos.ADVERB  # so many, roughly
        case "like" if previous is Pos.PRONOUN or (at and words[at - 1] == "to"):
            return Pos.VERB
        case "up" | "out" | "down" | "off" | "over" | "along" | "around" if previous is Pos.VERB and not noun_follows:
            return Pos.ADVERB
        case "hard" | "fast" | "straight" | "long" | "far" if previous is Pos.DETERMINER and noun_follows:
            return Pos.ADJECTIVE
        case _:
            return _verb_or_pointing(words, at, following, previous, default)


def _verb_or_pointing(words: Sequence[str], at: int, following: str, previous: Pos, default: Pos) -> Pos:
    word = words[at]
    if word in BE:
        return Pos.AUXILIARY
    if word in HAVE | DO:
        return Pos.AUXILIARY if _verb_follows(words, at) else Pos.VERB
    return _pointing(words, at, following, previous) if word in _POINTING else default


def _pointing(words: Sequence[str], at: int, following: str, previous: Pos) -> Pos:
    """Words that stand before a noun or for one: this, those, many; and the four uses of that."""
    word = words[at]
    if word == "that" and previous is Pos.NOUN and is_plural(words[at - 1]) and is_base(following) and not verb_ahead(words, at + 1):
        return Pos.PRONOUN  # people that live there
    if word in ("this", "that") and following not in closed_class() and is_plural(following) and Pos.VERB in candidates(following):
        if word == "this" or not (previous is Pos.VERB or verb_ahead(words, at + 1)):
            return Pos.PRONOUN  # a plan that calls for it
        return Pos.CONJUNCTION if previous in (Pos.NOUN, Pos.VERB, Pos.ADJECTIVE) else Pos.PRONOUN  # the fact that prices rose
    if word in ("more", "most") and following and candidates(following)[0] is Pos.ADJECTIVE:
        return Pos.ADVERB
    if _opens_noun(following) and following not in closed_class():
        return Pos.CONJUNCTION if word == "that" and previous is Pos.VERB else Pos.DETERMINER
    if word == "that":
        nominal = previous in (Pos.NOUN, Pos.PROPER)
        if nominal and (following in MODAL | BE | HAVE or verb_base(following) is not None):
            return Pos.PRONOUN
        return Pos.CONJUNCTION if following and (nominal or previous in (Pos.VERB, Pos.ADJECTIVE)) else Pos.PRONOUN
    if word in ("more", "most") and following:
        return Pos.ADVERB
    return Pos.PRONOUN if word in _ALONE_PRONOUN else Pos.DETERMINER


def _content_word(words: Sequence[str], at: int, before: Sequence[Pos]) -> Pos:
    """The word's classes are known, the neighbours choose."""
    word = words[at]
    kinds = candidates(word)
    if commands(words, at, before) or _after_subject(words, at, kinds):
        return Pos.VERB
    if kinds == (Pos.VERB,) and is_base(word) and at and words[at - 1] in STRONG and not _opens_noun((*words, "")[at + 1]):
        return Pos.NOUN  # a reject: nobody lists it as a noun, but there it is one
    if len(kinds) == 1 and kinds[0] is not Pos.NOUN:
        return kinds[0]
    if len(words) == 1 and Pos.NOUN in kinds:
        return Pos.NOUN  # a single word in a Japanese sentence
    previous = before[at - 1] if at else Pos.SYMBOL
    if Pos.VERB in kinds and _verb_place(words, at, before, kinds):
        return Pos.VERB
    if Pos.ADJECTIVE in kinds and _adjective_place(words, at, previous, kinds):
        return Pos.ADJECTIVE
    if Pos.NOUN in kinds and (kinds[0] is Pos.ADJECTIVE or previous in _BEFORE_NOUN or previous is Pos.PARTICLE):
        return Pos.NOUN
    if previous is Pos.PREPOSITION or (kinds[0] is Pos.VERB and is_base(word)):
        return next((kind for kind in kinds if kind is not Pos.VERB), kinds[0])
    return kinds[0]


def _after_subject(words: Sequence[str], at: int, kinds: Sequence[Pos]) -> bool:
    """Whether a noun that nobody lists as a verb is one: they table motions, she tables one."""
    if not at or words[at - 1] not in _NOMINATIVES or set(kinds) != {Pos.NOUN} or not words[at].isalpha():
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    agrees = words[at].endswith("s") is (words[at - 1] in ("he", "she"))
    return agrees and following[:1].isalnum() and following not in MODAL | BE | HAVE | DO and not verb_ahead(words, at)


def _verb_place(words: Sequence[str], at: int, before: Sequence[Pos], kinds: Sequence[Pos]) -> bool:
    """Whether a word that may be a verb stands where one does."""
    word, left = words[at], at - 1
    while left >= 0 and before[left] is Pos.ADVERB:
        left -= 1
    previous, previous_word = (before[left], words[left]) if left >= 0 else (Pos.SYMBOL, "")
    following = words[at + 1] if at + 1 < len(words) else ""
    if previous_word in MODAL | DO or (previous_word == "to" and previous is Pos.PARTICLE):
        return True
    if previous_word in BE and is_base(word) and word not in irregular_verbs() and kinds[0] is not Pos.VERB:
        return False  # is open, is clear
    if previous is Pos.AUXILIARY or previous_word in HAVE:
        return is_participle(word) or word.endswith("ing") or previous_word not in BE | HAVE
    if previous is Pos.PRONOUN:
        return _after_pronoun(word, previous_word, following, kinds)
    if previous in (Pos.DETERMINER, Pos.ADJECTIVE) or (previous is Pos.PARTICLE and previous_word in ("'s", "'")):
        return False
    if previous in (Pos.NOUN, Pos.PROPER):
        return _after_noun(words, at, left, before, kinds)
    if previous in (Pos.PREPOSITION, Pos.NUMBER):
        return word.endswith("ing") and previous is Pos.PREPOSITION and following not in ("and", "or", "of", ",", ".", "")
    return _after_other(words, at, left, before, kinds)


def _after_pronoun(word: str, previous: str, following: str, kinds: Sequence[Pos]) -> bool:
    """Whether a word behind a pronoun is its verb: what matters, not what voters want."""
    if kinds[0] is Pos.NOUN and is_plural(word):
        if previous in ("i", "we", "you", "they"):
            return False
        if previous == "what" and following not in BE and (is_base(following) or has_tense(following)):
            return False
    return not word.endswith("ing") or previous not in _SUBJECTS


def _after_other(words: Sequence[str], at: int, left: int, before: Sequence[Pos], kinds: Sequence[Pos]) -> bool:
    """Whether a word behind a verb, a mark or and is a verb."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    previous, previous_word = (before[left], words[left]) if left >= 0 else (Pos.SYMBOL, "")
    if previous_word in ("and", "or") and left > 0 and before[left - 1] is Pos.VERB and (not following or _opens_noun(following)):
        return True
    if previous is Pos.VERB and left == at - 1 and Pos.NOUN in kinds and is_base(word):
        return takes_bare_verb(previous_word)
    if previous is Pos.SYMBOL and Pos.NOUN in kinds and is_base(word) and has_tense(following):
        return False  # work began
    if left >= 0 and previous in (Pos.SYMBOL, Pos.ADVERB) and following in ARTICLES:
        return True  # the firm, he says, heads the group
    return kinds[0] is Pos.VERB


def _after_noun(words: Sequence[str], at: int, left: int, before: Sequence[Pos], kinds: Sequence[Pos]) -> bool:
    """Whether a word behind a noun is its verb: they agree in number, and the clause has no other verb."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    base, past = is_base(word), word in irregular_verbs()  # cut, spread: both
    plural = before[left] is Pos.NOUN and is_plural(words[left])
    if has_verb(words, left, before):
        alone = before[left] is Pos.PROPER or plural or past or not base or Pos.NOUN not in kinds
        return (base and _asked(words, left, before)) or (kinds[0] is Pos.VERB and (alone or _asks(words, left)))
    if Pos.NOUN in kinds and not past and following != "being" and has_tense(following):
        return False  # record profits were
    if base and not past and plural and following not in ("of", "and", "or"):
        if kinds[0] is Pos.VERB or not verb_ahead(words, at):
            return kinds[0] is Pos.VERB or (left == at - 1 and (following in closed_class() or not _in_phrase(left, before)))
        return following in closed_class()
    if base and not past and before[left] is Pos.NOUN and Pos.NOUN in kinds:
        return (kinds[0] is Pos.VERB and following == "to") or _asks(words, left)  # not: the murder suspect
    if kinds[0] is Pos.VERB:
        return True
    opens = (following in closed_class() or (past and not following[:1].isalnum())) and following not in ("and", "or", "of")
    return opens and (past or word.endswith("s") is not (plural or words[left].endswith("s"))) and not (past and verb_ahead(words, at))


def _in_phrase(left: int, before: Sequence[Pos]) -> bool:
    """Whether a noun stands behind a preposition, as no subject does: in earnings growth."""
    while left >= 0 and before[left] in (Pos.NOUN, Pos.PROPER, Pos.ADJECTIVE, Pos.DETERMINER, Pos.NUMBER, Pos.PARTICLE):
        left -= 1
    return left >= 0 and before[left] is Pos.PREPOSITION


def _asked(words: Sequence[str], left: int, before: Sequence[Pos]) -> bool:
    """Whether the clause still waits for its verb: did the president order it."""
    verb = max(at for at in range(left + 1) if before[at] in (Pos.VERB, Pos.AUXILIARY))
    first = verb == 0 or before[verb - 1] in (Pos.SYMBOL, Pos.CONJUNCTION, Pos.ADVERB)
    return first and words[verb] in MODAL | DO and before[verb + 1] in (Pos.DETERMINER, Pos.PROPER, Pos.NOUN)


def _asks(words: Sequence[str], left: int) -> bool:
    """Whether a verb without an ending can follow a singular noun: did the firm lead, they let the man talk."""
    return any(word in MODAL | DO or takes_bare_verb(verb_base(word) or word) for word in words[:left])


def _adjective_place(words: Sequence[str], at: int, previous: Pos, kinds: Sequence[Pos]) -> bool:
    """Before a noun, or after be and its like."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in endings("predicative"):
        return previous is Pos.AUXILIARY or (previous is Pos.ADVERB and following in ("with", "to"))
    if kinds[0] is Pos.ADJECTIVE and following in ("than", "to") and previous is not Pos.DETERMINER:
        return True  # senior to, more so than
    if kinds[0] is Pos.NOUN and (previous is Pos.NUMBER or (at and words[at - 1] in ("last", "per", "every"))):
        return False  # ten minute talks, last minute changes
    if following.isalpha() and following not in closed_class() and candidates(following)[0] is not Pos.VERB:
        return True
    if previous in (Pos.DETERMINER, Pos.PREPOSITION):
        return following in ("and", ",")
    return previous in (Pos.AUXILIARY, Pos.ADVERB, Pos.VERB) or Pos.NOUN not in candidates(words[at])


def _verb_follows(words: Sequence[str], at: int) -> bool:
    """Whether have or do is an auxiliary: a verb form follows, over not, pronouns and adverbs."""
    for word in words[at + 1 : at + 5]:
        if word in _NOT:
            return True
        if word in _SUBJECTS or closed_class().get(word, ())[:1] == (Pos.ADVERB,) or word.endswith("ly"):
            continue
        if words[at] in DO:
            return _may_be_base(word)
        return word in ("been", "had", "done") or word.endswith("ed") or irregular_verbs().get(word, ("", False))[1]
    return False


def _may_be_base(word: str) -> bool:
    return word in ("be", "have", "do") or is_verb_base(word) or (word.endswith(endings("verb")) and is_word(word))


def _opens_noun(word: str) -> bool:
    """Whether a noun phrase can go on with this word."""
    if not word[:1].isalnum():
        return False
    kinds = closed_class().get(word)
    if kinds is not None:
        return kinds[0] in (Pos.NUMBER, Pos.DETERMINER)
    return candidates(word)[0] is not Pos.ADVERB
