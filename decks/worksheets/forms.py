"""Which form of a word stands in a gap, and how it is written in a key: what the bank does not say. The endings are data."""

from __future__ import annotations

import re
from functools import cache

from decks.model import Word
from dictionaries.inflection import in_japanese
from texts.lemmas import irregular_verbs, lemma, verb_base
from texts.model import Language, Pos
from texts.tables import rows

_VERBAL = re.compile(r"する\Z")
_PHRASE = re.compile(r"[\s-]+")
_POSSESSIVE = re.compile(r"['’]s?\Z")


def hint(word: Word, form: str) -> str:
    """The form that is wanted, in the pupils' language; "" when the bank has it as it is, or when nobody knows what it is called.

    Args:
        word: the word of the bank. Its own inflection is believed where it is that of this form.
        form: the letters of the gap.
    """
    if form.casefold() == word.headword.casefold():
        return ""
    own = word.inflection if form == word.surface else ()
    if word.language is Language.EN:
        names = in_japanese(own) if own else _in_japanese(english(form, word.headword, word.pos))
        return "・".join(names)
    return ", ".join(own or japanese(form, word.headword))


def as_in_bank(word: Word, form: str) -> str:
    """The form without a capital that only its place gave it (Illegal fishing, Workers): as a pupil writes it from the bank."""
    if word.language is not Language.EN:
        return form
    if form.casefold() == word.headword.casefold():
        return word.headword
    heads, pieces = _PHRASE.split(word.headword), re.split(r"([\s-]+)", form)
    for at, head in enumerate(heads):
        if 2 * at < len(pieces) and head[:1].islower() and pieces[2 * at][1:].islower():
            pieces[2 * at] = pieces[2 * at][:1].lower() + pieces[2 * at][1:]
    return "".join(pieces)


def english(form: str, headword: str, pos: str) -> str:
    """What an English form is called (a name of the table), "" for the headword itself and for what is no form of it.

    Of a phrase the word that differs is looked at.
    """
    pieces, heads = (_PHRASE.split(_POSSESSIVE.sub("", one).casefold()) for one in (form, headword))
    if len(pieces) != len(heads):
        return ""
    different = [(piece, head) for piece, head in zip(pieces, heads, strict=True) if piece != head]
    if len(different) != 1:
        return ""
    piece, head = different[0]
    if pos == Pos.ADJECTIVE and lemma(piece, Pos.ADJECTIVE) == head:
        return "superlative" if piece.endswith("st") else "comparative"
    if pos != Pos.VERB and lemma(piece, Pos.NOUN) == head:
        return "plural"
    return _verb_form(piece, head)


def japanese(form: str, headword: str) -> tuple[str, ...]:
    """The steps from a Japanese verb or adjective to its form, in order; () when they are not known. 合意した is the past of 合意 too."""
    stem = _VERBAL.sub("", headword)
    if stem != headword and form == stem:
        return ()  # the verbal noun alone
    common = next((at for at, (a, b) in enumerate(zip(form, headword, strict=False)) if a != b), min(len(form), len(headword)))
    tail = form[common:]
    if not tail:
        return ("continuative",) if headword.endswith("る") and form == headword[:-1] else ()
    if form.startswith(stem) and (stem != headword or tail.startswith(("し", "さ", "す"))):
        tail = form[len(stem) :]
        if tail == "する":
            return ()
    names: tuple[str, ...] = ()
    whole = tail
    while tail:
        ending = next((one for one in _endings() if tail.endswith(one.removeprefix("=")) and (one[0] != "=" or one[1:] == whole)), "")
        if not ending:
            break
        names = (*_endings()[ending], *names)
        tail = tail.removesuffix(ending.removeprefix("="))
    return names


def _verb_form(piece: str, head: str) -> str:
    if verb_base(piece) != head:
        return ""
    if piece.endswith("ing"):
        return "ing form"
    if piece in irregular_verbs():
        _, participle = irregular_verbs()[piece]
        alone = any(base == head and form != piece and not done for form, (base, done) in irregular_verbs().items())
        return "past" if not participle else "participle" if alone else "past or participle"
    return "past or participle" if piece.endswith("d") else "third person" if piece.endswith("s") else ""


def _in_japanese(name: str) -> tuple[str, ...]:
    return (_english_names()[name],) if name else ()


@cache
def _english_names() -> dict[str, str]:
    return {name: said for language, name, said in rows("forms.tsv", 3, "decks.worksheets") if language == Language.EN}


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """Endings, the longest first."""
    table = {
        ending: tuple(name.strip() for name in names.split(","))
        for language, endings, names in rows("forms.tsv", 3, "decks.worksheets")
        if language == Language.JA
        for ending in endings.split()
    }
    return dict(sorted(table.items(), key=lambda row: (-len(row[0]), row[0])))
