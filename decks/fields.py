"""What stands in each field of a note. Pure: words in, HTML out.

Fields are known by their names here and in the templates only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from decks.furigana import CLOZE, marked, notation
from decks.markup import field, link
from decks.model import Example, RubySpan, Word, WordKey
from decks.notetypes import NoteType, load
from dictionaries.model import SourceInfo
from texts.kana import is_kana, is_kanji, to_hiragana
from texts.model import Language, Pos
from texts.pronunciation import in_slashes

_POS = {str(pos): pos for pos in Pos}
_HOW = {
    "composed": "Composed by taiyaku from the dictionary entries of its parts",
    "parts": "Put together from the dictionary entries of its parts",
    "name": "A name",
}


class Credits:
    """Attribution of dictionaries by name.

    Args:
        sources: who made which dictionary. Their dates are not shown: a newer file alone must not change every note.
    """

    def __init__(self, sources: Sequence[SourceInfo]) -> None:
        self._lines = {s.name: self._line(s) for s in sources}
        self._made: dict[tuple[str, str], str] = {}

    def line(self, source: str, how: str = "") -> str:
        """HTML that credits a word's source; several names are joined by `+`."""
        if (source, how) not in self._made:
            names = [n for n in re.split(r"[+,\s]+", source) if n]
            said = [field(_HOW[how])] if how in _HOW else []
            self._made[source, how] = ". ".join(dict.fromkeys([*said, *(self._lines.get(n, field(n)) for n in names)]))
        return self._made[source, how]

    def all_of(self, sources: Iterable[str]) -> str:
        """HTML that credits each source once; all that are known when none is named."""
        used = sorted({n for source in sources for n in re.split(r"[+,\s]+", source) if n})
        return "<br>".join([self._lines.get(n, field(n)) for n in used] or list(self._lines.values()))

    @staticmethod
    def _line(source: SourceInfo) -> str:
        about = [field(source.attribution)] if source.attribution else []
        licence = [field(source.licence)] if source.licence else []
        return ", ".join([link(source.url, source.title or source.name), *about, *licence])


def values(notetype: NoteType, word: Word, key: WordKey, homograph: int, credit: Credits) -> tuple[str, ...]:
    """The fields of a note of a word, in the note type's order.

    Args:
        notetype: "taiyaku JA" or "taiyaku EN", by the word's language.
        word: what to show.
        key: the word's identity.
        homograph: its number among the words of one spelling; from 2 on it stands behind the word as in dictionaries
        (方²), since Anki
            takes notes with the same first field for duplicates.
        credit: who is credited.
    """
    return (_japanese if word.language is Language.JA else _english)(notetype, word, key, homograph, credit)


def cloze_values(word: Word, key: WordKey, credit: Credits) -> tuple[str, ...]:
    """The fields of a "taiyaku Cloze JA" note: the word's sentence with the word left out.

    Raises:
        ValueError: the word has no sentence in which it stands.
    """
    example = word.example
    if example is None or not 0 <= example.start < example.end <= len(example.text):
        raise ValueError(f"{key} has no sentence to leave it out of")
    return load("cloze").values(
        Text=notation(example.text, example.ruby, (example.start, example.end), CLOZE),
        Expression=field(word.headword),
        ExpressionFurigana=headword_furigana(word),
        ExpressionReading=field(_reading(word)),
        MainDefinition=_glosses(word.glosses),
        PartOfSpeech=field(word.pos),
        Category=field(word.category),
        Source=_source(example),
        Attribution=credit.line(word.source, word.how),
        Key=field(str(key)),
    )


def headword_furigana(word: Word) -> str:
    """The headword with its ruby; over the whole word when only its reading is known."""
    ruby = word.ruby
    if not ruby and word.reading and any(is_kanji(c) for c in word.headword):
        ruby = (RubySpan(0, len(word.headword), word.reading),)
    return notation(word.headword, ruby)


