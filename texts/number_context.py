"""What stands around a number and decides how it is read: 1日 as ついたち or いちにち, 20歳, digits that are a code. Pure.

Patterns look at the text directly before and after the number; nothing is known of words.
"""

from __future__ import annotations

from typing import Final

from texts.lazy import LazyPattern

DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_D: Final = "0-9０-９"
_JOINTS: Final = frozenset("-‐–/:：．.－／")
_LONGEST_PAIR: Final = 64  # a longer row of digits and joints is a code
_CLUSTER: Final = LazyPattern(f"[{_D}]+(?:[,，][{_D}]{{3}})*(?:[-‐–/:：．.－／][{_D}]+)*")
_PAIR: Final = LazyPattern(
    f"[1-9１-９][{_D}]{{0,3}}[-‐–－][1-9１-９][{_D}]{{0,3}}|[{_D}]{{1,2}}[-‐–－][{_D}]{{1,2}}|[{_D}]+[.．][{_D}]+[-‐–－][{_D}]+[.．][{_D}]+"
)
_AFTER_PAIR: Final = LazyPattern("[々〇㐀-鿿%％]|[でとの]|[かカヵヶケ](?=[月国所年])|$")
_TIMES: Final = LazyPattern(f"[{_D}]{{1,2}}[:：][{_D}]{{2}}(?:[-‐–－][{_D}]{{1,2}}[:：][{_D}]{{2}})?")
_STANDARD: Final = LazyPattern(r"[A-Z]{2,}[ /]$")  # ISO 3166-1, JIS X is left to the letter rule

_NAMED_A_CODE: Final = LazyPattern(
    "(?:コード|(?:電話|ファクス|ファックス|郵便|登録|証券|銘柄)番?号?)[はが:：]?$"
)  # 証券コード6952: figures, no quantity

# 1日: the first of a month, or one day
_DATE_BEFORE: Final = LazyPattern(
    rf"[毎今来先翌同当各前正]月の?$|(?:^|[^{_D}])(?:[2２][89８９]|[3３][01０１])日(?:[とや、・〜～~-]|から|および|及び|または)$"
)
_DATE_AFTER: Final = LazyPattern(
    r"[付発]|午[前後]|未明|夜|早?朝(?![夕昼晩])|夕方?|深夜|正午|昼|以降|以来|時点|現在|施行|号|[(（](?:[月火水木金土日][)）・]|現地|日本時間)|[月火水木金土日]曜|まで"
    rf"|から(?![{_D}]+日間?(?:か|程|ほ|く|ぐ))|の(?:午[前後]|未明|早?朝|夜|夕|正午|深夜)|(?:と|、|・|および|及び)[{_D}]+日"
    rf"|[{_D}]{{1,2}}(?:時(?!間)|[:：])"
)
_DATE_PERHAPS: Final = LazyPattern(
    "、|＝|に(?!必要|飲|食|摂|使|消費|処理|取|見|も|つき)|の(?:記者|会[見談合]|閣議|国会|衆院|参院|本会議|投票|取引|市場|東京|ニューヨーク)"
)
_ONE_DAY_BEFORE: Final = LazyPattern(
    r"(?:もう|あと|まる|丸|たった|わずか|ほぼ|ほんの|まだ|計|延べ|週|(?<![0-9０-９一二三四五六七八九十])月に?|年に?|せめて|どの|その|この|ある|最[大低長短]|約|[^し][いな]|(?<![月日年])の)$"
)
_ONE_DAY_AFTER: Final = LazyPattern(
    r"中|間|半|分|前|後|[ごお]と|おき|[あ当]た?り|平均|限り|以上|以内|未満|足らず|余り|ほど|程度|くらい|ぐらい|近く|がかり|ずつ|でも|過ぎ|早|遅|乗車|働|休|持[たつちっ]"
    r"|しか|だけ|ぶり|に(?:して|つき)|が(?:過|経|終|始|た[つち]|長|短)|を(?:過|終|始|通|送|費|無|使|楽|か)|は(?:[0-9０-９]|長|短)|だっ?た?[。、]?$|です"
    rf"|も(?:早|休|欠|かか|待|な|た|続|持)|で(?![{_D}])|に(?:約|平均|平均して|最[大低]|少なくとも|およそ|わずか|たった|だけ)?[{_D}一二三四五六七八九十百千万数何]"
    rf"|[{_D}一二三四五六七八九十]+(?:[回食個本杯枚万千錠人件円%％]|時間)"
    r"|の(?:うち|大半|長さ|終わり|始まり|仕事|生活|平均|摂取|疲れ|時間|使用|利用|来場|売り?上げ?|予定)"
)

