"""JMdict and JMnedict as their makers write them, small and by hand, and the same entries as jamdict keeps them."""

from __future__ import annotations

from tests.dictionaries.conftest import EXP, NOUN, RU, SURU, UK, VI, VT, Name, W

JMDICT_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Rev 1.09 -->
<!DOCTYPE JMdict [
<!ELEMENT JMdict (entry*)>
<!ELEMENT gloss (#PCDATA)>
<!ATTLIST gloss xml:lang CDATA "eng">
<!ENTITY n "noun (common) (futsuumeishi)">
<!ENTITY vs "noun or participle which takes the aux. verb suru">
<!ENTITY exp "expressions (phrases, clauses, etc.)">
<!ENTITY v5r "Godan verb with 'ru' ending">
<!ENTITY vt "transitive verb">
<!ENTITY vi "intransitive verb">
<!ENTITY uk "word usually written using kana alone">
<!ENTITY arch "archaism">
<!ENTITY col "colloquialism">
<!ENTITY sK "search-only kanji form">
<!ENTITY sk "search-only kana form">
<!ENTITY iK "word containing irregular kanji usage">
]>
<!-- JMdict created: 2026-11-20 -->
<JMdict>
"""
_ENTRIES = """
<entry><ent_seq>1000010</ent_seq><k_ele><keb>停戦</keb><ke_pri>news1</ke_pri><ke_pri>nf05</ke_pri></k_ele>
<r_ele><reb>ていせん</reb><re_pri>news1</re_pri><re_pri>nf05</re_pri></r_ele>
<sense><pos>&n;</pos><pos>&vs;</pos><xref>休戦</xref><gloss>ceasefire</gloss><gloss>armistice</gloss></sense></entry>
<entry><ent_seq>1000020</ent_seq><k_ele><keb>休戦</keb><ke_pri>news2</ke_pri><ke_pri>nf30</ke_pri></k_ele>
<r_ele><reb>きゅうせん</reb><re_pri>news2</re_pri><re_pri>nf30</re_pri></r_ele>
<sense><pos>&n;</pos><pos>&vs;</pos><gloss>truce</gloss><gloss xml:lang="ger">Waffenstillstand</gloss></sense></entry>
<entry><ent_seq>1000030</ent_seq><k_ele><keb>然し</keb></k_ele><k_ele><keb>併し</keb><ke_inf>&iK;</ke_inf></k_ele>
<r_ele><reb>しかし</reb></r_ele>
<sense><pos>&exp;</pos><misc>&uk;</misc><gloss>however</gloss><gloss>but</gloss></sense></entry>
<entry><ent_seq>1000040</ent_seq><r_ele><reb>トランプ</reb><re_pri>gai1</re_pri></r_ele>
<sense><pos>&n;</pos><gloss>(Western) playing cards</gloss></sense></entry>
<entry><ent_seq>1000050</ent_seq><k_ele><keb>ＮＡＴＯ</keb></k_ele><r_ele><reb>ナトー</reb></r_ele>
<sense><pos>&n;</pos><gloss>North Atlantic Treaty Organization</gloss><gloss>NATO</gloss></sense></entry>
<entry><ent_seq>1000060</ent_seq><k_ele><keb>切る</keb><ke_pri>ichi1</ke_pri></k_ele><r_ele><reb>きる</reb><re_pri>ichi1</re_pri></r_ele>
<sense><pos>&v5r;</pos><pos>&vt;</pos><gloss>to cut</gloss><gloss>to sever</gloss></sense>
<sense><pos>&v5r;</pos><pos>&vt;</pos><misc>&arch;</misc><gloss>to turn off</gloss></sense></entry>
<entry><ent_seq>1000070</ent_seq><k_ele><keb>因る</keb></k_ele><k_ele><keb>依る</keb></k_ele><r_ele><reb>よる</reb></r_ele>
<sense><pos>&v5r;</pos><pos>&vi;</pos><misc>&uk;</misc><gloss>to be due to</gloss></sense>
<sense><pos>&v5r;</pos><pos>&vi;</pos><misc>&uk;</misc><gloss>to depend on</gloss></sense></entry>
<entry><ent_seq>1000080</ent_seq><k_ele><keb>明日</keb><ke_pri>ichi1</ke_pri></k_ele>
<r_ele><reb>あした</reb><re_pri>ichi1</re_pri></r_ele><r_ele><reb>あす</reb></r_ele><r_ele><reb>みょうにち</reb></r_ele>
<sense><pos>&n;</pos><gloss>tomorrow</gloss></sense></entry>
<entry><ent_seq>1000090</ent_seq><k_ele><keb>研究＆開発</keb></k_ele><r_ele><reb>けんきゅうアンドかいはつ</reb></r_ele>
<sense><pos>&n;</pos><gloss>research &amp; development</gloss><gloss>R&amp;D</gloss></sense></entry>
<entry><ent_seq>1000100</ent_seq><k_ele><keb>反故にする</keb></k_ele><r_ele><reb>ほごにする</reb></r_ele>
<sense><pos>&exp;</pos><gloss>to scrap (a promise)</gloss><gloss g_type="expl">to annul</gloss></sense></entry>
<entry><ent_seq>1000110</ent_seq><k_ele><keb>瀬戸物</keb></k_ele><r_ele><reb>せともの</reb></r_ele>
<sense><pos>&n;</pos><gloss>earthenware</gloss><gloss>china</gloss></sense></entry>
<entry><ent_seq>1000120</ent_seq><k_ele><keb>中国</keb><ke_pri>spec1</ke_pri></k_ele><r_ele><reb>ちゅうごく</reb><re_pri>spec1</re_pri></r_ele>
<sense><pos>&n;</pos><gloss>China</gloss></sense></entry>
<entry><ent_seq>1000130</ent_seq><k_ele><keb>舵</keb></k_ele><k_ele><keb>梶</keb></k_ele><r_ele><reb>かじ</reb><re_restr>舵</re_restr></r_ele>
<sense><stagk>舵</stagk><pos>&n;</pos><misc>&col;</misc><gloss>rudder</gloss></sense></entry>
"""
JMDICT_XML = f"""{JMDICT_HEAD}{_ENTRIES}
<entry><ent_seq>9999999</ent_seq><r_ele><reb>ジェイエムディクト</reb></r_ele>
<sense><pos>&n;</pos><gloss>Japanese-Multilingual Dictionary Project - Creation Date: 2026-11-20</gloss></sense></entry>
</JMdict>
"""
JMDICT_WORDS = (
    W("停戦", "ていせん", (((NOUN, SURU), (), ("ceasefire", "armistice")),), ("news1", "nf05")),
    W("休戦", "きゅうせん", (((NOUN, SURU), (), ("truce",)),), ("news2", "nf30")),
    W("然し;併し", "しかし", (((EXP,), (UK,), ("however", "but")),)),
    W("", "トランプ", (((NOUN,), (), ("(Western) playing cards",)),), ("gai1",)),
    W("ＮＡＴＯ", "ナトー", (((NOUN,), (), ("North Atlantic Treaty Organization", "NATO")),)),
    W("切る", "きる", (((RU, VT), (), ("to cut", "to sever")), ((RU, VT), ("archaism",), ("to turn off",))), ("ichi1",)),
    W("因る;依る", "よる", (((RU, VI), (UK,), ("to be due to",)), ((RU, VI), (UK,), ("to depend on",)))),
    W("明日", "あした;あす;みょうにち", (((NOUN,), (), ("tomorrow",)),), ("ichi1",)),
    W("研究＆開発", "けんきゅうアンドかいはつ", (((NOUN,), (), ("research & development", "R&D")),)),
    W("反故にする", "ほごにする", (((EXP,), (), ("to scrap (a promise)", "to annul")),)),
    W("瀬戸物", "せともの", (((NOUN,), (), ("earthenware", "china")),)),
    W("中国", "ちゅうごく", (((NOUN,), (), ("China",)),), ("spec1",)),
    W("舵;梶", "かじ", (((NOUN,), ("colloquialism",), ("rudder",)),)),
)

JMNEDICT_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE JMnedict [
<!ELEMENT JMnedict (entry*)>
<!ENTITY surname "family or surname">
<!ENTITY place "place name">
<!ENTITY organization "organization name">
]>
<!-- JMnedict created: 2026-11-21 -->
<JMnedict>
"""
JMNEDICT_XML = f"""{JMNEDICT_HEAD}
<entry><ent_seq>5000010</ent_seq><r_ele><reb>プーチン</reb></r_ele>
<trans><name_type>&surname;</name_type><trans_det>Putin</trans_det></trans></entry>
<entry><ent_seq>5000020</ent_seq><r_ele><reb>キーウ</reb></r_ele>
<trans><name_type>&place;</name_type><trans_det>Kyiv</trans_det><trans_det>Kiev</trans_det></trans></entry>
<entry><ent_seq>5000030</ent_seq><k_ele><keb>田中</keb></k_ele><r_ele><reb>たなか</reb></r_ele>
<trans><name_type>&surname;</name_type><name_type>&place;</name_type><trans_det>Tanaka</trans_det></trans></entry>
<entry><ent_seq>5000040</ent_seq><k_ele><keb>Ｇ７</keb></k_ele><r_ele><reb>ジーセブン</reb></r_ele>
<trans><name_type>&organization;</name_type><trans_det>Group of Seven (1975-)</trans_det></trans></entry>
<entry><ent_seq>5000050</ent_seq><k_ele><keb>某所</keb></k_ele><r_ele><reb>ぼうしょ</reb></r_ele>
<trans><name_type>&place;</name_type><trans_det xml:lang="ger">irgendwo</trans_det></trans></entry>
</JMnedict>
"""
JMNEDICT_NAMES: tuple[Name, ...] = (
    ("", "プーチン", (("surname",), ("Putin",))),
    ("", "キーウ", (("place",), ("Kyiv", "Kiev"))),
    ("田中", "たなか", (("surname", "place"), ("Tanaka",))),
    ("Ｇ７", "ジーセブン", (("organization",), ("Group of Seven (1975-)",))),
)
