"""Where the pronunciation of an English word shows: details, JSON, look-ups, cards. Nowhere for Japanese, nowhere when unknown."""

from __future__ import annotations

import pytest

from decks.cards import make_deck
from decks.notetypes import load
from dictionaries.levels import WordFacts, level
from dictionaries.model import Glossed, How, Match, SourceInfo
from reader.commands.lookup import _match
from reader.contract import match_json, sentence_json
from reader.describe import Role, describe
from reader.session import Target
from tests.decks.makers import CREDITS, START, document, word
from texts.english import tokens
from texts.model import Analysis, BlockKind, Language, Pos, Sentence


def match(lemma: str, pos: Pos, language: Language = Language.EN, reading: str = "") -> Match:
    return Match(0, len(lemma), lemma, lemma, reading, language, pos, ("gloss",), How.ENTRY, "jmdict")


def test_the_details_have_it_beside_the_headword() -> None:
    record = match("record", Pos.VERB)
    head = next(describe(Target(0, 6, None, record)))
    assert [bit.text for bit in head if bit.role is Role.READING] == [" /rɪˈkɔrd/"]
    unknown = next(describe(Target(0, 4, None, match("Kyiv", Pos.PROPER))))
    assert not [bit for bit in unknown if bit.role is Role.READING]


def test_json_has_it_for_the_form_in_the_text() -> None:
    text = "NATO records the Kyiv talks."
    found = tokens(text)
    sentence = Sentence(0, BlockKind.NARRATION, 0, Language.EN, text, 0, len(text))
    matches = tuple(match(token.lemma, token.pos) for token in found)
    said = {
        item["surface"]: item.get("pronunciation")
        for item in sentence_json(Glossed(Analysis(sentence, found, ()), matches, ()), {})["tokens"]
    }
    assert said == {"NATO": "/ˈneɪtoʊ/", "records": "/rɪˈkɔrdz/", "the": "/ðə/", "Kyiv": None, "talks": "/tɔks/", ".": None}


def test_look_ups_have_it() -> None:
    record = match("record", Pos.NOUN)
    assert match_json(record)["pronunciation"] == "/ˈrɛkɚd/"
    bare = WordFacts(level(None))
    assert next(_match(record, bare, "en")) == "record  /ˈrɛkɚd/ noun / adjective, /rɪˈkɔrd/ verb  (noun)"
    assert next(_match(match("lead", Pos.VERB), bare, "en")) == "lead  (verb)"
    kiroku = match("記録", Pos.NOUN, Language.JA, "きろく")
    assert "pronunciation" not in match_json(kiroku)
    assert next(_match(kiroku, bare, "en")) == "記録  きろく  (noun)"


@pytest.mark.parametrize(
    ("headword", "pos", "said"), [("deal", "noun", "/dil/"), ("Kyiv", "proper noun", ""), ("military aid", "noun", "")]
)
def test_english_cards_have_it_in_their_field(headword: str, pos: str, said: str) -> None:
    cmudict = SourceInfo("cmudict", "CMU Pronouncing Dictionary", "", "BSD-2-Clause", "")
    made = make_deck([word(headword, "", language=Language.EN, pos=pos)], document(), None, START, (*CREDITS, cmudict))
    fields = dict(zip((f.name for f in load("en").fields), made.notes[0].fields, strict=True))
    assert fields["IPA"] == said
    assert ("CMU Pronouncing Dictionary" in fields["Attribution"]) is bool(said)
    assert ("CMU Pronouncing Dictionary" in made.description) is bool(said)
    assert "JMdict" in made.description
