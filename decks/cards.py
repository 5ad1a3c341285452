"""Words to notes: fields, tags, GUIDs and editions.

A note's identity is the word's key and its note type; its content belongs to the article it was first met in. From
another article only the article's tag is added, so that two articles never overwrite each other's sentence in turn.
`modified` moves only when fields or tags change, as Anki replaces a learner's edits on every note that is newer.
Writes nothing: `decks.export` records the draft.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from decks import fields, notetypes
from decks.keys import Keyring, fold_reading
from decks.ledger import ARTICLE_TAG, Issued
from decks.markup import deck_name, field, link, slug
from decks.model import Deck, ExportReport, Note, Word, WordKey
from decks.notetypes import NoteType
from decks.study import Study
from dictionaries.model import SourceInfo
from texts.model import Document, Language

ROOT = "taiyaku"
_EPOCH = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck before it is written: the notes, what the ledger must learn of them, and how many are new, changed, the same."""

    deck: Deck
    changed: tuple[Issued, ...]
    added: int
    updated: int
    unchanged: int

    def report(self, path: str) -> ExportReport:
        """The counts as a report on the file at `path`."""
        return ExportReport(path, self.added, self.updated, self.unchanged)


def make_deck(
    words: Sequence[Word], document: Document, study: Study | None, now: datetime, sources: Sequence[SourceInfo] | None = None
) -> Deck:
    """The deck of `draft`."""
    return draft(words, document, study, now, sources).deck


def draft(
    words: Sequence[Word], document: Document, study: Study | None, now: datetime, sources: Sequence[SourceInfo] | None = None
) -> Draft:
    """Notes for the words of one article, as `draft_all` makes them."""
    return draft_all(((document, words),), study, now, sources)


def draft_all(
    articles: Sequence[tuple[Document, Sequence[Word]]],
    study: Study | None,
    now: datetime,
    sources: Sequence[SourceInfo] | None = None,
) -> Draft:
    """Notes for the words of articles, in their order, a deck for each article.

    Args:
        articles: the articles, at least one, each with its words: Japanese words become "taiyaku JA" notes, English ones
            "taiyaku EN". A title names the deck and the article's tag. Of words with one key the first counts.
        study: whose ledger says what is in Anki already; None: nothing is.
        now: the date of notes that are new or changed.
        sources: who is to be credited; `dictionaries.credits` when None.

    Returns:
        A draft. The same words, ledger and sources give the same draft, whatever `now` is, once the ledger has it.
    """
    if sources is None:
        from dictionaries.credits import credits as known_sources

        sources = known_sources()
    credit = fields.Credits(sources)
    words = [word for _document, several in articles for word in several]
    keyring = study.ledger.keyring(words) if study else Keyring()
    met = _met(articles, keyring)
    past = study.ledger.issued(met) if study else {}
    notes, issued = [], []
    for due, (key, places) in enumerate(met.items(), 1):
        notetype = notetypes.for_language(key.language)
        before = past.get((key, notetype.name))
        known = _settled(places, before, study)
        values = fields.values(notetype, known, key, keyring.homograph(key), credit)
        entry = _issue(key, notetype, known, values, before, _tags(known, places, before), now)
        issued.append(entry)
        deck = deck_name(ROOT, next(iter(places.values()))[0].title)
        notes.append(Note(key, entry.guid, notetype.name, values, entry.tags, deck, due, entry.modified))
    edition = max((n.modified for n in notes), default=_whole_second(now))
    name = deck_name(ROOT, articles[0][0].title) if len(articles) == 1 else ROOT
    deck_ = Deck(name, _description([d for d, _ in articles], issued, credit, edition), tuple(notes), edition)
    changed = tuple(entry for entry in issued if past.get((entry.key, entry.notetype)) is not entry)
    added = sum(1 for entry in changed if (entry.key, entry.notetype) not in past)
    return Draft(deck_, changed, added, len(changed) - added, len(issued) - len(changed))


_Places = dict[str, tuple[Document, Word]]
"""Where a word was met, by the article's id, in order."""


def _met(articles: Sequence[tuple[Document, Sequence[Word]]], keyring: Keyring) -> dict[WordKey, _Places]:
    met: dict[WordKey, _Places] = {}
    for document, words in articles:
        for word in words:
            met.setdefault(keyring.mint(word), {}).setdefault(document.id, (document, word))
    return met


