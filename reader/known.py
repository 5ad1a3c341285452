"""What the screen knows of the text so far: sentences, their forms, the saved words, the terms. Grows while reading; knows no Textual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dictionaries.model import Glossed, GlossedText, GrammarPoint, Match, Term
from reader import session
from reader.describe import Bit, Role, Said, describe
from reader.engine import Kept
from reader.layout import Form, analysis_of, sentence_of
from reader.session import Target
from reader.settings import Explains
from texts.model import Analysis, Sentence
from texts.sanitize import for_terminal

if TYPE_CHECKING:
    from dictionaries.levels import WordFacts


class Known:
    """The state that workers fill and the screen shows.

    Args:
        sentences: the first sentences of the text.
        language: in which forms and grammar are explained.
    """

    def __init__(self, sentences: Iterable[Sentence], language: Explains = "en") -> None:
        self.sentences = list(sentences)
        self._language = language
        self.complete = False
        """All sentences are there."""
        self.waiting = False
        """Dictionaries are still being built."""
        self.kept = Kept()
        self.whole: GlossedText | None = None
        self.ages = 0
        """How often what was known became out of date."""
        self._terms: dict[int, list[Term]] = {}
        self._named: dict[str, Term] = {}
        self._forms: dict[int, Form] = {}
        self._fresh: set[int] = set()
        self._facts: dict[tuple[str, ...], WordFacts] = {}

    def form(self, index: int) -> Form:
        """The best form of a sentence there is."""
        return self._forms.get(index, self.sentences[index])

    def learn(self, form: Form) -> int:
        """Take a better form of a sentence; returns its index."""
        index = sentence_of(form).index
        self._forms[index] = form
        if isinstance(form, Glossed):
            self._fresh.add(index)
        return index

    def read_through(self, whole: GlossedText) -> None:
        """The whole text is known, with its terms."""
        self.whole = whole
        self._named = {term.term: term for term in reversed(whole.terms)}
        self._terms = {}
        for term in whole.terms:
            for index in term.sentences:
                self._terms.setdefault(index, []).append(term)

    def untold(self, index: int) -> tuple[Match, ...]:
        """The words of a sentence of which it is not known how common they are."""
        matches = {_key(target.match): target.match for target in self.targets(index) if target.match is not None}
        return tuple(match for key, match in matches.items() if key not in self._facts)

    def tell(self, matches: Sequence[Match], facts: Sequence[WordFacts]) -> None:
        """Take what is known of words beside their meaning."""
        self._facts.update(zip(map(_key, matches), facts, strict=True))

    def age(self) -> None:
        """Other dictionaries are open now, or a reading was corrected: what is known still shows, but is to be made again."""
        self.ages += 1
        self._fresh.clear()
        self._facts.clear()
        self.whole = None

    def wanted(self, indexes: Iterable[int]) -> Iterator[int]:
        """Those of the indexes that still have to be glossed, each once, in order."""
        for index in dict.fromkeys(indexes):
            if 0 <= index < len(self.sentences) and index not in self._fresh:
                yield index

    def targets(self, index: int) -> tuple[Target, ...]:
        """What the word cursor can stand on in a sentence."""
        return session.targets(self.form(index))

    def is_saved(self, target: Target) -> bool:
        """Whether the reader keeps this word."""
        match = target.match
        return match is not None and (match.language, match.lemma) in self.kept.words

    def saved_spans(self, index: int) -> list[tuple[int, int]]:
        """Where the saved words of a sentence are."""
        return [(t.start, t.end) for t in self.targets(index) if self.is_saved(t)] if self.kept.words else []

    def term_of(self, target: Target) -> Term | None:
        """The term of the text that a word is, if it is one."""
        match = target.match
        return None if match is None else self._named.get(match.surface) or self._named.get(match.lemma)

    def place_of(self, term: Term, index: int) -> int:
        """Number of the target in a sentence that is this term, or begins it; the first target when there is none."""
        glossed = self.whole.sentences[index] if self.whole else self.form(index)
        found = session.targets(glossed)
        same = next((number for number, target in enumerate(found) if self.term_of(target) == term), None)
        if same is not None:
            return same
        offset = self.sentences[index].text.find(term.term)
        return (session.target_from(found, offset) if offset >= 0 else None) or 0

    def terms_in(self, index: int) -> Sequence[Term]:
        """The terms that stand in a sentence."""
        return self._terms.get(index, ())

    def details(self, index: int, target: Target | None, *, full: bool) -> Iterator[Said]:
        """What is to be said of a word, and of its sentence."""
        analysis = analysis_of(self.form(index))
        if target is not None:
            ruby = analysis.ruby if analysis is not None else ()
            saved, term = self.is_saved(target), self.term_of(target)
            corrects = analysis is not None and session.correctable(target, ruby, analysis.tokens) is not None
            facts = self._facts.get(_key(target.match)) if target.match is not None else None
            yield from describe(
                target,
                saved=saved,
                term=term,
                full=full,
                waiting=self.waiting,
                ruby=ruby,
                corrects=corrects,
                facts=facts,
                grammar=self._grammar(index, analysis, target),
                language=self._language,
            )
        if analysis is not None and analysis.doubtful:
            yield (Bit(Role.LABEL, "? doubtful English: "), Bit(Role.NOTE, for_terminal(analysis.doubtful)))

    def _grammar(self, index: int, analysis: Analysis | None, target: Target) -> tuple[GrammarPoint, ...]:
        """The patterns that a word is in, or that follow it and hold no word the cursor could stand on (行く|だろう)."""
        if analysis is None:
            return ()
        from dictionaries.grammar import find_grammar  # with its table; the first paint need not wait for it

        words = self.targets(index)
        points = []
        for grammar in find_grammar(analysis.sentence.text, analysis.tokens):
            inside = grammar.start < target.end and target.start < grammar.end
            if inside or (grammar.start == target.end and not any(w.start < grammar.end and grammar.start < w.end for w in words)):
                points.append(grammar.point)
        return tuple(dict.fromkeys(points))


def _key(match: Match) -> tuple[str, ...]:
    """What the facts of a word depend on."""
    return match.language, match.lemma, match.entry.id if match.entry is not None else ""
