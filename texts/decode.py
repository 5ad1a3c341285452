"""Bytes to text: find the encoding of a file by rule, or use the one that was asked for.

The order is: byte order mark, ISO-2022-JP escapes, NUL bytes (UTF-16), strict UTF-8, and then whichever of CP932, EUC-JP and
UTF-16 reads most like Japanese. Statistical detectors were measured and fail on short Japanese. Does not clean the text: see
`texts.sanitize`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from texts.errors import BadInputError, UsageError
from texts.lazy import LazyPattern

_SAMPLE = 65_536  # bytes that are enough to tell two encodings apart
_TOLERATED = 0.02  # share of undecodable characters up to which a damaged text is still that text
_BINARY_CONTROLS = 0.05  # share of control characters from which on it is no text
_BINARY_NULS = 0.01
_UTF16_SHARE = 0.9  # share of plain characters from which on bytes are UTF-16 without a mark
_LIKELY = 0.8  # points from which on an encoding of one or two bytes needs no rival in UTF-16

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = {label: mark for mark, label in _BOMS}

_ALIASES = {  # labels mean what programs that write them mean (WHATWG Encoding Standard): "Shift_JIS" files hold ①髙 of CP932
    "shift-jis": "cp932", "shiftjis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "s-jis": "cp932", "ms932": "cp932",
    "cp932": "cp932", "windows-31j": "cp932", "csshiftjis": "cp932", "ms-kanji": "cp932", "932": "cp932",
    "euc-jp": "euc_jp", "eucjp": "euc_jp", "x-euc-jp": "euc_jp", "ujis": "euc_jp",
    "jis": "iso2022_jp", "iso-2022-jp": "iso2022_jp", "csiso2022jp": "iso2022_jp", "iso2022jp": "iso2022_jp",
    "utf8": "utf-8", "utf-8-bom": "utf-8-sig",
}  # fmt: skip

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (EPUB, docx, apkg …)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)

_CONTROL_BYTES = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_JIS_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([JI])")
_JIS_SEGMENT = re.compile(rb"\x1b(\$[@B]|\([BJI])([^\x1b]*)")
_ALL_8E = re.compile(rb"[\x00-\x7f]*(?:\x8e[\xa1-\xdf]+?[\x00-\x7f]*)+\Z")

_HIRAGANA = LazyPattern("[ぁ-ゖー、。「」]")
_KATAKANA = LazyPattern("[ァ-ヺ・]")
_KANJI = LazyPattern("[一-龠々]")
_HALF_KANA = LazyPattern("[｡-ﾟ]")
_HALF_MARKS = LazyPattern("[｡-･]")  # the lead bytes of kana and punctuation in EUC-JP
_PLAIN = LazyPattern("[\\t\\n\\r -~\u2010-\u2027\u2460-\u2473\u3000-\u30ff\uff01-\uff9f]")
_ODD = LazyPattern(  # C1, surrogates, private use, and scripts that no Japanese article is full of
    "[\u0080-\u009f\ud800-\uf8ff\ufffd\ufffe\uffff\u0370-\u03ff\u0400-\u04ff\u2500-\u257f\uac00-\ud7af\u0590-\u109f]"
)
_HALF_KANA_WORDS = LazyPattern("(?:(?:[ｶ-ﾄﾊ-ﾎｳ]ﾞ|[ﾊ-ﾎ]ﾟ|[ｷｼﾁﾆﾋﾐﾘ]ﾞ?ﾟ?[ｬ-ｮ]|[ｦｱ-ﾝｧ-ｫｯ]|ｰ|[･｡､｢｣])|[\x00-\x7f])+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file without its byte order mark. `replaced` counts the places that could not be decoded and became U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, encoding: str | None, name: str) -> Decoded:
    """Decode a file's bytes.

    Args:
        data: the whole file.
        encoding: what the user asked for, or None to find out.
        name: the file's name, for messages.

    Returns:
        The text without a byte order mark, and the encoding as a Python codec label ("cp932" for anything called Shift_JIS).

    Raises:
        BadInputError: empty, binary, or not decodable.
        UsageError: no such encoding.
    """
    if encoding is not None:
        return _asked_for(data, _label(encoding), name)
    if not data.strip(b" \t\r\n\v\f"):
        raise BadInputError(name, "the file is empty", hint="give a file with text in it")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise _binary(name, f"this is {kind}, not a text")
    for mark, label in _BOMS:
        if data.startswith(mark):
            return _checked(_lenient(data[len(mark) :], label, label, name), name)
    for label in _guesses(data, name):
        try:
            return _checked(Decoded(_strict(data, label), label), name)
        except UnicodeDecodeError:
            continue
    return _checked(_damaged(data, name), name)


def _label(encoding: str) -> str:
    """The codec label for a name a user or a web page gives; UsageError if there is none."""
    known = _ALIASES.get(encoding.strip().lower().replace("_", "-"), encoding.strip())
    try:
        label = codecs.lookup(known).name
        b"text".decode(label, "replace")  # refuses the codecs that are no text encodings (base64, zlib, rot13)
    except (LookupError, ValueError) as error:
        hint = "use one of utf-8, utf-16, cp932 (Shift_JIS), euc_jp, iso2022_jp; or leave the option out"
        raise UsageError(f"--encoding {encoding}", "there is no such text encoding", hint=hint) from error
    return label if known.lower() not in _MARKS else known.lower()


def _asked_for(data: bytes, label: str, name: str) -> Decoded:
    if not data.strip(b" \t\r\n\v\f"):
        raise BadInputError(name, "the file is empty", hint="give a file with text in it")
    if label in ("utf-8", "utf-16", "utf-32"):
        for mark, marked in _BOMS:
            if marked.startswith(label) and data.startswith(mark):
                label = marked
                break
    data = data.removeprefix(_MARKS.get(label, b""))
    try:
        text = _strict(data, label)
    except (UnicodeError, ValueError) as error:
        where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        hint = "leave --encoding out, and the encoding is found by itself"
        raise BadInputError(name, f"this is not {label} text", where=where, hint=hint) from error
    return Decoded(text.removeprefix("\ufeff"), label)


def _guesses(data: bytes, name: str) -> Iterator[str]:
    """Labels worth a strict try, likeliest first. Raises BadInputError when NULs or controls say that it is no text."""
    if _JIS_ESCAPE.search(data) and max(data) < 0x80:
        yield from ("iso2022_jp", "iso2022_jp_ext", "utf-8")
        return
    nuls, controls = data.count(0), len(_CONTROL_BYTES.findall(data[:_SAMPLE]))
    if nuls or controls or data.count(0x1B):  # in UTF-16 they are halves of characters
        wide = _utf16(data)
        if wide:
            yield wide
            return
    if nuls > max(1, len(data) * _BINARY_NULS) or controls > max(2, min(len(data), _SAMPLE) * _BINARY_CONTROLS):
        raise _binary(name, "this looks like a binary file, not a text")
    yield "utf-8"
    yield from _by_score(data)  # not before UTF-8 has failed: most texts are, and scores cost


def _utf16(data: bytes) -> str | None:
    """Byte order of UTF-16 without a mark, or None: one order gives hardly anything but ASCII, kana and common kanji.

    NULs alone decide nothing: 一 and the ideographic blank have theirs where the other order's Latin letters have it.
    """
    if len(data) % 2:
        return None
    texts = {label: _sample(data, label) for label in ("utf-16-le", "utf-16-be")}
    shares = {label: _plain_share(text) for label, text in texts.items() if text}
    best = max(shares, key=lambda label: shares[label], default=None)
    return best if best is not None and shares[best] >= _UTF16_SHARE else None


def _plain_share(text: str) -> float:
    """The share of characters that Japanese and English articles are made of."""
    kanji = _KANJI.findall(text)
    return (len(_PLAIN.findall(text)) + sum(_level_1(k) for k in kanji)) / len(text)


def _by_score(data: bytes) -> list[str]:
    """CP932, EUC-JP, UTF-16 and Windows-1252, the likeliest first, judged on a sample."""
    if _ALL_8E.match(data) and data.count(0x8E) >= 4:
        return ["euc_jp"]  # every pair begins with the half-width shift of EUC: kanji would vary
    scored = []
    for rank, label in enumerate(("cp932", "euc_jp", "euc_jis_2004")):
        text = _sample(data, label)
        if text is not None:
            scored.append((-_japanese(text), rank, label))
    ordered = [label for _, _, label in sorted(scored)]
    if _is_western(data):
        ordered.insert(0, "cp1252")
    wide = _utf16(data)
    if wide and (not scored or -min(scored)[0] < _LIKELY):
        ordered.insert(0, wide)
    return ordered


def _sample(data: bytes, label: str) -> str | None:
    """The first part of the data in this encoding, or None when it is not."""
    decoder = codecs.getincrementaldecoder(label)("strict")
    try:
        return decoder.decode(data[:_SAMPLE], final=len(data) <= _SAMPLE)
    except UnicodeDecodeError:
        return None


def _japanese(text: str) -> float:
    """Points for each non-ASCII character: kana most, then kanji; stray half-width kana and odd characters cost."""
    foreign = sum(not c.isascii() for c in text) or 1
    half = len(_HALF_KANA.findall(text))
    marks = len(_HALF_MARKS.findall(text))
    if half == foreign and half >= 3 and marks <= 0.2 * half and _HALF_KANA_WORDS.fullmatch(text):
        return 1.5  # half-width kana only, spelt as words are
    kanji = _KANJI.findall(text)
    common = sum(_level_1(k) for k in kanji)
    points = 2.0 * len(_HIRAGANA.findall(text)) + 1.2 * len(_KATAKANA.findall(text)) + common - 0.5 * (len(kanji) - common)
    return (points - 1.5 * half - 2.0 * len(_ODD.findall(text))) / foreign


def _level_1(kanji: str) -> bool:
    """Whether a kanji is of JIS level 1, the 2,965 common ones (rows 16 to 47 of JIS X 0208)."""
    try:
        return kanji.encode("euc_jp")[0] in range(0xB0, 0xD0)
    except UnicodeEncodeError:
        return False


def _is_western(data: bytes) -> bool:
    """Whether the only bytes beyond ASCII are single ones between Latin letters or blanks, as ’ and é of Windows-1252 are."""
    sample = data[:_SAMPLE]
    high = re.findall(rb"[\x80-\xff]+", sample)
    letters = re.findall(rb"[A-Za-z]+", sample)
    single = re.findall(rb"(?:(?<=[\x00-\x7f])|\A)[\x80-\xff](?=[\x00-\x40A-Z\x5b-\x7f]|\Z)", sample)
    return bool(high) and len(letters) >= 3 * len(high) and len(single) >= 0.9 * len(high)


def _strict(data: bytes, label: str) -> str:
    try:
        return data.decode(label)
    except UnicodeDecodeError:
        if label == "iso2022_jp":
            return _jis_by_segments(data)
        raise


def _jis_by_segments(data: bytes) -> str:
    """ISO-2022-JP as Windows writes it: vendor characters (①) and half-width kana, which Python's codec refuses."""
    out = [data[: data.find(b"\x1b")].decode("ascii")]
    end = data.find(b"\x1b")
    for segment in _JIS_SEGMENT.finditer(data):
        if segment.start() != end:
            raise UnicodeDecodeError("iso2022_jp", data, end, end + 1, "unknown escape")
        end = segment.end()
        designator, body = segment[1], segment[2]
        if designator in (b"$@", b"$B"):
            out.append(re.sub(rb"[\x21-\x7e]{2}", lambda pair: bytes(b | 0x80 for b in pair[0]), body).decode("euc_jis_2004"))
        elif designator == b"(I":
            out.append(bytes(b | 0x80 if b > 0x20 else b for b in body).decode("cp932"))
        else:
            out.append(body.decode("ascii"))
    return "".join(out)


