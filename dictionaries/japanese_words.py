"""Glosses for a Japanese word: the ladder from our own lexicon down to romaji.

lexicon → JMdict by lemma, surface and normalised form → JMnedict (first for names and before titles) → the word's parts → romaji.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile
from unicodedata import normalize

from dictionaries import everyday, pieces, ranking
from dictionaries.everyday import COUNTER, EXPRESSION
from dictionaries.inflection import explain
from dictionaries.lexicon import Lexicon, LexiconEntry
from dictionaries.library import Candidate, Library
from dictionaries.model import Entry, How, Match
from dictionaries.ranking import MOST_GLOSSES, Wanted
from dictionaries.romaji import romaji
from dictionaries.spelling import SILENT, inner_forms, is_exact, joined, may_be_name
from texts.kana import has_kanji, is_kana, to_hiragana, to_katakana
from texts.model import Language, Morpheme, Pos, Token
from texts.tables import rows

OWN = "taiyaku"
"""The source's name of our own lexicon."""
MOST_OTHERS = 4
_HOMOGRAPHS = 12
"""Entries among which the meaning of our table is sought."""
_SURE_IN_KANA = 5
"""Characters from which on an expression in kana alone is no chance spelling of other words."""
_IN_KANA = frozenset(("adv", "conj"))
_COARSE = {
    "名詞": Pos.NOUN, "動詞": Pos.VERB, "形容詞": Pos.ADJECTIVE, "形状詞": Pos.NA_ADJECTIVE, "副詞": Pos.ADVERB, "連体詞": Pos.ADNOMINAL,
    "接続詞": Pos.CONJUNCTION, "感動詞": Pos.INTERJECTION, "代名詞": Pos.PRONOUN, "接頭辞": Pos.PREFIX, "接尾辞": Pos.SUFFIX,
    "助詞": Pos.PARTICLE, "助動詞": Pos.AUXILIARY,
}  # fmt: skip


def coarse(pos: Sequence[str]) -> Pos:
    """The coarse part of speech of an analyser's tuple, for units; tokens bring their own."""
    if pos[:1] == ("名詞",) and pos[1:2] in (("固有名詞",), ("数詞",)):
        return Pos.PROPER if pos[1] == "固有名詞" else Pos.NUMBER
    if pos[:3] == ("名詞", "普通名詞", "サ変可能"):
        return Pos.VERBAL_NOUN
    return _COARSE.get(pos[0], Pos.SYMBOL) if pos else Pos.OTHER


def is_title(lexicon: Lexicon, text: str) -> bool:
    """Whether the lexicon knows `text` as a title: what stands before it is somebody's name."""
    found = lexicon.japanese(text)
    return found is not None and found.pos == "title"


def parts_of(token: Token) -> tuple[Morpheme, ...]:
    """What a token is made of, when that is more than one word with meaning."""
    parts = token.units or tuple(m for m in token.morphemes if coarse(m.pos) not in SILENT)
    return parts if len(parts) > 1 else ()


def forms_of(token: Token) -> Iterator[str]:
    """Every form to ask the library for about a token, its parts included."""
    yield from _forms(token)
    yield from inner_forms(token)
    for part in parts_of(token):
        yield from _forms(part)


def _forms(word: Token | Morpheme) -> Iterator[str]:
    yield word.lemma
    yield word.surface
    if word.normalized:
        yield word.normalized
    if len(word.lemma) > 3 and word.lemma.endswith("する"):
        yield word.lemma[:-2]


_MADE_BY_SUFFIX = {"形状詞的": Pos.NA_ADJECTIVE, "形容詞的": Pos.ADJECTIVE, "動詞的": Pos.VERB}
"""What UniDic says a suffix makes: 的 a na-adjective, っぽい an adjective; 名詞的, most of them, a noun."""


_SHORT = 2
"""Blanks in a part's gloss from which on parts are joined by a plus sign."""


@cache
def _templates() -> tuple[tuple[str, ...], ...]:
    """English for a word by its last part: the part, its reading or "", a template."""
    return tuple(rows("parts.tsv", 3, "dictionaries"))


