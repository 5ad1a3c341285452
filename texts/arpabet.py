"""ARPAbet phones to IPA, with stress marks where the syllable begins. Pure; knows nothing of words or of where phones come from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from texts.tables import rows

_MARKS = {"1": "ˈ", "2": "ˌ"}


def ipa(phones: Sequence[str]) -> str | None:
    """Write a word's phones in IPA (General American).

    Args:
        phones: as CMUdict has them, vowels with a stress digit: `R IH0 K AO1 R D`.

    Returns:
        `rɪˈkɔrd`; a word of one syllable has no mark. None for phones that are not in the table, and for several syllables of
        which none bears the stress.
    """
    phones = _broad(phones)
    vowels = vowel_places(phones)
    if not vowels or (len(vowels) > 1 and all(phones[at][-1] != "1" for at in vowels)):
        return None
    marks = {}
    for number, at in enumerate(vowels):
        if len(vowels) > 1 and phones[at][-1] in _MARKS and not _slight(phones, vowels[number : number + 2]):
            marks[_onset(phones, vowels[number - 1] + 1 if number else 0, at)] = _MARKS[phones[at][-1]]
    written = [_sound(phone) for phone in phones]
    if None in written:
        return None
    return "".join(marks.get(at, "") + (sound or "") for at, sound in enumerate(written))


def vowel_places(phones: Sequence[str]) -> list[int]:
    """Where the vowels stand: one for each syllable."""
    return [at for at, phone in enumerate(phones) if phone[-1].isdigit()]


def _broad(phones: Sequence[str]) -> list[str]:
    """The same with r as learners' dictionaries write it: ˈsɛpəˌreɪt (not ɚˌeɪ), pʊr and ɪr (the dictionary has also uw and iy)."""
    out: list[str] = []
    for phone, after in zip(phones, [*phones[1:], ""], strict=True):
        if phone == "ER0" and after[-1:].isdigit():
            out += ["AH0", "R"]
        elif after == "R" and phone in ("UW1", "IY1"):
            out.append("UH1" if phone == "UW1" else "IH1")
        else:
            out.append(phone)
    return out


def _slight(phones: Sequence[str], vowels: Sequence[int]) -> bool:
    """Whether a secondary stress needs no mark: a short i or e right before the stressed syllable (ɪnˈfleɪʃən, not ˌɪn)."""
    return len(vowels) == 2 and phones[vowels[0]] in ("IH2", "EH2") and phones[vowels[1]].endswith("1")


def _onset(phones: Sequence[str], first: int, vowel: int) -> int:
    """Where the syllable of a vowel begins: as many of the consonants before it as can begin one (dɪˈspleɪs, ætˈlæntɪk)."""
    if first == 0:
        return 0
    for start in range(max(first, vowel - 3), vowel):
        cluster = tuple(phones[start:vowel])
        if cluster in _onsets() or (len(cluster) == 1 and cluster != ("NG",)):
            return start
    return vowel


def _sound(phone: str) -> str | None:
    strong, weak = _phones().get(phone.rstrip("012"), (None, None))
    return weak if phone.endswith("0") and weak else strong


@cache
def _phones() -> dict[str, tuple[str, str]]:
    return {phone: (strong, weak) for phone, strong, weak in rows("english_phones.tsv", 3)}


@cache
def _onsets() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(cluster.split()) for (cluster,) in rows("english_onsets.tsv", 1))