def _lenient(data: bytes, label: str, shown: str, name: str) -> Decoded:
    """Decode; where it fails put U+FFFD and count it. Raises BadInputError when that happens too often."""
    codec = "utf-8" if label == "utf-8-sig" else label
    try:
        return Decoded(_strict(data, codec), shown)
    except UnicodeDecodeError as error:
        text = data.decode(codec, "replace")
        replaced = text.count("\ufffd")
        if replaced > max(1, len(text) * _TOLERATED):
            hint = "name the encoding with --encoding, for example --encoding cp932"
            why = "the encoding of this file was not recognised"
            raise BadInputError(name, why, where=f"byte {error.start}", hint=hint) from error
        return Decoded(text, shown, replaced)


def _damaged(data: bytes, name: str) -> Decoded:
    """A text with a few broken bytes: the encoding that breaks least."""
    best = min(("utf-8", "cp932", "euc_jp"), key=lambda label: data.decode(label, "replace").count("\ufffd"))
    return _lenient(data, best, best, name)


def _checked(decoded: Decoded, name: str) -> Decoded:
    if not decoded.text.strip():
        raise BadInputError(name, "the file is empty", hint="give a file with text in it")
    if decoded.text.count("\x00") > max(1, len(decoded.text) * _BINARY_NULS):
        raise _binary(name, "this looks like a binary file, not a text")
    return decoded


def _binary(name: str, why: str) -> BadInputError:
    return BadInputError(name, why, hint="give a plain text file")
