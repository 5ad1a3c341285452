-- study.db, version 1: what the reader did and said. User data: migrated with a copy first, never rebuilt.
-- Times are UTC, ISO 8601. Words are JSON (decks.codec), so that a new detail of a word needs no migration.

-- A word's identity, minted once. `homograph` numbers the words of one spelling in the order they were minted.
CREATE TABLE keys (
    id            INTEGER PRIMARY KEY,
    language      TEXT NOT NULL,
    headword      TEXT NOT NULL,
    discriminator TEXT NOT NULL,
    homograph     INTEGER NOT NULL DEFAULT 1,
    minted_at     TEXT NOT NULL,
    UNIQUE (language, headword, discriminator)
);

-- Other spellings and readings that mean the same word, folded (decks.keys). `weak`: taken for it for want of an entry; an entry overrules.
CREATE TABLE aliases (
    language      TEXT NOT NULL,
    headword      TEXT NOT NULL,
    discriminator TEXT NOT NULL,
    key_id        INTEGER NOT NULL REFERENCES keys (id),
    weak          INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (language, headword, discriminator)
) WITHOUT ROWID;
CREATE INDEX aliases_key ON aliases (key_id);

-- Dictionary entries ("jmdict:1587040") and the word each stands for.
CREATE TABLE entries (
    language TEXT NOT NULL,
    entry    TEXT NOT NULL,
    key_id   INTEGER NOT NULL REFERENCES keys (id),
    PRIMARY KEY (language, entry)
) WITHOUT ROWID;
CREATE INDEX entries_key ON entries (key_id);

-- What the reader knows of a word. `word` is NULL when only a status was set.
CREATE TABLE words (
    key_id     INTEGER PRIMARY KEY REFERENCES keys (id),
    status     TEXT NOT NULL,
    word       TEXT,
    saved_at   TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- The word as it was saved from each text ('' when from none).
CREATE TABLE sightings (
    text_id  TEXT NOT NULL,
    key_id   INTEGER NOT NULL REFERENCES words (key_id) ON DELETE CASCADE,
    word     TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (text_id, key_id)
) WITHOUT ROWID;
CREATE INDEX sightings_key ON sightings (key_id);

-- Where the reader left each text. `turn` grows with each visit: the last text is the same one whatever the clock does. It is 0 for a text
-- that was never read, but corrected.
CREATE TABLE texts (
    id        TEXT PRIMARY KEY,
    title     TEXT NOT NULL,
    source    TEXT NOT NULL,
    position  INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    read_at   TEXT NOT NULL,
    turn      INTEGER NOT NULL
);

-- The reader's own readings. `scope` is a text's id, or '' for everywhere.
CREATE TABLE corrections (
    surface    TEXT NOT NULL,
    scope      TEXT NOT NULL DEFAULT '',
    reading    TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (surface, scope)
) WITHOUT ROWID;

-- The export ledger: what stands in the learner's Anki. `modified` moves only when `hash` does; `tags` are the union over articles.
CREATE TABLE notes (
    guid        TEXT PRIMARY KEY,
    key_id      INTEGER NOT NULL REFERENCES keys (id),
    notetype    TEXT NOT NULL,
    word        TEXT NOT NULL,
    hash        TEXT NOT NULL,
    tags        TEXT NOT NULL,
    modified    TEXT NOT NULL,
    first_at    TEXT NOT NULL,
    exported_at TEXT NOT NULL,
    UNIQUE (key_id, notetype)
) WITHOUT ROWID;

-- What was done, and what stood there before, so that it can be undone.
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    action TEXT NOT NULL,
    key_id INTEGER REFERENCES keys (id),
    before TEXT NOT NULL
);
