"""Noun chunks: the stretches of a Japanese sentence that may be terms, cut where a term ends (`data/edges.tsv`).

A chunk is a longest run of adjacent nouns, prefixes and suffixes. Inside it whole terms of the lexicon and pairs of state
letters (日韓, 米ソ) are one part; then it is trimmed (後, 側, 近郊), cut (以来, 一時, 各), and split between a common noun and a
name that follows it (首都 | ワシントン) and around a name with its title (トランプ大統領 | 就任式).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dictionaries.lexicon import Lexicon, LexiconEntry
from dictionaries.model import Category
from texts.house_style import house_style
from texts.model import Analysis, Language, Morpheme, Origin, Pos, Token
from texts.shown import shown_reading

LONGEST_TERM = 10  # morphemes in a term of the lexicon: 自由で開かれたインド太平洋, 力による現状変更
LONGEST_CHUNK = 12  # parts; a longer row of nouns (a list without commas) is nobody's term, so its parts are
_LONGEST_PAIR = 4  # letters in a run of states: 日米豪印
_GIVEN = frozenset((Origin.AUTHOR, Origin.SHEET, Origin.USER))
_NOTHING = ("", "", "", "")  # the part of speech of what ends a chunk
_COMMON = ("名詞", "普通名詞", "一般", "*")
_POS = {  # the analyser's part of speech for tokens that come without morphemes
    Pos.NOUN: _COMMON,
    Pos.VERBAL_NOUN: ("名詞", "普通名詞", "サ変可能", "*"),
    Pos.PROPER: ("名詞", "固有名詞", "一般", "*"),
    Pos.NUMBER: ("名詞", "数詞", "*", "*"),
}
_BEFORE_OFFICE = frozenset("元前現新旧")
"""Say of an office that follows when it was held; with an acronym between (モラー元FBI長官) they stand at a chunk's end."""
_SETTLEMENTS = frozenset("町村市州県島港国")
_SMALL_NUMBERS = frozenset("二三四五六七八九十両")


class Kind(StrEnum):
    """What kind of name a part is, if any."""

    NONE = ""
    PERSON = "person"
    PLACE = "place"
    STATES = "states"  # two or more state letters: 日米韓
    OTHER = "name"