class JapaneseWords:
    """Glosses tokens from answers that were fetched in bulk."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon
        self._everyday = everyday.load()

    def match(self, token: Token, found: Mapping[str, Sequence[Candidate]], *, named: bool) -> Match:
        """The match of a token.

        Args:
            token: a Japanese token.
            found: what the library says for `forms_of(token)`.
            named: whether a title follows, so that the token is somebody's name whatever its part of speech.
        """
        if token.pos in SILENT:
            return _blank(token, token.start, token.lemma_reading, token.pos)
        blank = _blank(token, token.start, token.lemma_reading, token.pos, explain(token))
        match = self._whole(blank, token, found, named=named)
        if token.pos is Pos.VERB:
            match = self._with_inner(match, token, found)
        if match.how is How.NONE:
            match = self._of_counter(blank, token, found) if token.pos is Pos.NUMBER else self._of_parts(blank, token, found)
        if match.how is How.NONE:
            match = _sounded(match)
        return match

    def unknown(self, match: Match, token: Token, found: Mapping[str, Sequence[Candidate]]) -> Match:
        """The match of a word that no dictionary has, from what the library says for `pieces.forms(token)`, or `match` as it stands."""
        blank = replace(match, glosses=(), how=How.NONE)
        meant = self._everyday.japanese(token.surface, "", Pos.NOUN)
        if meant:  # a word of our table that the analyser takes for a name
            return everyday.put_first(blank, meant, OWN)
        other = next((form for form in pieces.spellings(token.surface) if form in found), None) if match.how is How.ROMAJI else None
        if other is not None:
            near = self._whole(blank, token._replace(lemma=other, surface=other, normalized=""), found, named=False)
            if near.how is not How.NONE:
                return replace(near, surface=match.surface, lemma=match.lemma)
        cut = pieces.cut(token, found, lambda piece: own.reading if (own := self._lexicon.morpheme(piece)) else "")
        parted = self._of_parts(blank, token._replace(units=cut), found) if cut else blank
        return match if parted.how is How.NONE else parted

    def _with_inner(self, match: Match, token: Token, found: Mapping[str, Sequence[Candidate]]) -> Match:
        """What a verb inside the inflected one means comes first: 出てくる to appear, 行われる to take place."""
        for form in inner_forms(token):
            here = [c for c in found.get(form, ()) if not c.is_name and (c.written or c.usually_kana) and c.standing <= 0]
            ranked = ranking.rank_candidates(here, Wanted(form, "", "", Pos.VERB))
            meant = self._everyday.japanese(form, "", Pos.VERB)
            entries = tuple(self._library.decode(c) for c in ranked[:1])
            glosses = meant or tuple(g for e in entries for g in ranking.glosses(ranking.rank_senses(e, Pos.VERB), 3))
            if glosses:
                merged = tuple(dict.fromkeys((*glosses, *match.glosses)))[:MOST_GLOSSES]
                source = OWN if meant else entries[0].source
                return replace(match, glosses=merged, how=How.ENTRY, source=source, others=(*entries, *match.others))
        return match

    def _whole(self, blank: Match, word: Token | Morpheme, found: Mapping[str, Sequence[Candidate]], *, named: bool) -> Match:
        own = self._own(word, blank.reading, blank.pos)
        wanted = Wanted(word.lemma, word.normalized, blank.reading, blank.pos)
        words, names = _by_first_form([found.get(form, ()) for form in dict.fromkeys(_forms(word))])
        ranked = ranking.rank_candidates(words, wanted)
        if named or blank.pos is Pos.PROPER:
            ranked_names = ranking.rank_names(names, wanted, _name_kind(word))
            ranked = self._names_first(ranked, ranked_names, named=named)
        elif all(c.standing > 0 for c in ranked):  # 北東部 ほくとうぶ is no Kitatōbe
            ranked = ranking.rank_names([c for c in names if _is_read(c, blank.reading)], wanted, _name_kind(word)) + ranked
        ranked = sorted(ranked, key=lambda c: ranking.standing(c, wanted) >= 0)  # what the user wrote down is heard before names and us
        users = bool(ranked) and ranking.standing(ranked[0], wanted) < 0
        if own is not None and not users:
            entries = tuple(self._library.decode(c) for c in ranking.shown(ranked, 1 + MOST_OTHERS))
            return _by_own(blank, own, entries)
        match = blank
        if ranked:
            entries = tuple(self._library.decode(c) for c in ranking.shown(ranked, 1 + MOST_OTHERS))
            how = How.NAME if ranked[0].is_name else How.ENTRY
            match = replace(blank, glosses=ranking.glosses(ranking.rank_senses(entries[0], blank.pos)), how=how,
                            source=entries[0].source, entry=entries[0], others=entries[1:])  # fmt: skip
        meant = () if named or users else self._meant(word, blank.reading, blank.pos)
        if not meant:
            return match
        if len(ranked) <= MOST_OTHERS + 1:
            return everyday.put_first(match, meant, OWN)
        further = tuple(self._library.decode(c) for c in ranked[MOST_OTHERS + 1 : _HOMOGRAPHS])  # つく to be attached is 付く, far behind
        chosen = everyday.put_first(replace(match, others=match.others + further), meant, OWN)
        return replace(chosen, others=tuple(other for other in chosen.others if other in match.others or other == match.entry))

    def _meant(self, word: Token | Morpheme, reading: str, pos: Pos) -> tuple[str, ...]:
        """What our table of everyday words puts first for a word, by its lemma, its spelling, or, in kana, its kanji form."""
        if pos is Pos.PROPER and (len(word.surface) == 1 or not has_kanji(word.surface)):
            return ()  # 原 is somebody; 見方 is no surname, whatever the analyser says
        forms = (word.lemma, word.surface) if has_kanji(word.lemma) else (word.lemma, word.surface, word.normalized)
        return next((found for form in dict.fromkeys(forms) if (found := self._everyday.japanese(form, reading, pos))), ())

    def _names_first(self, words: list[Candidate], names: list[Candidate], *, named: bool) -> list[Candidate]:
        """Words that are names themselves (東京 Tokyo), then names, then words: トランプ before a title is no game of cards."""
        if named and names:
            return names + words
        capital = [c for c in words if _is_capital(self._library.decode(c))]
        return capital + names + [c for c in words if c not in capital]

    def _own(self, word: Token | Morpheme, reading: str, pos: Pos) -> LexiconEntry | None:
        """Our own entry of a word, and of a single character only when it is read as there: 米 べい the United States, こめ rice."""
        for form in dict.fromkeys((word.lemma, word.surface)):
            entry = self._lexicon.japanese(form)
            if entry is None and (len(form) == 1 or isinstance(word, Morpheme)):
                entry = self._lexicon.morpheme(form)
            if entry is None or (len(form) == 1 and reading and to_hiragana(entry.reading) != to_hiragana(reading)):
                continue
            if entry.pos == "state" and len(form) == 1 and pos is Pos.SUFFIX:
                continue  # 会議中, 江戸朝: no China, no Korea
            return entry
        return None

    def _of_parts(self, blank: Match, token: Token, found: Mapping[str, Sequence[Candidate]]) -> Match:
        """Glosses of the parts, when at least half of the parts have one that is no guess."""
        units = parts_of(token)
        parts = []
        for place, unit in enumerate(units):
            following = units[place + 1].surface if place + 1 < len(units) else ""
            part = _blank(unit, unit.start, unit.reading, coarse(unit.pos))
            if part.pos not in SILENT:
                part = self._whole(part, unit, found, named=bool(following) and is_title(self._lexicon, following))
                parts.append(part if part.how is not How.NONE else _sounded(part))
        known = [part for part in parts if part.how in (How.ENTRY, How.NAME)]
        if not known or 2 * len(known) < len(parts):
            return blank
        return replace(blank, glosses=(self._joined(parts),), how=How.PARTS, source=known[0].source, parts=tuple(parts))

    def _joined(self, parts: Sequence[Match]) -> str:
        """One gloss from those of the parts: after {election}, President Trump, fishing quota; with + where a part takes many words."""
        *before, last = (part.glosses[0] if part.glosses else part.surface for part in parts)
        own = [entry if (entry := self._lexicon.morpheme(part.surface)) and part.source == OWN else None for part in parts]
        if all(entry is not None and entry.pos == "state" for entry in own):  # 米越 US-Vietnam
            return "-".join(entry.modifier for entry in own if entry is not None)
        rest = " ".join(before)
        if rest[:1].isupper() and is_title(self._lexicon, parts[-1].surface):
            return f"{last[:1].upper()}{last[1:]} {rest}"
        template = next((text for word, kana, text in _templates() if word == parts[-1].surface and kana in ("", parts[-1].reading)), "")
        if template and " or " not in rest:
            return template.format(rest)
        before = [entry.modifier or gloss if entry is not None else gloss for entry, gloss in zip(own, before, strict=False)]
        rest = " ".join(before)
        short = all(gloss.count(" ") < _SHORT and not gloss.startswith(("to ", "-")) and "..." not in gloss for gloss in (*before, last))
        return f"{rest} {last}".replace("- ", "-") if short else " + ".join((*before, last))

    def _of_counter(self, blank: Match, token: Token, found: Mapping[str, Sequence[Candidate]]) -> Match:
        """What a number counts: the gloss of its counter, 年 in 2016年; a bare number needs none."""
        counters = tuple(takewhile(lambda m: coarse(m.pos) is not Pos.NUMBER, reversed(token.morphemes[1:])))[::-1]
        parts: list[Match] = []
        for place, counter in enumerate(counters):  # 年|間, か|国: the whole first
            name, kana = ("".join(texts) for texts in zip(*((m.surface, m.reading) for m in counters[place:]), strict=True))
            part = self._whole(_blank(counter, counter.start, counter.reading, Pos.SUFFIX), counter, found, named=False)
            meant = self._everyday.japanese(name, kana, COUNTER)
            if meant:
                part = everyday.put_first(replace(part, end=token.end, surface=name, lemma=name, reading=kana), meant, OWN)
                parts = [part]
                break
            parts.append(part)
        known = next((part for part in reversed(parts) if part.how is not How.NONE), None)
        if known is None:
            return blank
        return replace(blank, glosses=known.glosses, how=How.PARTS, source=known.source, entry=known.entry, parts=(known,))

    def expression(
        self,
        tokens: Sequence[Token],
        texts: Sequence[str],
        found: Mapping[str, Sequence[Candidate]],
        *,
        opening: bool,
        beside: bool = False,
    ) -> Match | None:
        """The match of several tokens as one expression, or None.

        Args:
            tokens: the tokens, in order.
            texts: their spellings as one word (`expressions`).
            found: what the library says for `texts`.
            opening: whether they begin a clause, where a conjunction stands.
            beside: whether dictionaries beside the built-in ones may make an expression by themselves.
        """
        if not any(text in found or self._is_own(text) for text in texts):
            return None
        first, last = tokens[0], tokens[-1]
        surface = joined(tokens)
        blank = Match(first.start, last.end, surface, texts[0], "", Language.JA, _pos_of_whole(last), (), How.NONE)
        head = "".join(t.reading for t in tokens[:-1])
        deep = frozenset(joined(tokens[:-1]) + form for form in inner_forms(last))
        for text in dict.fromkeys(texts):
            if text not in found and not self._is_own(text):
                continue
            inflected = text != surface
            blank = replace(blank, reading=head + (last.lemma_reading if inflected else last.reading),
                            inflection=explain(last) if inflected else ())  # fmt: skip
            own = self._lexicon.japanese(text)
            exact = is_exact(text, tokens)
            candidates = [c for c in found.get(text, ()) if _is_expression(c, tokens, exact=exact, opening=opening)
                          and _sounds_like(c, blank.reading)]  # fmt: skip
            wanted = Wanted(text, "", blank.reading, last.pos)
            if not beside and all(c.standing > 0 for c in candidates):
                candidates = []
            ranked = ranking.rank_candidates(candidates, wanted)
            entries = [self._library.decode(c) for c in ranking.shown(ranked, 1 + MOST_OTHERS)]
            users = bool(ranked) and ranking.standing(ranked[0], wanted) < 0
            if own is not None and not users:
                return _by_own(replace(blank, lemma=text), own, tuple(entries))
            meant = () if users else self._everyday.japanese(text, blank.reading, EXPRESSION)
            meant = meant or (self._everyday.japanese(text, blank.reading, last.pos) if not users and (entries or has_kanji(text)) else ())
            if entries and (not exact or text in deep):  # 口は出さない is くちをだす
                blank = replace(blank, reading=to_hiragana(entries[0].readings[0]) if entries[0].readings else "")
            if entries:
                how = How.NAME if any(c.is_name and str(c.id) == entries[0].id for c in candidates) else How.ENTRY
                match = replace(blank, lemma=text, glosses=ranking.glosses(ranking.rank_senses(entries[0], last.pos)), how=how,
                                source=entries[0].source, entry=entries[0], others=tuple(entries[1:]))  # fmt: skip
                if last.pos is Pos.PARTICLE and opening and any("conj" in sense.pos for sense in entries[0].senses):
                    match = replace(match, pos=Pos.CONJUNCTION)
                return everyday.put_first(match, meant, OWN) if meant and how is How.ENTRY else match
            if meant:
                return everyday.put_first(replace(blank, lemma=text), meant, OWN)
        return None

    def _is_own(self, text: str) -> bool:
        return self._lexicon.japanese(text) is not None or text in self._everyday


def _pos_of_whole(last: Token) -> Pos:
    """The part of speech of a word that ends in this token: what a suffix makes of it, else the token's own."""
    if last.pos is not Pos.SUFFIX or not last.morphemes:
        return last.pos
    return _MADE_BY_SUFFIX.get(last.morphemes[-1].pos[1], Pos.NOUN)


