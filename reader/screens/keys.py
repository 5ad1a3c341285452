"""The keys of the reading screen. Arrows, Space and Enter stand beside letters, which never arrive from a Japanese input method.

The ids stay, so that keys can be remapped.
"""

from __future__ import annotations

from textual.binding import Binding

KEYS = (
    Binding("j,down,space,ideographic_space", "sentence(1)", "next sentence", id="read.next_sentence"),
    Binding("k,up", "sentence(-1)", "previous sentence", id="read.previous_sentence"),
    Binding("l,right", "word(1)", "next word", id="read.next_word"),
    Binding("h,left", "word(-1)", "previous word", id="read.previous_word"),
    Binding("enter", "details", "details", id="read.details"),
    Binding("s", "save", "save the word, or let it go", id="read.save"),
    Binding("r", "correct", "correct the reading of the word, for ever", id="read.correct"),
    Binding("u", "undo", "take back what r did last", id="read.undo"),
    Binding("d", "export", "write an Anki deck", id="read.export"),
    Binding("t", "terms", "terms of the text", id="read.terms"),
    Binding("f", "furigana", "furigana on or off", id="read.furigana"),
    Binding("e", "glosses", "glosses on or off", id="read.glosses"),
    Binding("slash", "search", "search", id="read.search"),
    Binding("n", "hit(1)", "next place found", id="read.next_hit"),
    Binding("N", "hit(-1)", "previous place found", id="read.previous_hit"),
    Binding("g,home", "edge(-1)", "first sentence", id="read.first"),
    Binding("G,end", "edge(1)", "last sentence", id="read.last"),
    Binding("pagedown", "sentence(5)", "five sentences on", id="read.page_down"),
    Binding("pageup", "sentence(-5)", "five sentences back", id="read.page_up"),
    Binding("y", "copy", "copy the sentence", id="read.copy"),
    Binding("question_mark,f1", "help", "help", id="read.help"),
    Binding("q", "quit", "quit", id="read.quit"),
)
