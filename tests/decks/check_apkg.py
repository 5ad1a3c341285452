#!/usr/bin/env python3
# A copy of the project's measuring tool, kept as it is there.
# ruff: noqa
# mypy: ignore-errors
"""Check an .apkg against the real Anki backend (`pip install anki`) and print JSON.

    python check_apkg.py DECK.apkg [--update NEWER.apkg] [--max-render 200] [--keep DIR] [--strict]

What it does
  1. reads the archive itself (zip members, compression, media map, raw col.ver, tag/field/guid oddities);
  2. imports it into a fresh collection with the backend's own importer and reports what Anki says;
  3. renders question and answer of cards with the backend; looks for template errors, unfilled or empty parts,
     broken furigana ([...] left in the text where a ruby was meant), cloze markers left over;
  4. asks Anki for empty cards, missing/unused media, and runs "Check Database" after import;
  5. studies one card, then imports the same file again (must add nothing and keep the schedule);
  6. with --update: marks cards studied, edits one note and the note type as a user would, imports the NEWER file,
     and says which notes were updated, duplicated, refused, and what became of the user's own edits and schedule.
Exit code 0 when `ok` is true, 1 when it is false, 2 when the file could not be imported at all.
`anki` is AGPL-3.0: keep this a development tool, never a runtime dependency.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import html
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import warnings
import zipfile

warnings.filterwarnings("ignore")

IF_NEWER, ALWAYS, NEVER = 0, 1, 2


def _anki():
    from anki.collection import Collection
    from anki import import_export_pb2 as ie

    return Collection, ie


# ---------------------------------------------------------------- the archive, by hand
def inspect_zip(path):
    out = {"size": os.path.getsize(path), "problems": []}
    with zipfile.ZipFile(path) as z:
        bad = z.testzip()
        if bad:
            out["problems"].append(f"zip member broken: {bad}")
        infos = z.infolist()
        out["members"] = len(infos)
        out["names"] = [i.filename for i in infos][:12]
        out["compressed"] = any(i.compress_type != zipfile.ZIP_STORED for i in infos)
        names = {i.filename for i in infos}
        legacy = None
        if "collection.anki21b" in names:
            out["format"] = "latest (anki21b, zstd)"
        elif "collection.anki21" in names:
            out["format"] = "legacy2 (anki21)"
            legacy = "collection.anki21"
        elif "collection.anki2" in names:
            out["format"] = "legacy1 (anki2)"
            legacy = "collection.anki2"
        else:
            out["problems"].append("no collection in the archive")
            return out
        if legacy:
            try:
                media = json.loads(z.read("media"))
            except (KeyError, ValueError) as e:
                out["problems"].append(f"media map unreadable: {e}")
                media = {}
            out["media_map"] = len(media)
            lost = [v for k, v in media.items() if k not in names]
            if lost:
                out["problems"].append(f"media listed but absent: {lost[:5]}")
            dup = [n for n, c in collections.Counter(media.values()).items() if c > 1]
            if dup:
                out["problems"].append(f"two media files under one name: {dup[:5]}")
            tmp = tempfile.mkdtemp()
            try:
                db = os.path.join(tmp, "c.db")
                with open(db, "wb") as f:
                    f.write(z.read(legacy))
                con = sqlite3.connect(db)
                out["col_ver"] = con.execute("select ver from col").fetchone()[0]
                rows = con.execute("select id,guid,mid,mod,tags,flds,sfld,csum from notes").fetchall()
                out["raw_notes"] = len(rows)
                out["raw_cards"] = con.execute("select count() from cards").fetchone()[0]
                guids = collections.Counter(r[1] for r in rows)
                twice = [g for g, c in guids.items() if c > 1]
                if twice:
                    out["problems"].append(f"{len(twice)} GUID(s) used twice in one file, e.g. {twice[:3]}")
                out["distinct_note_mod"] = len({r[3] for r in rows})
                fut = [r for r in rows if r[3] > time.time() + 86400]
                if fut:
                    out["problems"].append(f"{len(fut)} notes modified in the future")
                nocards = con.execute("select count() from notes where id not in (select nid from cards)").fetchone()[0]
                if nocards:
                    out["problems"].append(f"{nocards} note(s) with no card")
                badtags = sorted({t for r in rows for t in re.split(" +", r[4].strip()) if re.search(r"[\s,\"\u3000]|::$|^::|::::", t)})
                if badtags:
                    out["problems"].append(f"tags Anki will change: {badtags[:5]!r}")
                dues = con.execute("select count(distinct due), count() from cards").fetchone()
                out["distinct_due"] = dues[0]
                models = json.loads(con.execute("select models from col").fetchone()[0])
                out["notetype_mod"] = {m["name"]: m["mod"] for m in models.values()}
                con.close()
            finally:
                shutil.rmtree(tmp, ignore_errors=True)
    return out


# ---------------------------------------------------------------- the real importer
def new_col(folder):
    Collection, _ = _anki()
    os.makedirs(folder, exist_ok=True)
    return Collection(os.path.join(folder, "collection.anki2"))


def do_import(col, path, update_notes=IF_NEWER, update_notetypes=IF_NEWER, merge=False, sched=False, confs=False):
    _, ie = _anki()
    req = ie.ImportAnkiPackageRequest(
        package_path=os.path.abspath(path),
        options=ie.ImportAnkiPackageOptions(
            merge_notetypes=merge,
            update_notes=update_notes,
            update_notetypes=update_notetypes,
            with_scheduling=sched,
            with_deck_configs=confs,
        ),
    )
    t = time.perf_counter()
    log = col.import_anki_package(req).log
    return {
        "seconds": round(time.perf_counter() - t, 3),
        "found": log.found_notes,
        "new": len(log.new),
        "updated": len(log.updated),
        "duplicate": len(log.duplicate),
        "conflicting": len(log.conflicting),
        "missing_notetype": len(log.missing_notetype),
        "missing_deck": len(log.missing_deck),
        "empty_first_field": len(log.empty_first_field),
        "first_field_match": len(log.first_field_match),
    }


TAG = re.compile(r"<[^>]+>")


def text_of(s):
    s = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", s)
    s = re.sub(r"\[anki:play:[^\]]*\]", "", s)
    return html.unescape(TAG.sub("", s)).strip()


def render(col, limit):
    cids = list(col.find_cards("", order="c.id asc"))
    total = len(cids)
    if limit and total > limit:
        step = total / limit
        cids = [cids[int(i * step)] for i in range(limit)]
    problems, samples, seen = [], [], set()
    n_ruby = n_cloze = n_night = 0
    t = time.perf_counter()
    for cid in cids:
        try:
            c = col.get_card(cid)
            nt, tmpl = c.note_type()["name"], c.template()["name"]
        except Exception as e:
            problems.append({"card": cid, "problem": f"card or note cannot be read: {e}"[:300]})
            continue
        where = {"card": cid, "notetype": nt, "template": tmpl}
        try:
            o = c.render_output(reload=True)
            q, a, css = o.question_text, o.answer_text, o.css
        except Exception as e:  # the backend raised
            problems.append({**where, "problem": f"render raised: {e}"[:300]})
            continue
        for side, s in (("question", q), ("answer", a)):
            plain = text_of(s)
            low = s.lower()
            if (
                "template has a problem" in low
                or "front template has" in low
                or "back template has" in low
                or "front of this card is blank" in low
                or "front of card is blank" in low
            ):
                problems.append({**where, "problem": f"{side}: Anki reports a template problem", "text": plain[:160]})
            if not plain and not re.search(r"<img|anki:play|<video|<svg", s):
                problems.append({**where, "problem": f"{side} is blank"})
            if "{{" in plain or "}}" in plain:
                problems.append({**where, "problem": f"{side}: braces left in the text", "text": plain[:160]})
            m = re.search(r"[^\s\[\]]\[([ぁ-ゖァ-ヺー]+)\]", plain)
            if m:
                problems.append({**where, "problem": f"{side}: furigana left as plain text", "text": m.group(0)})
            if re.search(r"<(script|iframe|object)\b", s, re.I):
                problems.append({**where, "problem": f"{side}: script or frame in the card"})
            if re.search(r"(?:src|href)\s*=\s*[\"']?https?:", s, re.I):
                where_remote = re.search(r"src\s*=\s*[\"']?https?:[^\"' >]+", s, re.I)
                if where_remote:
                    problems.append({**where, "problem": f"{side}: remote resource", "text": where_remote.group(0)[:120]})
            # ruby that Anki's furigana filter built wrongly: a missing space before the base, or [..] that was no reading
            for rb, rt in re.findall(r"<rb>(.*?)</rb><rt>(.*?)</rt>", s):
                b, r = text_of(rb), text_of(rt)
                if r and not re.search(r"[ぁ-ゖァ-ヺー]", r):
                    problems.append({**where, "problem": f"{side}: ruby text is not kana", "text": f"{b}[{r}]"})
                elif b and r and re.match(r"[ぁ-ゖ]", b) and re.search(r"[一-鿿々]", b) and b[0] != r[0]:
                    problems.append(
                        {**where, "problem": f"{side}: ruby base starts with kana (space missing before it?)", "text": f"{b}[{r}]"}
                    )
                elif b.startswith("\u3000"):
                    problems.append({**where, "problem": f"{side}: ruby base starts with an ideographic space", "text": b})
            # unbalanced tags of the kinds cards use
            for tag in ("ruby", "rt", "b", "i", "div", "span", "p", "ul", "ol", "li", "table", "details"):
                if len(re.findall(rf"<{tag}\b", s)) != len(re.findall(rf"</{tag}>", s)):
                    problems.append({**where, "problem": f"{side}: <{tag}> not balanced"})
            n_ruby += "<ruby>" in s
            n_cloze += 'class="cloze"' in s
        if text_of(q) and text_of(q) == text_of(a):
            problems.append({**where, "problem": "answer shows nothing the question did not"})
        n_night += "nightMode" in css or "night_mode" in css
        key = (nt, tmpl)
        if key not in seen:
            seen.add(key)
            samples.append(
                {**where, "question": q[:600], "answer": a[:1200], "audio": [str(getattr(x, "filename", x)) for x in o.answer_av_tags][:4]}
            )
    return {
        "rendered": len(cids),
        "of": total,
        "seconds": round(time.perf_counter() - t, 3),
        "sides_with_ruby": n_ruby,
        "sides_with_cloze": n_cloze,
        "cards_with_night_css": n_night,
        "problems": problems[:40],
        "n_problems": len(problems),
        "samples": samples,
    }


def describe(col):
    nts = []
    for m in col.models.all():
        n = col.models.use_count(m)
        if not n:
            continue
        per = (
            {
                t["name"]: col.db.scalar(
                    "select count() from cards c join notes n on n.id=c.nid where n.mid=? and c.ord=?", m["id"], t["ord"]
                )
                for t in m["tmpls"]
            }
            if m["type"] == 0
            else {
                f"cloze {o + 1}": k
                for o, k in col.db.all("select c.ord,count() from cards c join notes n on n.id=c.nid where n.mid=? group by c.ord", m["id"])
            }
        )
        nts.append(
            {
                "name": m["name"],
                "id": m["id"],
                "kind": "cloze" if m["type"] else "standard",
                "notes": n,
                "fields": [f["name"] for f in m["flds"]],
                "sort_field": m["flds"][m["sortf"]]["name"],
                "cards_per_template": per,
                "css_bytes": len(m["css"]),
                "css": {
                    k: bool(re.search(p, m["css"]))
                    for k, p in {
                        "night": r"\.night_?[mM]ode",
                        "mobile": r"\.mobile|@media",
                        "ruby": r"\bruby|\brt\b",
                        "font_jp": r"Noto Sans (CJK )?JP|Hiragino|Yu ?Gothic|Meiryo|BIZ UD|sans-serif",
                    }.items()
                },
            }
        )
    decks = [
        {"name": d.name, "cards": col.db.scalar("select count() from cards where did=?", d.id)}
        for d in col.decks.all_names_and_ids(include_filtered=False, skip_empty_default=True)
    ]
    for d in decks:
        dd = col.decks.by_name(d["name"])
        d["description"] = (dd.get("desc") or "")[:200]
        d["markdown_description"] = bool(dd.get("md"))
    tags = collections.Counter(t for r in col.db.list("select tags from notes") for t in r.split())
    return {
        "notes": col.note_count(),
        "cards": col.card_count(),
        "notetypes": nts,
        "decks": decks,
        "tags": dict(tags.most_common(15)),
        "n_tags": len(tags),
        "new_positions": dict(
            zip(("min", "max", "distinct"), col.db.first("select min(due),max(due),count(distinct due) from cards where queue=0"))
        ),
    }


def health(col):
    msg, ok = col.fix_integrity()
    empty = col.get_empty_cards()
    med = col.media.check()
    dup = collections.Counter()
    for mid, csum, n in col.db.all("select mid,csum,count() from notes group by mid,csum having count()>1"):
        dup[str(mid)] += n
    return {
        "database_ok": ok,
        "database_says": msg.splitlines()[:12],
        "empty_card_notes": [{"note": n.note_id, "cards": list(n.card_ids), "deletes_note": n.will_delete_note} for n in empty.notes][:20],
        "n_empty_card_notes": len(empty.notes),
        "media_missing": list(med.missing)[:20],
        "n_media_missing": len(med.missing),
        "media_unused": list(med.unused)[:20],
        "n_media_unused": len(med.unused),
        "media_files": len([f for f in os.listdir(col.media.dir())]),
        "notes_sharing_first_field": dict(dup),
    }


def study(col, n=3):
    """Answer the first n new cards Good, through the real scheduler; returns their ids."""
    done = []
    for d in col.decks.all_names_and_ids():
        if len(done) >= n:
            break
        col.decks.select(d.id)
        for _ in range(n):
            q = col.sched.get_queued_cards(fetch_limit=1)
            if not q.cards or len(done) >= n:
                break
            qc = q.cards[0]
            card = col.get_card(qc.card.id)
            card.start_timer()
            from anki.scheduler_pb2 import CardAnswer

            ans = col.sched.build_answer(card=card, states=qc.states, rating=CardAnswer.GOOD)
            col.sched.answer_card(ans)
            done.append(card.id)
    return done


def sched_of(col, cids):
    return [col.db.first("select type,queue,due,ivl,reps,did from cards where id=?", c) for c in cids]


def newest_mod(path):
    """The newest note or note-type modification time in a legacy apkg, or None."""
    with zipfile.ZipFile(path) as z, tempfile.TemporaryDirectory() as d:
        for n in ("collection.anki21", "collection.anki2"):
            if "collection.anki21b" not in z.namelist() and n in z.namelist():
                with open(os.path.join(d, "c"), "wb") as f:
                    f.write(z.read(n))
                con = sqlite3.connect(os.path.join(d, "c"))
                m = con.execute("select max(mod) from notes").fetchone()[0]
                con.close()
                return m
    return None


def fields_hash(col):
    return {g: hashlib.sha1(f.encode()).hexdigest()[:10] for g, f in col.db.all("select guid,flds from notes")}


def reimport(folder, path, newer=None):
    out = {}
    col = new_col(folder)
    try:
        do_import(col, path)
        n0, c0 = col.note_count(), col.card_count()
        done = study(col)
        before = sched_of(col, done)
        r = do_import(col, path)
        out["same_file"] = {
            **r,
            "notes_added": col.note_count() - n0,
            "cards_added": col.card_count() - c0,
            "studied": len(done),
            "schedule_kept": sched_of(col, done) == before,
        }
        if newer:
            # what a user does between two editions: edits two notes (one before, one after the new edition was built),
            # edits the styling, adds a tag of their own
            edition = newest_mod(newer)
            rows = col.db.all("select guid,id from notes order by id limit 2")
            edited = []
            for k, (_, nid) in enumerate(rows):
                note = col.get_note(nid)
                last = note.keys()[-1]
                note[last] = note[last] + " MY-EDIT"
                note.tags.append("my::tag")
                col.update_note(note)
                edited.append((note, last))
            nt = col.models.get(edited[0][0].mid)
            nt["css"] += "\n/* MY-CSS */"
            col.models.update_dict(nt)
            if edition:
                col.db.execute("update notes set mod=? where id=?", edition - 60, rows[0][1])
                if len(rows) > 1:
                    col.db.execute("update notes set mod=? where id=?", edition + 60, rows[1][1])
                col.db.execute("update notetypes set mtime_secs=? where id=?", edition - 60, edited[0][0].mid)
            old = fields_hash(col)
            r = do_import(col, newer)
            new = fields_hash(col)
            kept = []
            for note, last in edited:
                note.load()
                kept.append(note[last].endswith("MY-EDIT") if last in note.keys() else None)
            names = [m["name"] for m in col.models.all() if col.models.use_count(m)]
            out["update"] = {
                **r,
                "notes_added": col.note_count() - n0,
                "cards_added": col.card_count() - c0,
                "guids_new": len(set(new) - set(old)),
                "guids_changed_fields": sum(1 for g in old if new.get(g) != old[g]),
                "schedule_kept": sched_of(col, done) == before,
                "users_edit_made_before_edition_kept": kept[0],
                "users_edit_made_after_edition_kept": kept[1] if len(kept) > 1 else None,
                "users_tag_kept": "my::tag" in edited[0][0].tags,
                "users_css_kept": "MY-CSS" in col.models.get(edited[0][0].mid)["css"],
                "notetypes_in_use": names,
            }
            out["update"]["database_ok"] = col.fix_integrity()[1]
    finally:
        col.close()
    return out


def check(path, newer=None, max_render=200, keep=None):
    res = {"file": os.path.basename(path), "ok": False, "failures": [], "warnings": []}
    res["archive"] = inspect_zip(path)
    base = keep or tempfile.mkdtemp(prefix="apkgcheck-")
    try:
        col = new_col(os.path.join(base, "a"))
        try:
            _, ie = _anki()
            import anki.buildinfo as bi

            res["anki"] = bi.version
            res["import"] = do_import(col, path)
            res["collection"] = describe(col)
            res["render"] = render(col, max_render)
            res["health"] = health(col)
        finally:
            col.close()
        res["reimport"] = reimport(os.path.join(base, "b"), path, newer)
    finally:
        if not keep:
            shutil.rmtree(base, ignore_errors=True)
    f, w = res["failures"], res["warnings"]
    imp, h, rd = res["import"], res["health"], res["render"]
    f += res["archive"]["problems"]
    if imp["new"] != imp["found"]:
        f.append(f"only {imp['new']} of {imp['found']} notes came in")
    for k in ("conflicting", "missing_notetype", "missing_deck", "empty_first_field"):
        if imp[k]:
            f.append(f"{imp[k]} notes {k}")
    if rd["n_problems"]:
        f.append(f"{rd['n_problems']} rendering problems")
    if not h["database_ok"]:
        f.append("Check Database found: " + "; ".join(h["database_says"][:3]))
    if h["n_empty_card_notes"]:
        f.append(f"{h['n_empty_card_notes']} notes with empty cards")
    if h["n_media_missing"]:
        f.append(f"{h['n_media_missing']} media files missing")
    if h["n_media_unused"]:
        w.append(f"{h['n_media_unused']} media files unused")
    if h["notes_sharing_first_field"]:
        w.append(f"notes sharing their first field (Anki calls these duplicates): {h['notes_sharing_first_field']}")
    if not res["archive"].get("compressed") and "legacy" in res["archive"].get("format", ""):
        w.append("archive not compressed")
    if res["collection"]["cards"] > 1 and res["collection"]["new_positions"]["distinct"] == 1:
        w.append("all new cards share one position (due)")
    for d in res["collection"]["decks"]:
        if d["cards"] and d["name"] == "Default":
            w.append("cards landed in the Default deck")
    for nt in res["collection"]["notetypes"]:
        if not nt["css"]["night"]:
            w.append(f"{nt['name']}: no night-mode CSS")
        if re.search(r"(\+|-[0-9a-f]{5,})$", nt["name"]):
            w.append(f"note type was renamed on import: {nt['name']}")
    same = res["reimport"]["same_file"]
    if same["notes_added"] or same["cards_added"]:
        f.append("importing the same file twice added notes or cards")
    if not same["schedule_kept"]:
        f.append("importing the same file twice changed the schedule")
    up = res["reimport"].get("update")
    if up:
        if not up["schedule_kept"]:
            f.append("update changed the schedule of studied cards")
        if up["conflicting"] or up["missing_notetype"]:
            f.append("update: notes refused because the note type differs")
        if up["users_edit_made_before_edition_kept"] is False:
            w.append("update overwrote a note the user had edited (before the edition was built)")
        if up["users_edit_made_after_edition_kept"] is False:
            f.append("update overwrote a note the user edited after the edition was built")
        if not up["users_css_kept"]:
            w.append("update overwrote the user's own styling")
        if not up["users_tag_kept"]:
            w.append("update removed the user's own tag")
        if len(up["notetypes_in_use"]) > len(res["collection"]["notetypes"]):
            w.append(f"update left a second note type: {up['notetypes_in_use']}")
        if not up["database_ok"]:
            f.append("Check Database not clean after update")
    res["ok"] = not f
    return res


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("apkg")
    ap.add_argument("--update", metavar="NEWER.apkg")
    ap.add_argument("--max-render", type=int, default=200, help="0 = all cards")
    ap.add_argument("--keep", metavar="DIR", help="keep the collections here")
    ap.add_argument("--strict", action="store_true", help="warnings fail too")
    a = ap.parse_args()
    try:
        r = check(a.apkg, a.update, a.max_render, a.keep)
    except Exception as e:
        print(json.dumps({"file": a.apkg, "ok": False, "failures": [f"{type(e).__name__}: {e}"]}, ensure_ascii=False))
        return 2
    if a.strict and r["warnings"]:
        r["ok"] = False
    print(json.dumps(r, ensure_ascii=False, indent=1))
    return 0 if r["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
