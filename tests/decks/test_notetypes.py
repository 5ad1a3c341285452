"""The note types are frozen. A test that fails here asks for a decision, not for a new number.

Shape (names, ids, order of fields and templates): never change it once decks are out; Anki would refuse the notes learners have.
Look (templates, CSS): may change; move `modified` in `notetype.toml` so that Anki takes the new look, then the numbers here.
"""

from __future__ import annotations

import hashlib
import re

import pytest

from decks.notetypes import FOLDERS, NoteType, for_language, load, named
from texts.model import Language

LAPIS = """
Expression ExpressionFurigana ExpressionReading ExpressionAudio SelectionText MainDefinition DefinitionPicture Sentence
SentenceFurigana SentenceAudio Picture Glossary Hint IsWordAndSentenceCard IsClickCard IsSentenceCard IsAudioCard
PitchPosition PitchCategories Frequency FreqSort MiscInfo
"""
SHAPE = {
    "ja": "53c4d1b90b04cf93",
    "en": "2e16e6bbb4bbd7dc",
    "cloze": "6401a2a1a666fc74",
}
LOOK = {
    "ja": "03a4d55e25d0b685",
    "en": "b597def7e50dd212",
    "cloze": "c97f84d7b6963f51",
}


def _digest(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def shape(notetype: NoteType) -> str:
    return _digest(
        notetype.name, notetype.id, notetype.cloze,
        [(f.name, f.id) for f in notetype.fields], [(t.name, t.id, t.required) for t in notetype.templates],
    )  # fmt: skip


def look(notetype: NoteType) -> str:
    return _digest(notetype.modified.isoformat(), [(t.front, t.back) for t in notetype.templates], notetype.css)


@pytest.mark.parametrize("folder", FOLDERS)
def test_frozen(folder: str) -> None:
    assert shape(load(folder)) == SHAPE[folder], "the shape of a note type must never change"
    assert look(load(folder)) == LOOK[folder], "a new look needs a new `modified` in notetype.toml"


def test_lapis_users_find_their_fields() -> None:
    assert [f.name for f in load("ja").fields[:22]] == LAPIS.split()


@pytest.mark.parametrize("folder", FOLDERS)
def test_ids_are_unique(folder: str) -> None:
    notetype = load(folder)
    ids = [f.id for f in notetype.fields] + [t.id for t in notetype.templates]
    assert len(set(ids)) == len(ids)
    assert len({f.name.casefold() for f in notetype.fields}) == len(notetype.fields)
    assert len({load(f).id for f in FOLDERS}) == len(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_templates_use_their_own_fields(folder: str) -> None:
    notetype = load(folder)
    names = {f.name for f in notetype.fields}
    for template in notetype.templates:
        for side in (template.front, template.back):
            used = {t.split(":")[-1].strip("#^/") for t in re.findall(r"{{(.+?)}}", side)}
            assert used <= names
        assert set(template.required) <= names


@pytest.mark.parametrize("folder", FOLDERS)
def test_cards_need_no_script_and_no_network(folder: str) -> None:
    notetype = load(folder)
    everything = notetype.css + "".join(t.front + t.back for t in notetype.templates)
    assert not re.search(r"<script|javascript:|https?:|@import|url\(|\bon\w+=", everything, re.IGNORECASE)
    for needed in (".nightMode", ".mobile", "rt {", "sans-serif"):
        assert needed in notetype.css


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_block_of_text_says_its_language(folder: str) -> None:
    for template in load(folder).templates:
        for block in re.findall(r"<(?:div|details|footer)\b[^>]*>", template.front + template.back):
            inside_footer_or_picture = 'class="source"' in block or 'class="attribution"' in block or 'class="picture"' in block
            assert "lang=" in block or inside_footer_or_picture, block


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_back_credits(folder: str) -> None:
    for template in load(folder).templates:
        assert "{{Source}}" in template.back
        assert "{{Attribution}}" in template.back


def test_lookups() -> None:
    assert for_language(Language.JA) is named("taiyaku JA") is load("ja")
    with pytest.raises(ValueError, match="note type"):
        for_language(Language.OTHER)
    with pytest.raises(ValueError, match="nothing"):
        named("nothing")
    with pytest.raises(ValueError, match="Nonsense"):
        load("ja").values(Nonsense="x")
