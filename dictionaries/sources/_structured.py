"""Yomitan's structured content as plain glosses: what stands in a list or on a line of its own is a gloss, ruby becomes 漢字(かんじ).

Where the content says which of its parts are glosses (`data.content: glossary`, as Jitendex and JMdict for Yomitan do), only those count,
and examples, notes and references are left out. Works through the tree with a stack of its own: how deep it is nested does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_BLOCKS = frozenset(("li", "div", "p", "tr", "ul", "ol", "table", "summary", "details", "h1", "h2", "h3", "br", "thead", "tbody", "tfoot"))
_SILENT = frozenset(("rp", "img", "rt"))
_NO_GLOSS = frozenset(
    ("attribution", "example-sentence", "examples", "extra-info", "forms", "xref", "references", "notes", "sense-note", "antonym",
     "lang-source", "info-gloss", "part-of-speech-info", "misc-info", "field-info", "dialect-info")
)  # fmt: skip
_GLOSSARY = "glossary"
MOST_NODES = 20_000
"""Parts of one definition that are looked at; real ones have a few hundred."""


@dataclass(slots=True)
class Plain:
    """What a definition says: its glosses, and the codes of parts of speech and tags that stand among them."""

    glosses: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def plain(content: Any) -> Plain:
    """The glosses of structured content."""
    found = Plain()
    glossaries = list(_glossaries(content, found.codes))
    for part in glossaries or [content]:
        found.glosses += [line for line in (text.strip() for text in "".join(_texts(part)).split("\n")) if line]
    return found


def _children(node: Any) -> list[Any]:
    if isinstance(node, list):
        return node
    if isinstance(node, dict):
        content = node.get("content")
        return content if isinstance(content, list) else [] if content is None else [content]
    return []


def _marked(node: dict[str, Any]) -> str:
    data = node.get("data")
    mark = data.get("content") if isinstance(data, dict) else None
    return mark if isinstance(mark, str) else ""


def _glossaries(content: Any, codes: list[str]) -> Iterator[Any]:
    """Parts that call themselves glossaries, in order; the codes beside them are collected."""
    stack, seen = [content], 0
    while stack and seen < MOST_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, dict):
            mark = _marked(node)
            if mark == _GLOSSARY:
                yield node
                continue
            code = node["data"].get("code") if mark in _NO_GLOSS else None
            if isinstance(code, str):
                codes.append(code)
        stack.extend(reversed(_children(node)))


def _texts(content: Any) -> Iterator[str]:
    """Pieces of text in order, blocks parted by line feeds, ruby behind its base in brackets."""
    stack: list[Any] = [content]
    seen = 0
    while stack and seen < MOST_NODES:
        node = stack.pop()
        seen += 1
        if isinstance(node, str):
            yield node
        elif isinstance(node, _Text):
            yield node.text
        elif isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            tag, children = node.get("tag"), _children(node)
            if _marked(node) in _NO_GLOSS or tag in _SILENT - {"rt"}:
                continue
            if tag == "rt":
                children = [_Text("("), *children, _Text(")")] if children else []
            elif tag in ("td", "th"):
                children = [*children, _Text(" ")]
            elif tag in _BLOCKS:
                children = [_Text("\n"), *children, _Text("\n")]
            stack.extend(reversed(children))


@dataclass(frozen=True, slots=True)
class _Text:
    """Ours, not the file's."""

    text: str
