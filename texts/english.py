"""English tokens: contractions split, abbreviations and hyphenated words whole, lemmas and coarse parts of speech.

Also says when a sentence's English looks wrong (learner English), so that it can be kept out of decks. Gives no readings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from texts.language import APOSTROPHES, CODE, DIGITS, LATIN, URL, folded
from texts.lazy import LazyPattern
from texts.lemmas import irregular_verbs, lemma, verb_base
from texts.lemmas import warm as load_dictionary
from texts.model import Language, Pos, Token
from texts.tables import rows
from texts.tagging import tag
from texts.wordclasses import is_verb_base

_CONTRACTION = LazyPattern(r"(?i)(?P<head>.+?)(?P<tail>n't|'(?:s|re|ve|ll|d|m))\Z")
_CAN_NOT = LazyPattern(r"(?i)(?P<head>can)(?P<tail>'t)\Z")
_APOSTROPHE = LazyPattern(f"[{APOSTROPHES}]")
_SENTENCE_MARK = re.compile('[.!?:。！？「『“"(（—–]+')
_MODALS = frozenset(("can", "could", "will", "would", "shall", "should", "may", "might", "must", "did", "does", "do"))
_PLURAL_SUBJECTS = frozenset(("i", "we", "you", "they"))
_SINGULAR_SUBJECTS = frozenset(("he", "she", "it"))
_CLAUSE_OPENERS = frozenset(
    ("", "and", "but", "so", "because", "when", "while", "if", "although", "as", "that", "then", "now", "which", "what")
)


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Cut an English run into tokens.

    Contractions are two tokens (`didn’t`: did, n’t; `it’s`: it, ’s), hyphenated words and abbreviations one, a number with
    its unit one. Addresses, codes such as F-16 and other scripts are tokens of no language, marks are symbols. The tokens
    tile the run, white space aside.

    Args:
        text: the run.
        offset: added to every start and end, in characters.

    Returns:
        Tokens with `normalized` folded (NFKC, straight apostrophes, lower case unless a name) and no readings.
    """
    pieces = list(_pieces(text))
    folded = [_fold(text[start:end]) for start, end, _ in pieces]
    kinds = tag(folded, _free_capitals(folded, pieces))
    return tuple(
        _token(text[start:end], start + offset, kind, pos, folds, folded[at + 1] if at + 1 < len(folded) else "")
        for at, ((start, end, kind), pos, folds) in enumerate(zip(pieces, kinds, folded, strict=True))
    )


def warm() -> None:
    """Load the tables and simplemma's dictionary, so that no sentence waits for them."""
    tokens("Warmed")
    load_dictionary()


def doubtful(text: str) -> str | None:
    """Say why an English sentence looks wrong, as "agreement: We agrees"; None when nothing is wrong as far as we can see.

    Looks at subject pronouns and the word behind them, and at forms behind modals and do. Rather misses a slip than blames good
    English: questions, objects (`with you was`) and subjunctives (`that he go`) are left alone.
    """
    words = [(text[start:end], _fold(text[start:end]).lower()) for start, end, kind in _pieces(text) if kind in ("word", "mark")]
    words = _with_not(words)
    before = ""
    for (surface, word), (next_surface, following) in pairwise(words):
        if _SENTENCE_MARK.fullmatch(word) or word in (",", ";"):
            before = ""
            continue
        wrong = before in _CLAUSE_OPENERS and _disagree(word, following, before)
        if wrong:
            return f"agreement: {surface} {next_surface}"
        if word in _MODALS and before not in ("", "have") and _no_base(following):
            return f"verb form: {surface} {next_surface}"
        before = word
    return None