def _japanese(notetype: NoteType, word: Word, key: WordKey, homograph: int, credit: Credits) -> tuple[str, ...]:
    example = word.example
    target = _target(example)
    return notetype.values(
        Expression=_numbered(word.headword, homograph),
        ExpressionFurigana=headword_furigana(word),
        ExpressionReading=field(_reading(word)),
        SelectionText=field(word.surface),
        MainDefinition=_glosses(word.glosses),
        Sentence=marked(example.text, target) if example else "",
        SentenceFurigana=notation(example.text, example.ruby, target) if example else "",
        # the word alone would not say which 方 is meant
        IsWordAndSentenceCard="x" if example else "",
        MiscInfo=field(example.title) if example else "",
        PartOfSpeech=field(word.pos),
        Source=_source(example),
        Attribution=credit.line(word.source, word.how),
        Key=field(str(key)),
        Category=field(word.category),
        Parts="<br>".join(field(p) for p in word.parts),
        Inflection=_inflection(word),
    )


def _english(notetype: NoteType, word: Word, key: WordKey, homograph: int, credit: Credits) -> tuple[str, ...]:
    example = word.example
    return notetype.values(
        Expression=_numbered(word.headword, homograph),
        IPA=_ipa(word),
        PartOfSpeech=field(word.pos),
        Inflections=_inflection(word),
        Gloss=_glosses(word.glosses, word.gloss_readings),
        Sentence=marked(example.text, _target(example)) if example else "",
        Source=_source(example),
        Attribution=credit.line(sources(word), word.how),
        Key=field(str(key)),
        Category=field(word.category),
        Parts="<br>".join(field(p) for p in word.parts),
    )


def sources(word: Word) -> str:
    """The names of all whose data stands on a word's card, joined by `+`: those of its meaning, and of its pronunciation."""
    said = word.language is Language.EN and _ipa(word)
    return "+".join(name for name in (word.source, "cmudict" if said else "") if name)


def _ipa(word: Word) -> str:
    """The pronunciation of an English headword where it is known."""
    return field(in_slashes(word.headword, word.headword, _POS.get(word.pos, Pos.OTHER), Language.EN))


def _reading(word: Word) -> str:
    """The reading to show and to speak; what is in kana stays as it is written (トランプだいとうりょう)."""
    if not word.reading or is_kana(word.headword.replace("・", "")):
        return word.headword
    read, at = "", 0
    for span in word.ruby:
        read += word.headword[at : span.start] + span.reading
        at = span.end
    read += word.headword[at:]
    return read if to_hiragana(read) == to_hiragana(word.reading) else word.reading


def _numbered(headword: str, homograph: int) -> str:
    return field(headword) + (f"<sup>{homograph}</sup>" if homograph > 1 else "")


def _target(example: Example | None) -> tuple[int, int] | None:
    return (example.start, example.end) if example else None


def _glosses(glosses: Sequence[str], readings: Sequence[str] = ()) -> str:
    """One gloss as it is, several as a list. Readings stand over whole glosses."""
    padded = [*readings, *[""] * len(glosses)]
    shown = [
        notation(gloss, (RubySpan(0, len(gloss), reading),)) if reading and reading != gloss else field(gloss)
        for gloss, reading in zip(glosses, padded, strict=False)
    ]
    if len(shown) < 2:
        return "".join(shown)
    return '<ol class="glosses">' + "".join(f"<li>{gloss}</li>" for gloss in shown) + "</ol>"


def _inflection(word: Word) -> str:
    chain = ", ".join(word.inflection)
    return field(f"{word.surface}: {chain}" if chain and word.surface and word.surface != word.headword else chain)


def _source(example: Example | None) -> str:
    """Title and sentence number; a web address as a link, of a file its name only (a path would tell who and where)."""
    if example is None:
        return ""
    web = example.source.startswith(("http://", "https://"))
    name = "" if web or example.source == "-" else PurePath(example.source.replace("\\", "/")).name
    title = link(example.source, example.title or example.source) if web else field(example.title or name)
    number = f", sentence {example.number}" if example.number else ""
    return title + number
