"""Where a sentence ends inside running text, Japanese or English. Knows nothing of lines and blocks: see `texts.segment`.

A sentence mark ends a sentence outside brackets and quotes only; the brackets that close behind it belong to it. Full stops of
abbreviations (`english_abbreviations.tsv`), decimals and initials do not end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from texts.language import JAPANESE, LATIN, URL, folded
from texts.lazy import LazyPattern
from texts.tables import rows

BRACKETS = dict(zip("「『(（〈《【〔［[｢“", "」』)）〉》】〕］]｣”", strict=True))
MAX_BRACKETED = 2_000  # characters; an opening bracket whose partner is farther away is taken for a slip

_CLOSERS = "".join(BRACKETS.values())
_CLOSING = LazyPattern(rf"[{re.escape(_CLOSERS)}\"’'”]*")
_INTEREST = LazyPattern(rf"{URL}|[{re.escape(''.join(BRACKETS))}]|[{re.escape(_CLOSERS)}]|\"|[。｡．！？!?.]+")
_LIST_NUMBER = LazyPattern(r"\s*[0-9]{1,2}")
_LAUGHTER_OR_PICTURE = LazyPattern(r"(?:[(（](?:笑|泣|汗|爆|苦笑)[)）]|[♪♫☆★☀-➿🌀-\U0001faff\ufe0f\u200d])*")
_LINE_END = LazyPattern(rf"(?:[。｡．！？!?♪]|・・+|[…‥]+|\.)[{re.escape(_CLOSERS)}\"’'”]*$")
_LAST_WORD = LazyPattern(rf"(?:[{LATIN}]+[.!])*[{LATIN}]+[.!]$|[{LATIN}0-9]+\.$")
_OPENER = LazyPattern(
    r"(?:The|A|An|This|That|These|Those|It|He|She|They|We|You|I|In|On|At|But|And|However|If|When|While|As|After|Before|For|No|Not|"
    r"There|Here|What|Who|Why|How|His|Her|Their|Our|Its|My|Your)\b"
)
_SAYS = LazyPattern(r"\w+ (?:said|says|told|asked|added|replied|shouted|warned|noted|insisted|declared)\b")
# と, って after a mark quote what stands before it (停戦だ!と叫ぶ); words that merely begin so do not
_QUOTATIVE = LazyPattern(r"(?:と(?!ころ|はいえ|ても|にかく|もか|もあれ|りわけ|りあ|くに|うとう|っく|き)|って|なんて|などと)")
_PARTICLE = LazyPattern("[はがをにのともでやへ]")
_AFTER_QUOTE = LazyPattern("[ぁ-んー、。，,・)）」』]")


def ends_line(text: str) -> bool:
    """Whether a line ends in a sentence mark: 。！？!? ・・・ … or a full stop, and the brackets that close behind it."""
    return _LINE_END.search(text) is not None


def needs_more(text: str, following: str) -> bool:
    """Whether a text that ends in a full stop goes on with `following`: an abbreviation (`Mr.`), a list number (`1.`)."""
    if not text.endswith("."):
        return False
    if _LIST_NUMBER.fullmatch(text[:-1]):
        return True
    return _abbreviation_goes_on(text, following)


def goes_on_quoting(text: str, following: str) -> bool:
    """Whether a quotation that ended its line is the object of what follows: 「渡さない。」 / と述べた。"""
    return text[-1:] in _CLOSERS and _QUOTATIVE.match(following) is not None


def open_bracket(text: str) -> str:
    """The closing bracket or quotation mark that the text still waits for, or ""."""
    stack: list[str] = []
    for char in re.findall(rf"[{re.escape(''.join(BRACKETS))}{re.escape(_CLOSERS)}\"]", text):
        if char == '"' and '"' not in stack:
            stack.append(char)
        elif char in BRACKETS:
            stack.append(BRACKETS[char])
        elif char in stack:
            del stack[stack.index(char) :]
    return stack[-1] if stack else ""


def boundaries(text: str) -> Iterator[int]:
    """Ends of the sentences inside a text, in characters; the end of the text itself is not among them.

    Lazy: looks ahead no farther than `MAX_BRACKETED` characters. Outer quotations are kept whole.
    """
    stack: list[str] = []
    for match in _INTEREST.finditer(text):
        found, at = match[0], match.end()
        if found in BRACKETS or (found == '"' and '"' not in stack):
            closer = BRACKETS.get(found, '"')
            if text.find(closer, at, at + MAX_BRACKETED) >= 0:
                stack.append(closer)
        elif found in _CLOSERS or found == '"':
            if found in stack:
                del stack[stack.index(found) :]
            if not stack and _ends_after_quote(text, match.start(), at):
                yield at
        elif not stack and found[-1] in "。｡．！？!?.":
            end = _closing_end(text, at)
            if end < len(text) and _ends_sentence(text, match.start(), at, end):
                yield end


def _closing_end(text: str, at: int) -> int:
    """Where the closing brackets, (笑) and pictures behind a mark end. A straight quotation mark before a letter opens one."""
    closing = _CLOSING.match(text, at)
    end = closing.end() if closing else at
    while end > at and text[end - 1] in "\"'’" and text[end : end + 1].isalnum():
        end -= 1
    trailing = _LAUGHTER_OR_PICTURE.match(text, end)
    return trailing.end() if trailing else end


def _ends_sentence(text: str, start: int, at: int, end: int) -> bool:
    """Whether the mark `text[start:at]`, with closing brackets up to `end`, ends a sentence."""
    mark = text[start:at]
    following = text[end:].lstrip() if end + 1 < len(text) and text[end].isspace() else text[end : end + 40]
    following = following[:40]
    if "。" in mark or "｡" in mark:
        return True
    if mark[0] in "！？!?":
        return _exclaims(text, start, at, following)
    if mark[0] == "．":
        return start > 0 and folded(text[start - 1]) == JAPANESE
    if len(mark) > 1:  # an ellipsis of dots
        return text[end].isspace() and following[:1].isupper()
    return _stops(text, start, end, following)


def _exclaims(text: str, start: int, at: int, following: str) -> bool:
    if text[at - 1] in "!！" and text[:at].endswith(_names()):
        return False
    after_latin = start > 0 and text[start - 1].isascii() and text[start - 1].isalpha()
    if _QUOTATIVE.match(following) or (after_latin and _PARTICLE.match(following)):
        return False
    return not (following[:1].isascii() and following[:1].islower())


def _stops(text: str, start: int, end: int, following: str) -> bool:
    """Whether a single full stop ends a sentence."""
    before, after = text[max(0, start - 24) : start], text[end]
    if start <= 4 and _LIST_NUMBER.fullmatch(text[:start]):
        return False
    if after.isspace():
        if following[:1].islower() or not following:
            return False
        return not _abbreviation_goes_on(before + ".", following)
    if folded(after) == JAPANESE:
        return bool(before) and not _is_abbreviation(before + ".") and not re.search(r"(?:^|[^A-Za-z])[A-Za-z]$", before)
    # a missing blank: `our people.He did`
    return re.search(r"[a-z]{2}$", before) is not None and re.match(r"[A-Z][a-z]", text[end:]) is not None and end == start + 1


def _ends_after_quote(text: str, start: int, at: int) -> bool:
    """Whether a quotation that holds its own sentence mark is a sentence by itself, judged by what follows it."""
    if at >= len(text) or start == 0 or text[start - 1] not in "。！？!?.｡":
        return False
    if text[start] in "」』｣":
        return _AFTER_QUOTE.match(text, at) is None and not text[at].isspace()
    if text[start] in '”"' and text[at].isspace():
        following = text[at + 1 : at + 40]
        return _OPENER.match(following) is not None and _SAYS.match(following) is None
    return False


@cache
def _abbreviations() -> dict[str, str]:
    return {word: kind for word, kind in rows("english_abbreviations.tsv", 2) if kind != "name"}


@cache
def _names() -> tuple[str, ...]:
    return tuple(word for word, kind in rows("english_abbreviations.tsv", 2) if kind == "name")


def _is_abbreviation(text: str) -> bool:
    return _abbreviation_kind(text) != ""


def _abbreviation_kind(text: str) -> str:
    """The kind of the abbreviation at the end of a text, or ""."""
    word = _LAST_WORD.search(folded(text[-24:]))
    if word is None:
        return ""
    kind = _abbreviations().get(word[0], "")
    if not kind and re.fullmatch(r"(?:[A-Z]\.){2,}", word[0]):
        return "acronym"
    if not kind and re.fullmatch(r"[A-HJ-Z]\.", word[0]):
        return "initial"
    return kind


def _abbreviation_goes_on(text: str, following: str) -> bool:
    """Whether the abbreviation at the end of a text stands inside a sentence that goes on with `following`."""
    match _abbreviation_kind(text):
        case "title" | "initial":
            return True
        case "number":
            return following[:1].isdigit()
        case "acronym":
            return bool(following) and following[0].isascii() and _OPENER.match(following) is None
        case "other":
            return bool(following) and following[0].isascii() and not following[0].isupper()
        case _:
            return False