_KINDS = {  # by the lexicon's part of speech
    "name": Kind.PERSON,
    "state": Kind.PLACE,
    "region": Kind.PLACE,
    "place": Kind.PLACE,
    "org": Kind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chunk: a term of the lexicon, or one morpheme of the analyser.

    `start:end` count the sentence's text. `units` are a long morpheme's own parts. `entry` is the lexicon's. `given` says that the
    reading is the author's or the reader's, which the lexicon may not overrule.
    """

    start: int
    end: int
    surface: str
    reading: str
    pos: tuple[str, ...]
    kind: Kind
    entry: LexiconEntry | None = None
    units: tuple[Part, ...] = ()
    given: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A candidate for a term: its parts, one after the other.

    When it is a person, the first `names` of them are the name, and what follows the title; else `names` is 0.
    """

    sentence: int
    parts: tuple[Part, ...]
    names: int = 0

    @property
    def person(self) -> bool:
        """Whether it is a person, with or without a title."""
        return self.names > 0

    @property
    def name(self) -> str:
        """The person's name as it is written, "" when it is none."""
        return "".join(part.surface for part in self.parts[: self.names])

    @property
    def title(self) -> tuple[Part, ...]:
        """The parts of the title after a name."""
        return self.parts[self.names :] if self.names else ()

    @property
    def start(self) -> int:
        """First code point in the sentence's text."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Last code point in the sentence's text, exclusive."""
        return self.parts[-1].end

    @property
    def surface(self) -> str:
        """The chunk as it is written."""
        return "".join(part.surface for part in self.parts)

    @property
    def reading(self) -> str:
        """Its reading, katakana left as katakana."""
        return "".join(part.reading for part in self.parts)


def noun_chunks(analysis: Analysis, lexicon: Lexicon) -> Iterator[Chunk]:
    """The chunks of one sentence, in order; a name's title comes once more as a chunk of its own.

    Args:
        analysis: a sentence with tokens; English tokens end a chunk.
        lexicon: whole terms, state letters, titles and edges.
    """
    for run in _runs(analysis, lexicon):
        for parts in _cut(run, lexicon):
            yield from _split(analysis.sentence.index, parts, lexicon)


def _runs(analysis: Analysis, lexicon: Lexicon) -> Iterator[list[Part]]:
    """Longest runs of adjacent parts; a term of the lexicon that is no plain noun chunk (法の支配) is one part of a run."""
    pieces = _pieces(analysis, lexicon)
    run: list[Part] = []
    at = 0
    while at < len(pieces):
        length, part = _longest(pieces, at, lexicon)
        if run and part.start != run[-1].end:
            yield run
            run = []
        if part.surface == "・" and run and _joins_names(run[-1], pieces, at):
            run[-1] = _as_name(run[-1])
            run.append(part)
        elif _is_noun(part) or part.entry is not None:
            run.append(_as_name(part) if run and run[-1].surface == "・" else part)
        elif run:
            yield run
            run = []
        at += length
    if run:
        yield run


def _pieces(analysis: Analysis, lexicon: Lexicon) -> list[Part]:
    """The morphemes of the Japanese tokens; what the analyser glued together (トランプ大統領, 選挙後) is taken apart."""
    given = [(ruby.start, ruby.end) for ruby in analysis.ruby if ruby.origin in _GIVEN]
    pieces: list[Part] = []
    for token in analysis.tokens:
        if token.language is not Language.JA:
            pieces.append(Part(token.start, token.end, token.surface, "", _NOTHING, Kind.NONE))
            continue
        morphemes = token.morphemes or _as_morpheme(token)
        if len(morphemes) == 1 and token.units and _is_glued(token, lexicon):
            morphemes = token.units
        for morpheme in morphemes:
            # the token's reading is corrected by rules; it is the morpheme's when the token is just that
            reading = token.reading if len(morphemes) == 1 else morpheme.reading
            units = token.units if len(morphemes) == 1 else ()
            piece = _piece(morpheme, reading, tuple(_piece(unit, unit.reading) for unit in units))
            counted = token.pos is Pos.NUMBER and len(token.surface) > 1  # 30日間, 142円: a number with its counter is no term
            if any(start < piece.end and piece.start < end for start, end in given):
                piece = replace(piece, given=True, reading=shown_reading(piece.surface, piece.start, piece.reading, analysis.ruby))
            pieces.append(replace(piece, pos=_NOTHING) if counted else piece)
    return pieces


def _is_glued(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token of several units is a name with its title, or ends in an edge (選挙後) and is no term of the lexicon."""
    last = token.units[-1]
    if token.morphemes and token.morphemes[0].pos[2] == "人名":
        return last.pos[1] != "固有名詞"
    return lexicon.edge(last.surface) == "end" and lexicon.japanese(token.surface) is None


def _as_morpheme(token: Token) -> tuple[Morpheme, ...]:
    pos = _POS.get(token.pos, _NOTHING)
    return (Morpheme(token.start, token.end, token.surface, token.lemma, token.normalized, token.reading, pos),)


def _piece(morpheme: Morpheme, reading: str, units: tuple[Part, ...] = ()) -> Part:
    kind = Kind.NONE
    if morpheme.pos[1] == "固有名詞":
        kind = {"人名": Kind.PERSON, "地名": Kind.PLACE}.get(morpheme.pos[2], Kind.OTHER)
    elif not morpheme.known and is_katakana(morpheme.surface):
        kind = Kind.OTHER  # a foreign name that the analyser does not know
    shown = morpheme.surface if is_katakana(morpheme.surface) else reading
    return Part(morpheme.start, morpheme.end, morpheme.surface, shown, morpheme.pos, kind, None, units)


def is_katakana(text: str) -> bool:
    """Whether a text is katakana alone (ー and ・ count)."""
    return all("ァ" <= character <= "ヿ" for character in text)


def _longest(pieces: Sequence[Part], at: int, lexicon: Lexicon) -> tuple[int, Part]:
    """The longest term of the lexicon at a piece, else a run of state letters, else the piece: (pieces taken, part)."""
    text = pieces[at].surface
    end = at + 1
    joined = [text]
    while end < len(pieces) and end - at < LONGEST_TERM and pieces[end].start == pieces[end - 1].end:
        text += pieces[end].surface
        joined.append(text)
        end += 1
    for length in range(len(joined), 0, -1):
        entry = lexicon.japanese(joined[length - 1])
        if entry is not None and not _is_verbal(pieces[at]):
            return length, _joined(pieces[at : at + length], entry)
    for length in range(min(len(joined), _LONGEST_PAIR), 0, -1):
        if _is_pair(joined[length - 1], lexicon) and all(_is_noun(piece) for piece in pieces[at : at + length]):
            return length, replace(_joined(pieces[at : at + length], None), kind=Kind.STATES)
    return 1, replace(pieces[at], entry=lexicon.morpheme(pieces[at].surface) if _is_noun(pieces[at]) else None)


def _joined(pieces: Sequence[Part], entry: LexiconEntry | None) -> Part:
    surface = "".join(piece.surface for piece in pieces)
    reading = "".join(piece.reading for piece in pieces)
    kind, pos = pieces[-1].kind, pieces[-1].pos
    if entry is not None:
        reading = reading if any(piece.given for piece in pieces) else _in_style(surface, entry.reading, reading)
        kind = _KINDS.get(entry.pos, Kind.NONE)
        pos = ("名詞", "普通名詞", "サ変可能" if entry.pos == "vs" else "一般", "*") if len(pieces) > 1 else pos
    units = pieces[0].units if len(pieces) == 1 else tuple(pieces)
    return Part(pieces[0].start, pieces[-1].end, surface, reading, pos, kind, entry, units)


def _in_style(surface: str, listed: str, read: str) -> str:
    """The lexicon's reading of a term with the words in it that have two good readings (世論) read as in the text, as the reader chose."""
    for choice in house_style():
        if choice.word in surface:
            here = next((option for option in choice.options if option in read), None)
            if here is not None and here not in listed:
                other = next((option for option in choice.options if option in listed), None)
                listed = listed.replace(other, here, 1) if other is not None else listed
    return listed


def _is_pair(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is two or more state letters and not a word that happens to be spelt so."""
    if not 2 <= len(text) <= _LONGEST_PAIR or len(set(text)) < len(text):
        return False
    entries = [lexicon.morpheme(letter) for letter in text]
    return all(entry is not None and entry.pos == "state" for entry in entries)


def _is_verbal(part: Part) -> bool:
    return part.pos[0] in ("動詞", "形容詞")


def _is_noun(part: Part) -> bool:
    first, second = part.pos[0], part.pos[1]
    if first == "名詞":
        return second != "助動詞語幹"
    if first == "接尾辞":
        return second == "名詞的"
    return first == "接頭辞" or (first == "形状詞" and second == "一般")


def _as_name(part: Part) -> Part:
    """A part beside ・, a common word perhaps (キャンプ), as part of a name."""
    return replace(part, kind=Kind.OTHER) if part.kind is Kind.NONE and part.entry is None else part


def _joins_names(left: Part, pieces: Sequence[Part], at: int) -> bool:
    """キャンプ・デービッド is one name, スウェーデン・フィンランド two: katakana on both sides, and no known place on either."""
    if at + 1 >= len(pieces):
        return False
    right = pieces[at + 1]
    return (
        right.start == pieces[at].end
        and is_katakana(left.surface)
        and is_katakana(right.surface)
        and left.end == pieces[at].start
        and not (left.entry is not None and left.kind is Kind.PLACE)
        and Kind.PLACE is not right.kind
    )


def _cut(run: Sequence[Part], lexicon: Lexicon) -> Iterator[list[Part]]:
    """Cut a run at words that belong to no term, at numbers and at stray ・, and trim what is left."""
    piece: list[Part] = []
    for at, part in enumerate(run):
        if _cuts(run, at, lexicon):
            yield from _trimmed(piece, lexicon)
            piece = []
        else:
            piece.append(part)
    yield from _trimmed(piece, lexicon)


def _cuts(run: Sequence[Part], at: int, lexicon: Lexicon) -> bool:
    part = run[at]
    if part.entry is not None and (part.entry.category is not None or len(part.surface) > 1):
        return False
    if part.pos[1] == "数詞":
        # 三首脳, 二大政党: a small number before a term counts it; 30日間 counts nothing that is a term
        alone = len(part.surface) == 1 and part.surface in _SMALL_NUMBERS and (at == 0 or run[at - 1].pos[1] != "数詞")
        follower = run[at + 1].entry if at + 1 < len(run) else None
        counted = follower is not None and follower.category is not None and follower.pos not in ("vs", "state", "suffix")
        return not (alone and counted)
    if at + 1 < len(run) and part.pos[0] == "接尾辞" and lexicon.pattern(part.surface, "middle"):
        return False  # 政府間協議
    rule = lexicon.edge(part.surface)
    stray = part.surface == "・" and at in (0, len(run) - 1)
    return rule == "cut" or stray or (part.pos[2] == "副詞可能" and rule != "start")


def _trimmed(parts: list[Part], lexicon: Lexicon) -> Iterator[list[Part]]:
    first, last = 0, len(parts)
    while first < last and parts[first].entry is None and lexicon.edge(parts[first].surface) == "start":
        first += 1
    while last > first and (_trims_end(parts[last - 1], lexicon) or _is_before_office(parts[first:last])):
        last -= 1
    while first < last and parts[first].pos[0] == "接尾辞" and parts[first].entry is None:
        first += 1
    if last - first > LONGEST_CHUNK:
        yield from ([part] for part in parts[first:last])
    elif first < last:
        yield parts[first:last]


def _trims_end(part: Part, lexicon: Lexicon) -> bool:
    if part.pos[0] == "接頭辞" or part.surface == "・":
        return True
    return lexicon.edge(part.surface) == "end" and (part.entry is None or len(part.surface) == 1)


def _is_before_office(parts: Sequence[Part]) -> bool:
    """Whether a name ends in what belongs to an office after it: モラー元 | FBI長官."""
    return len(parts) > 1 and parts[-1].surface in _BEFORE_OFFICE and parts[-2].kind is not Kind.NONE


def _split(sentence: int, parts: Sequence[Part], lexicon: Lexicon) -> Iterator[Chunk]:
    """Split around names with titles, and between a common noun and the name after it."""
    for at, part in enumerate(parts):
        if part.entry is not None and part.entry.pos in ("title", "honorific"):
            first, names = _name_before(parts, at)
            if not names:
                continue
            yield from _split(sentence, parts[:first], lexicon)
            titled = part.entry.pos == "title"
            yield Chunk(sentence, tuple(parts[first : at + titled]), names)
            if titled:
                yield Chunk(sentence, tuple(parts[first + names : at + 1]))
            yield from _split(sentence, parts[at + 1 :], lexicon)
            return
    for at in range(1, len(parts)):
        if _is_apposition(parts[at - 1], parts[at]):
            yield from _split(sentence, parts[:at], lexicon)
            yield from _split(sentence, parts[at:], lexicon)
            return
    if parts:
        persons = all(part.kind is Kind.PERSON or part.surface == "・" for part in parts)
        yield Chunk(sentence, tuple(parts), len(parts) if persons else 0)


def _name_before(parts: Sequence[Part], title: int) -> tuple[int, int]:
    """Where the name before a title begins and how many parts it has: トランプ | 大統領, 赤沢 | 経済再生相; 0 parts: no name."""
    entry = parts[title].entry
    anybody = entry is not None and not entry.note
    first = title
    while first > 0 and _may_be_person(parts[first - 1], anybody=anybody):
        first -= 1
    if first < title:
        return first, title - first
    while first > 0 and parts[first - 1].kind is Kind.NONE and parts[first - 1].pos[0] == "名詞":
        first -= 1
    start = first
    while start > 0 and _may_be_person(parts[start - 1], anybody=False):
        start -= 1
    return (start, first - start) if start < first else (title, 0)


def _may_be_person(part: Part, *, anybody: bool) -> bool:
    """Whether a part can be somebody's name before a title.

    Args:
        part: the part before the title.
        anybody: whether the title stands after names only (大統領, not 代表), so that any foreign word before it is a name.
    """
    if part.entry is not None:
        return part.entry.category is Category.PERSON
    if part.kind is Kind.PERSON or part.surface == "・":
        return True
    return is_katakana(part.surface) and (part.kind is Kind.OTHER or (anybody and part.pos[3] != "国"))


def _is_apposition(left: Part, right: Part) -> bool:
    """首都 | ワシントン, 軍事大国 | ロシア: a noun of more than one letter (or 町, 島) before a name that has letters of its own."""
    settlement = left.surface in _SETTLEMENTS and is_katakana(right.surface)
    return (
        right.kind is not Kind.NONE
        and len(right.surface) > 1
        and left.kind is Kind.NONE
        and (len(left.surface) > 1 or settlement)
        and left.pos[0] == "名詞"
        and left.pos[1] != "数詞"
        and (left.entry is None or left.entry.pos != "na")
        and (right.entry is None or right.entry.pos != "region")
    )