def _is_expression(candidate: Candidate, tokens: Sequence[Token], *, exact: bool, opening: bool) -> bool:
    """Whether an entry that spells like several tokens is meant: never はなし 話 for は + なし."""
    if candidate.is_name:
        return exact and may_be_name(tokens)
    if not exact:  # other particles, an adverb between
        return "exp" in candidate.pos and candidate.written and tokens[0].pos is not Pos.PARTICLE
    if all(token.pos in SILENT for token in tokens):
        return False
    if tokens[0].pos is Pos.PARTICLE:  # によると, かもしれない; but never と + する
        return "exp" in candidate.pos and "vs-i" not in candidate.pos and (candidate.written or candidate.usually_kana)
    if candidate.written and any(has_kanji(token.surface) for token in tokens):
        return True
    if opening and "conj" in candidate.pos and tokens[0].pos is Pos.NOUN:  # ところが that begins a clause, not in 見たところが
        return candidate.usually_kana or not candidate.forms
    if "".join(token.normalized or token.surface for token in tokens) in candidate.forms:  # なん|ら|か is 何等か
        return True
    if "exp" in candidate.pos:
        return candidate.usually_kana or candidate.written or not candidate.forms or len(candidate.form) >= _SURE_IN_KANA
    return candidate.usually_kana and not _IN_KANA.isdisjoint(candidate.pos) and len(candidate.form) >= _SURE_IN_KANA


