"""English tokens, lemmas, parts of speech, and doubtful English."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.english import doubtful, tokens, warm
from texts.model import Language, Pos


def surfaces(text: str) -> list[str]:
    return [token.surface for token in tokens(text)]


def lemmas(text: str) -> dict[str, str]:
    return {token.surface: token.lemma for token in tokens(text)}


def tags(text: str) -> dict[str, Pos]:
    return {token.surface: token.pos for token in tokens(text)}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("They didn’t vote.", ["They", "did", "n’t", "vote", "."]),
        ("I can't, won't, cannot", ["I", "can", "'t", ",", "wo", "n't", ",", "cannot"]),
        ("It’s the party’s and the voters’ choice", ["It", "’s", "the", "party", "’s", "and", "the", "voters", "’", "choice"]),
        ("We're sure they'll say I'd go", ["We", "'re", "sure", "they", "'ll", "say", "I", "'d", "go"]),
        ("trade-sharing pact", ["trade-sharing", "pact"]),
        ("a 30-day truce", ["a", "30-day", "truce"]),
        ("The U.S. and Mr. Ito met on Jan. 5.", ["The", "U.S.", "and", "Mr.", "Ito", "met", "on", "Jan.", "5", "."]),
        ("It rose 3.5% to $1,200 in the 1990s", ["It", "rose", "3.5%", "to", "$", "1,200", "in", "the", "1990s"]),
        ("10km from here, 1st place", ["10km", "from", "here", ",", "1st", "place"]),
        ("met him(Wang),the envoy.", ["met", "him", "(", "Wang", ")", ",", "the", "envoy", "."]),
        ("an F-16 and COVID-19", ["an", "F-16", "and", "COVID-19"]),
        ("see https://a.example/b.", ["see", "https://a.example/b", "."]),
        ("wait... what?!", ["wait", "...", "what", "?", "!"]),
        ("R&D and Yahoo!", ["R&D", "and", "Yahoo!"]),
        ("O’Brien’s plan", ["O’Brien", "’s", "plan"]),
    ],
)
def test_cut(text: str, want: list[str]) -> None:
    assert surfaces(text) == want


@pytest.mark.parametrize(
    ("text", "surface", "lemma"),
    [
        ("They didn’t vote", "did", "do"),
        ("They didn’t vote", "n’t", "not"),
        ("We won't go", "wo", "will"),
        ("It’s late", "’s", "be"),
        ("It’s been late", "’s", "have"),
        ("Let’s go", "’s", "we"),
        ("the party’s plan", "’s", "'s"),
        ("its plan", "its", "its"),
        ("They told us", "us", "we"),
        ("The US agreed", "US", "US"),
        ("The US agreed", "agreed", "agree"),
        ("They were playing", "playing", "play"),
        ("He was thinking of it", "thinking", "think"),
        ("They stopped talks", "stopped", "stop"),
        ("They stopped talks", "talks", "talk"),
        ("He left the room", "left", "leave"),
        ("on the left side", "left", "left"),
        ("He found a way", "found", "find"),
        ("the meeting ended", "meeting", "meeting"),
        ("They are meeting him", "meeting", "meet"),
        ("the ministers met", "ministers", "minister"),
        ("the ministers met", "met", "meet"),
        ("our policies and crises", "policies", "policy"),
        ("our policies and crises", "crises", "crisis"),
        ("the media said", "media", "media"),
        ("lives were lost", "lives", "life"),
        ("a better plan", "better", "good"),
        ("the strongest party", "strongest", "strong"),
        ("an easier way", "easier", "easy"),
        ("a bigger role", "bigger", "big"),
        ("larger vessels", "larger", "large"),
        ("three boxes of taxes", "boxes", "box"),
        ("three boxes of taxes", "taxes", "tax"),
        ("the fishermen", "fishermen", "fisherman"),
        ("The Russians left", "Russians", "Russian"),
        ("Ｄｅａｌ", "Ｄｅａｌ", "deal"),
        ("ＵＳ", "ＵＳ", "US"),
        ("the mini-NATO", "mini-NATO", "mini-NATO"),
        ("The NGOs left", "NGOs", "NGO"),
        ("NGOs and ICBMs", "ICBMs", "ICBM"),
        ("the two children", "children", "child"),
        ("politics and economics", "politics", "politics"),
        ("They have withdrawn", "withdrawn", "withdraw"),
    ],
)
def test_lemmas(text: str, surface: str, lemma: str) -> None:
    assert lemmas(text)[surface] == lemma


def test_parts_of_speech() -> None:
    found = tags("The new minister quickly rejected our Japanese proposal to cut tariffs, but she didn’t say why.")
    assert found == {
        "The": Pos.DETERMINER,
        "new": Pos.ADJECTIVE,
        "minister": Pos.NOUN,
        "quickly": Pos.ADVERB,
        "rejected": Pos.VERB,
        "our": Pos.DETERMINER,
        "Japanese": Pos.ADJECTIVE,
        "proposal": Pos.NOUN,
        "to": Pos.PARTICLE,
        "cut": Pos.VERB,
        "tariffs": Pos.NOUN,
        ",": Pos.SYMBOL,
        "but": Pos.CONJUNCTION,
        "she": Pos.PRONOUN,
        "did": Pos.AUXILIARY,
        "n’t": Pos.ADVERB,
        "say": Pos.VERB,
        "why": Pos.ADVERB,
        ".": Pos.SYMBOL,
    }


@pytest.mark.parametrize(
    ("text", "surface", "pos"),
    [
        ("Seoul and Kyiv", "Seoul", Pos.PROPER),
        ("Seoul and Kyiv", "Kyiv", Pos.PROPER),
        ("United States", "States", Pos.PROPER),
        ("Budget", "Budget", Pos.NOUN),
        ("Deal", "Deal", Pos.NOUN),
        ("Trade War", "War", Pos.NOUN),
        ("They strike a deal", "strike", Pos.VERB),
        ("They strike a deal", "deal", Pos.NOUN),
        ("the air strike", "strike", Pos.NOUN),
        ("He has a plan", "has", Pos.VERB),
        ("He has planned it", "has", Pos.AUXILIARY),
        ("30 days", "30", Pos.NUMBER),
        ("three days", "three", Pos.NUMBER),
        ("with Japan", "with", Pos.PREPOSITION),
        ("her plan", "her", Pos.DETERMINER),
        ("They saw her.", "her", Pos.PRONOUN),
        ("after the war", "after", Pos.PREPOSITION),
        ("after they left", "after", Pos.CONJUNCTION),
        ("They like it", "like", Pos.VERB),
        ("a plan like this", "like", Pos.PREPOSITION),
        ("Prices went up.", "up", Pos.ADVERB),
        ("up the hill", "up", Pos.PREPOSITION),
        ("a hard line", "hard", Pos.ADJECTIVE),
        ("this plan", "this", Pos.DETERMINER),
        ("This is it", "This", Pos.PRONOUN),
        ("He said that it failed", "that", Pos.CONJUNCTION),
        ("the pact that was signed", "that", Pos.PRONOUN),
        ("a more open market", "more", Pos.ADVERB),
        ("Putin’s the leader", "’s", Pos.AUXILIARY),
        ("to Japan", "to", Pos.PREPOSITION),
        ("the will of voters", "will", Pos.NOUN),
        ("They absorb and dissolve it", "dissolve", Pos.VERB),
        ("of rising prices", "rising", Pos.VERB),
        ("the ruling party", "ruling", Pos.ADJECTIVE),
        ("Leaders plan to meet", "plan", Pos.VERB),
        ("the average in trade", "average", Pos.NOUN),
        ("Do they know?", "Do", Pos.AUXILIARY),
        ("They do business", "do", Pos.VERB),
    ],
)
def test_part_of_speech_in_context(text: str, surface: str, pos: Pos) -> None:
    assert tags(text)[surface] is pos


def test_a_shouted_headline_is_no_row_of_acronyms() -> None:
    assert tags("TALKS FAIL AGAIN")["TALKS"] is not Pos.PROPER


def test_warming_is_harmless() -> None:
    warm()
    assert "simplemma" in sys.modules


def test_languages_of_tokens() -> None:
    found = {token.surface: token.language for token in tokens("An F-16 costs $30 million, 停戦 said.")}
    assert found["F-16"] is found["$"] is found["停戦"] is Language.OTHER
    assert found["costs"] is found["30"] is Language.EN


def test_offsets_count_from_the_sentence() -> None:
    (token,) = tokens("Deal", 5)
    assert (token.start, token.end) == (5, 9)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We agrees to stop.", "agreement: We agrees"),
        ("He don’t know.", "agreement: He don’t"),
        ("They was late.", "agreement: They was"),
        ("I has a plan, she have none.", "agreement: I has"),
        ("But they wants more.", "agreement: they wants"),
        ("It will ends soon.", "verb form: will ends"),
        ("They didn’t exchanged prisoners.", "verb form: didn’t exchanged"),
    ],
)
def test_doubtful(text: str, why: str) -> None:
    assert doubtful(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "We agree, and he agrees.",
        "Does he know?",
        "They insisted that he go.",
        "If it were so, we would know.",
        "The deal with you was good.",
        "I was there, you were not.",
        "Let it go.",
        "He can lead, and she can read.",
        "They had left before it began.",
        "We saw the news.",
        "It has been decided that they have time.",
        "He put it there and cut the budget.",
        "Nobody but us knows.",
        "",
        "・・・",
    ],
)
def test_good_english_is_left_alone(text: str) -> None:
    assert doubtful(text) is None


@given(st.text(alphabet="abcDEF's’.,-–1０5$%()\"! \t停のЖ🎉ＡＢ@/:", max_size=50) | st.text(max_size=50))
def test_tokens_tile_any_text(text: str) -> None:
    at = 3
    for token in tokens(text, 3):
        assert not text[at - 3 : token.start - 3].strip()
        assert text[token.start - 3 : token.end - 3] == token.surface != ""
        assert token.lemma
        assert not any(char.isspace() for char in token.surface)
        at = token.end
    assert not text[at - 3 :].strip()
    doubtful(text)


def test_simplemma_is_loaded_only_when_english_is_met() -> None:
    script = (
        "import sys, texts.english, texts.segment, texts.importers\n"
        "assert 'simplemma' not in sys.modules and 'sudachipy' not in sys.modules\n"
        "texts.english.tokens('He was dithering')\n"
        "assert 'simplemma' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