# 20歳: はたち of a person's age as such; as a limit or one of several ages it is counted
_COUNTED_BEFORE: Final = LazyPattern(r"(?:満|約|[歳才](?:から|[、・〜～~と\-])|[〜～~])$")
_COUNTED_AFTER: Final = LazyPattern(
    r"以[上下内降]|未満|前後|[代台時児差年下若]|くらい|ぐらい|ほど|程度|超|から|まで|[〜～~と、・][0-9０-９一二三四五六七八九十]+[歳才]"
)


# 第九: the symphony
_NINTH_BEFORE: Final = LazyPattern("ベートー|交響曲|(?:年末|師走|暮れ)(?:の|に|と言えば|といえば)[「『]?$")
_NINTH_AFTER: Final = LazyPattern(
    "[」』]?(?:を(?:歌|聴|聞|演奏|指揮|合唱|弾)|の(?:合唱|演奏|コンサート|コーラス|歓喜)|コンサート|合唱|演奏会|公演)"
)


def first_day(text: str, start: int, end: int, *, in_month: bool) -> tuple[str, bool]:
    """How 1日 at `start:end` is read, and whether that is sure.

    Takes whether it follows a month; gives ついたち or いちにち.
    """
    before = text[max(0, start - 8) : start]
    if in_month or _DATE_BEFORE.search(before):
        return "ついたち", True
    if _DATE_AFTER.match(text, end):
        return "ついたち", True
    if _ONE_DAY_AFTER.match(text, end) or _ONE_DAY_BEFORE.search(before):
        return "いちにち", True
    if _DATE_PERHAPS.match(text, end):  # 政府は1日、声明を出した
        return "ついたち", text[end] == "、" and before.endswith(("は", "が"))
    return "いちにち", False


def twentieth_year(text: str, start: int, end: int) -> tuple[str, bool]:
    """How 20歳 at `start:end` is read, and whether that is sure: はたち, or にじゅっさい where ages are counted."""
    if _COUNTED_BEFORE.search(text[max(0, start - 4) : start]) or _COUNTED_AFTER.match(text, end):
        return "にじゅっさい", True
    return "はたち", text[end : end + 1] in ("の", "に", "で", "を", "だ", "と", "。", "")


def is_the_ninth(text: str, start: int, end: int) -> bool:
    """Whether 第九 at `start:end` is Beethoven's symphony: だいく."""
    return _NINTH_BEFORE.search(text[max(0, start - 60) : start]) is not None or _NINTH_AFTER.match(text, end) is not None


def code_like(text: str, start: int, end: int) -> bool:
    """Digits at `start:end` that are not read as one number: phone numbers, addresses, dates with slashes, parts of codes (ISO639-1).

    Two numbers with a hyphen between are a range (20-30倍) or a score (3-0で), and read; so are two times of day.
    """
    if text[start] not in DIGITS:
        return False
    if _latin(text, start - 1) or (end - start > 2 and _NAMED_A_CODE.search(text[max(0, start - 8) : start])):
        return True
    first, farthest = start, max(0, start - _LONGEST_PAIR)
    while first > farthest and (text[first - 1] in DIGITS or (first > 1 and text[first - 1] in _JOINTS and text[first - 2] in DIGITS)):
        first -= 1
    if start - first == _LONGEST_PAIR:
        return True
    if first > 1 and text[first - 1] in _JOINTS and _latin(text, first - 2):
        return True
    found = _CLUSTER.match(text, first, end + _LONGEST_PAIR)
    if found is None or (found.end() <= end and first == start):
        return False
    if _TIMES.fullmatch(found.group()):
        return False
    pair = _PAIR.fullmatch(found.group())
    return pair is None or _AFTER_PAIR.match(text, found.end()) is None or _STANDARD.search(text[max(0, first - 8) : first]) is not None


def _latin(text: str, at: int) -> bool:
    return at >= 0 and text[at].isascii() and text[at].isalpha()
