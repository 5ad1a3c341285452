"""Groups the analyser's morphemes into a learner's words: a verb with its auxiliaries, a name, a noun with its 的. Pure.

What a morpheme may do in a group (its `Role`) follows from its part of speech and is worked out once for each word.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, auto
from typing import Final

from texts.japanese import Word
from texts.model import Pos


class Role(IntEnum):
    """What a word may do in a group."""

    SPACE = auto()
    VERB = auto()
    ADJECTIVE = auto()
    AUXILIARY = auto()  # joins the verb before it
    COPULA = auto()  # だ, です: a word of its own after nouns
    APART = auto()  # an auxiliary that a learner looks up by itself: べき, らしい
    TE = auto()
    BA = auto()
    VERB_SUFFIX = auto()  # やすい, がる, げ after verbs and adjectives
    HONORIFIC = auto()  # お, ご
    NOUN = auto()
    NOUN_SUFFIX = auto()  # 的, 化
    FAMILY_NAME = auto()
    GIVEN_NAME = auto()
    SYMBOL = auto()
    OTHER = auto()


# verbs and adjectives that lose their own meaning after て (見せる: させてみせる), kana and kanji
_HELPERS: Final = frozenset((
    "いる", "おる", "ある", "おく", "みる", "みせる", "しまう", "いく", "ゆく", "くる", "もらう", "いただく",
    "くれる", "くださる", "あげる", "やる", "さしあげる", "ほしい", "いらっしゃる", "まいる", "ござる",
    "居る", "置く", "見る", "見せる", "仕舞う", "行く", "来る", "貰う", "頂く", "下さる", "上げる", "欲しい", "参る",
))  # fmt: skip
_NOUN_SUFFIXES: Final = frozenset("的化性者")
_APART: Final = frozenset(("らしい", "べし", "べき", "ごとし", "まい", "みたい"))
_COPULAS: Final = ("助動詞-ダ", "助動詞-デス", "助動詞-ジャ", "助動詞-ヤ")
_POS: Final = {
    "代名詞": Pos.PRONOUN,
    "動詞": Pos.VERB,
    "形容詞": Pos.ADJECTIVE,
    "形状詞": Pos.NA_ADJECTIVE,
    "副詞": Pos.ADVERB,
    "連体詞": Pos.ADNOMINAL,
    "接続詞": Pos.CONJUNCTION,
    "感動詞": Pos.INTERJECTION,
    "助詞": Pos.PARTICLE,
    "助動詞": Pos.AUXILIARY,
    "接頭辞": Pos.PREFIX,
    "接尾辞": Pos.SUFFIX,
    "記号": Pos.SYMBOL,
    "補助記号": Pos.SYMBOL,
    "空白": Pos.SYMBOL,
}


def role_of(word: Word) -> Role:  # noqa: C901 one case for each part of speech
    """What the word may do in a group."""
    match word.pos[0]:
        case "空白":
            return Role.SPACE
        case "動詞":
            return Role.VERB
        case "形容詞":
            return Role.ADJECTIVE
        case "助動詞":
            if word.lemma in _APART:
                return Role.APART
            return Role.COPULA if word.pos[4] in _COPULAS else Role.AUXILIARY
        case "助詞" if word.pos[1] == "接続助詞":
            return Role.TE if word.surface in ("て", "で") else Role.BA if word.surface == "ば" else Role.OTHER
        case "接尾辞":
            if word.pos[1] in ("形容詞的", "動詞的", "形状詞的") or word.surface in ("さ", "げ"):
                return Role.VERB_SUFFIX
            return Role.NOUN_SUFFIX if word.surface in _NOUN_SUFFIXES else Role.OTHER
        case "接頭辞" if word.surface in ("お", "ご", "御"):
            return Role.HONORIFIC
        case "名詞":
            return {"姓": Role.FAMILY_NAME, "名": Role.GIVEN_NAME}.get(word.pos[3], Role.NOUN)
        case "形状詞":
            return Role.OTHER if word.pos[1] == "助動詞語幹" else Role.NOUN
        case "補助記号" | "記号":
            return Role.SYMBOL
        case _:
            return Role.OTHER


def pos_of(word: Word) -> Pos:
    """The coarse part of speech of one word."""
    first, second, third = word.pos[:3]
    if first == "名詞":
        if second == "固有名詞":
            return Pos.PROPER
        if second == "数詞":
            return Pos.NUMBER
        if third in ("サ変可能", "サ変形状詞可能"):
            return Pos.VERBAL_NOUN
        return Pos.NA_ADJECTIVE if third == "形状詞可能" and word.surface.endswith("的") else Pos.NOUN
    if first == "形状詞" and second == "助動詞語幹":
        return Pos.AUXILIARY
    return _POS.get(first, Pos.OTHER)


def group_end(words: Sequence[Word], roles: Sequence[Role], start: int) -> tuple[int, int]:
    """Where the group that starts at `start` ends (exclusive), and which word is its head; both are indexes into `words`."""
    head = start
    if roles[start] is Role.HONORIFIC and start + 1 < len(words) and roles[start + 1] in (Role.NOUN, Role.VERB, Role.ADJECTIVE):
        head = start + 1
    match roles[head]:
        case Role.VERB | Role.ADJECTIVE:
            return _verb_end(words, roles, head), head
        case Role.COPULA | Role.APART | Role.AUXILIARY:
            return _copula_end(words, roles, head), head
        case Role.NOUN | Role.FAMILY_NAME | Role.GIVEN_NAME:
            end = head + 1
            if roles[head] is Role.FAMILY_NAME and end < len(words) and roles[end] is Role.GIVEN_NAME:
                end += 1
            while end < len(words) and roles[end] is Role.NOUN_SUFFIX and words[head].pos[1] != "数詞":
                end += 1
            return end, head
        case Role.SYMBOL:
            end = head + 1
            while end < len(words) and words[end].surface == words[head].surface:
                end += 1
            return end, head
        case _:
            return head + 1, head


def _verb_end(words: Sequence[Word], roles: Sequence[Role], head: int) -> int:
    end = head + 1
    while end < len(words):
        role, word, before = roles[end], words[end], words[end - 1]
        if role in (Role.AUXILIARY, Role.BA, Role.VERB_SUFFIX):
            pass
        elif role is Role.TE:
            if end + 1 < len(words) and _is_helper(words[end + 1], roles[end + 1]):
                end += 1
        elif role is Role.COPULA:
            # ませんでした: part of the verb, while 高いです is adjective and copula
            if before.pos[4] != "助動詞-ヌ" or word.pos[4] != "助動詞-デス":
                break
        elif role is Role.ADJECTIVE:
            if word.lemma != "ない" or before.pos[4] not in ("形容詞", "助動詞-タイ") or not before.pos[5].startswith("連用形"):
                break
        else:
            break
        end += 1
    return end


def _is_helper(word: Word, role: Role) -> bool:
    return role in (Role.VERB, Role.ADJECTIVE) and word.lemma in _HELPERS and word.pos[1] == "非自立可能"


def _copula_end(words: Sequence[Word], roles: Sequence[Role], head: int) -> int:
    end = head + 1
    if words[head].surface == "で" and end < len(words) and words[end].lemma in ("ある", "ござる") and roles[end] is Role.VERB:
        end += 1
    while end < len(words) and (
        roles[end] in (Role.AUXILIARY, Role.BA) or (roles[end] is Role.COPULA and words[end - 1].pos[4] == "助動詞-ヌ")
    ):
        end += 1
    return end


def group_pos(words: Sequence[Word], head: int) -> Pos:
    """The part of speech of a group: its head's, unless a suffix made another word of it (高さ, 民主的, 強靭化)."""
    last = words[-1]
    if len(words) - 1 > head and last.pos[0] == "接尾辞":
        match last.surface:
            case "的":
                return Pos.NA_ADJECTIVE
            case "化":
                return Pos.VERBAL_NOUN
            case "さ" | "性" | "者" | "み":
                return Pos.NOUN
            case _:
                pass
    return pos_of(words[head])