def _with_not(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same words, a contracted not shown with its verb: (don’t, do)."""
    out: list[tuple[str, str]] = []
    for surface, word in words:
        if out and word in ("n't", "'t"):
            out[-1] = (out[-1][0] + surface, out[-1][1])
        else:
            out.append((surface, word))
    return out


def _disagree(subject: str, verb: str, before: str) -> bool:
    """Whether a subject pronoun and the verb behind it do not agree."""
    if subject in _PLURAL_SUBJECTS:
        if verb in ("has", "does", "is"):
            return True
        if verb == "was":
            return subject != "i"
        third = verb.endswith("s") and not verb.endswith(("ss", "us", "is"))
        base = verb_base(verb) if third and len(verb) > 3 else None
        return base is not None and verb in (base + "s", base + "es", base[:-1] + "ies") and is_verb_base(base)
    if subject in _SINGULAR_SUBJECTS:
        if verb in ("have", "do", "are", "am") or (verb == "were" and before not in ("if", "as", "that", "which", "what")):
            return True
        plain = before in ("", "and", "but", "so", "because", "now") and is_verb_base(verb) and verb not in irregular_verbs()
        return plain and verb not in ("better", "best") and verb_base(verb) is None
    return False


def _no_base(word: str) -> bool:
    """Whether a listed verb stands in the third person or in a past form of its own, where a base has to stand."""
    base = verb_base(word) if word.isalpha() and len(word) > 3 else None
    if base is None or not is_verb_base(base) or is_verb_base(word):
        return False
    regular = word in (base + "s", base + "es", base + "ed", base + "d", base[:-1] + "ies", base[:-1] + "ied")
    return regular or (word in irregular_verbs() and base not in ("find", "see", "leave", "lie", "read"))


@cache
def _pattern() -> re.Pattern[str]:
    """One group for each kind of piece; order matters; over folded text."""
    table = list(rows("english_abbreviations.tsv", 2))
    dotted = _alternatives(word for word, kind in table if kind not in ("number", "name") and len(word) > 2)
    numbering = _alternatives(word for word, kind in table if kind == "number")
    names = _alternatives(word for word, kind in table if kind == "name")
    unit = _alternatives(symbol for (symbol,) in rows("english_units.tsv", 1))
    number = rf"[{DIGITS}]+(?:[.,:/．，：／][{DIGITS}]+)*"
    word = rf"[{LATIN}]+"
    return re.compile(
        rf"(?P<address>{URL})"
        rf"|(?P<number>{number}(?:(?:st|nd|rd|th|s|{unit})(?![{LATIN}{DIGITS}])|[%％‰])?(?![{LATIN}{DIGITS}]|[-–‐][{LATIN}]))"
        rf"|(?P<code>{CODE})"
        rf"|(?P<word>(?<![{LATIN}])(?:{dotted}|{names}|(?:{numbering})(?=\s?[{DIGITS}]))|(?:[A-Z]\.){{2,}}|[A-HJ-Z]\.(?=\s?[A-Z])"
        rf"|(?:[{DIGITS}]+[-–‐])?{word}(?:(?:[{APOSTROPHES}‐-]|(?<=[A-Z])&(?=[A-Z])){word})*)"
        rf"|(?P<possessive>(?<=[sS])[{APOSTROPHES}](?=\s|\Z))"
        rf"|(?P<foreign>[^\W\d_{LATIN}]+)"
        r"|(?P<mark>(?P<one>\S)(?P=one)*)"
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind (word, number, mark, address, code, foreign) of each piece, contractions split."""
    for match in _pattern().finditer(folded(text)):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind == "possessive":
            yield start, end, "word"
            continue
        if kind != "word":
            yield start, end, kind
            continue
        word = _APOSTROPHE.sub("'", text[start:end])
        parts = _CAN_NOT.match(word) or _CONTRACTION.match(word)
        border = start + parts.end("head") if parts else end
        yield start, border, "word"
        if border < end:
            yield border, end, "word"


def _free_capitals(words: list[str], pieces: list[tuple[int, int, str]]) -> list[bool]:
    """For each word, whether its capital says nothing: after a sentence mark, at the start, or where nearly all have one."""
    letters = [word for word, (_, _, kind) in zip(words, pieces, strict=True) if kind == "word" and len(word) >= 3]
    headline = len(letters) >= 2 and sum(word[0].isupper() for word in letters) >= 0.8 * len(letters)
    shouting = len(letters) >= 3 and all(word.isupper() for word in letters)
    out: list[bool] = []
    first = True
    for word, (_, _, kind) in zip(words, pieces, strict=True):
        acronym = word.isupper() and len(word) > 1 and not shouting
        out.append((first or headline or shouting) and not acronym)
        first = _SENTENCE_MARK.fullmatch(word) is not None if kind == "mark" else False
    return out


def _token(surface: str, start: int, kind: str, pos: Pos, folded: str, following: str) -> Token:
    end = start + len(surface)
    if kind in ("address", "code", "foreign"):
        return Token(start, end, surface, Language.OTHER, surface, "", "", Pos.OTHER, folded)
    if kind == "mark":
        return Token(start, end, surface, Language.OTHER, surface, "", "", Pos.SYMBOL, folded)
    word = _contracted(folded.lower(), pos, following.lower()) or (folded if kind == "number" else lemma(folded, pos))
    normalized = folded if pos is Pos.PROPER or kind == "number" else folded.lower()
    return Token(start, end, surface, Language.EN, word, "", "", pos, normalized)


def _contracted(word: str, pos: Pos, following: str) -> str | None:
    """The lemma of 's and 'd, which are several words."""
    if word == "'s":
        if pos is Pos.PARTICLE:
            return "'s"
        if pos is Pos.PRONOUN:
            return "we"
        return "have" if following in ("been", "had", "got", "become") else "be"
    if word == "'d":
        past = following in ("better", "been") or irregular_verbs().get(following, ("", False))[1]
        return "have" if past else "would"
    return None


def _fold(surface: str) -> str:
    """NFKC with straight apostrophes and hyphens: what tables and dictionaries are asked for."""
    return _APOSTROPHE.sub("'", unicodedata.normalize("NFKC", surface)).replace("‐", "-").replace("–", "-")