def _by_first_form(answers: Sequence[Sequence[Candidate]]) -> tuple[list[Candidate], list[Candidate]]:
    """Words and names by the first form that finds any, for the built-in dictionaries, those before and those beside them each."""
    found: dict[tuple[bool, int], list[Candidate]] = {}
    for candidates in answers:
        here: dict[tuple[bool, int], list[Candidate]] = {}
        for candidate in candidates:
            here.setdefault((candidate.is_name, candidate.standing), []).append(candidate)
        for key, some in here.items():
            found.setdefault(key, some)
    order = (-1, 0, 1)
    words, names = ([c for place in order for c in found.get((is_name, place), ())] for is_name in (False, True))
    return words, names


def _by_own(blank: Match, own: LexiconEntry, entries: tuple[Entry, ...]) -> Match:
    """The match for an entry of our lexicon; dictionary entries of the same word stand by for the details."""
    entry = entries[0] if entries else None
    return replace(blank, glosses=own.english[:MOST_GLOSSES], how=How.ENTRY, source=OWN, entry=entry, others=entries[1:])


def _sounds_like(candidate: Candidate, reading: str) -> bool:
    """Whether an entry may be read as the text reads: 彼の is かれの here, not あの.

    Only first sounds are compared, unvoiced, since compounds change the others (かいしゃ, がいしゃ).
    """
    first = _unvoiced(reading)
    return not first or any(_unvoiced(r) == first for r in candidate.readings)