def guid(key: WordKey, notetype: NoteType) -> str:
    """A note's GUID: 16 letters and digits made of the key and the note type's id, the same on every computer."""
    digest = hashlib.sha256("\x1f".join((str(notetype.id), key.language.value, key.headword, key.discriminator)).encode("utf-8", "replace"))
    return base64.b32encode(digest.digest()[:10]).decode().lower()


def _settled(places: _Places, before: Issued | None, study: Study | None) -> Word:
    """What the note shows: from the article it was first met in, or from a correction of the reader's."""
    _document, word = next(iter(places.values()))
    if before is None or before.word.example is None:
        return word
    old = before.word
    for document, here in places.values():
        if _same_article(old, here, document):
            return here
    if study and fold_reading(word.reading) != fold_reading(old.reading) and _is_corrected(word, study.readings()):
        return replace(old, reading=word.reading, ruby=word.ruby)
    return old


def _is_corrected(word: Word, corrections: Mapping[str, str]) -> bool:
    """Whether a word is read as the reader wants it, as a whole or in a part."""
    reading = fold_reading(word.reading)
    return any(surface in word.headword and fold_reading(kana) in reading for surface, kana in corrections.items())


def _same_article(old: Word, word: Word, document: Document) -> bool:
    """A corrected article has a new id, a moved one a new place: any of the three tells it."""
    example = old.example
    if example is None:
        return True
    source = word.example.source if word.example else document.source
    return (
        example.text_id == document.id
        or bool(example.title and example.title == document.title)
        or bool(example.source and example.source != "-" and example.source == source)
    )


def _issue(
    key: WordKey,
    notetype: NoteType,
    word: Word,
    values: tuple[str, ...],
    before: Issued | None,
    tags: tuple[str, ...],
    now: datetime,
) -> Issued:
    content = _hash(values, tags)
    modified = _whole_second(now)
    if before is not None:
        if before.hash == content:
            return before
        modified = max(modified, before.modified + timedelta(seconds=1))
    return Issued(
        key=key,
        notetype=notetype.name,
        guid=before.guid if before else guid(key, notetype),
        word=word,
        hash=content,
        tags=tags,
        modified=modified,
        first_at=before.first_at if before else modified,
    )


def _tags(word: Word, places: _Places, before: Issued | None) -> tuple[str, ...]:
    """Sorted tags. Those of articles add up (Anki replaces tags on an update), the others say what the note says."""
    tags = {ARTICLE_TAG + slug(document.title) for document, _word in places.values()} | {f"{ROOT}::pos::{slug(word.pos)}"}
    if word.category:
        tags.add(f"{ROOT}::topic::{slug(word.category)}")
    tags.update(f"{ROOT}::tag::{slug(tag)}" for tag in word.tags if tag.strip())
    if before is not None:
        tags.update(tag for tag in before.tags if tag.startswith(ARTICLE_TAG))
    return tuple(sorted(tags))


def _hash(values: Iterable[str], tags: Iterable[str]) -> str:
    return hashlib.sha256("\x1e".join(("\x1f".join(values), " ".join(tags))).encode("utf-8")).hexdigest()


def _description(documents: Sequence[Document], issued: Sequence[Issued], credit: fields.Credits, edition: datetime) -> str:
    """The deck's description, HTML: where it is from, who is credited, under which licence it may be shared."""
    titles = ", ".join(f"“{link(d.source, d.title) if d.source.startswith('http') else field(d.title)}”" for d in documents)
    languages = {note.key.language for note in issued}
    learnt = " and ".join(n for lang, n in ((Language.JA, "Japanese"), (Language.EN, "English")) if lang in languages) or "Words"
    return (
        f"<p>{learnt} words from {titles}, collected with taiyaku. Edition {edition:%Y-%m-%d %H:%M} UTC.</p>"
        f"<p>{credit.all_of(fields.sources(note.word) for note in issued)}</p>"
        "<p>What is taken from the dictionaries stays under their licence (CC BY-SA 4.0: share alike, name the source)."
        " The quoted sentences belong to the article’s author: ask before you publish them.</p>"
    )


def _whole_second(at: datetime) -> datetime:
    """Anki counts notes' dates in seconds, and ids from the edition in milliseconds: never 0."""
    return max(_EPOCH, at.astimezone(UTC).replace(microsecond=0))