def _is_read(candidate: Candidate, reading: str) -> bool:
    return not reading or to_hiragana(reading) in map(to_hiragana, candidate.readings)


def _unvoiced(kana: str) -> str:
    return normalize("NFD", to_hiragana(kana[:1]))[:1]


def _blank(word: Token | Morpheme, start: int, reading: str, pos: Pos, inflection: tuple[str, ...] = ()) -> Match:
    end = start + len(word.surface)
    return Match(start, end, word.surface, word.lemma, reading, Language.JA, pos, (), How.NONE, inflection=inflection)


def _sounded(match: Match) -> Match:
    """A word in katakana that nobody knows, in romaji."""
    text = match.surface
    if not is_kana(text.replace("・", "")) or has_kanji(text) or to_katakana(text) != text:
        return match
    return replace(match, glosses=(romaji(text),), how=How.ROMAJI)


def _is_capital(entry: Entry) -> bool:
    return bool(entry.senses and entry.senses[0].glosses and entry.senses[0].glosses[0][:1].isupper())


def _name_kind(word: Token | Morpheme) -> str:
    """What kind of name the analyser takes a word for, in JMnedict's words: surname, given, place, or ""."""
    pos = word.pos if isinstance(word, Morpheme) else word.morphemes[0].pos if word.morphemes else ()
    kinds = {"姓": "surname", "名": "given", "地名": "place"}
    return next((kinds[part] for part in reversed(pos[:4]) if part in kinds), "")
