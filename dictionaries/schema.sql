-- A compiled dictionary: one file for each source, one schema for all. Written once by `build`, then only read.
-- The version of this schema is `store.SCHEMA_VERSION`; change them together and every file is rebuilt silently.

-- schema, source, kind, fingerprint, title, attribution, licence, url, dated, counts; last of all `complete`, the file's own digest
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- An entry. Lists of plain words are joined by line feeds; `senses` is JSON: [[[pos], [tags], [glosses]], ...].
CREATE TABLE entry (
    id       INTEGER PRIMARY KEY,
    forms    TEXT NOT NULL,
    readings TEXT NOT NULL,
    pos      TEXT NOT NULL,     -- the short codes of all senses, joined by blanks: what ranking needs without decoding
    tags     TEXT NOT NULL,     -- the tags of the first sense, joined by blanks
    priority INTEGER NOT NULL,  -- 0 to 100
    kana     INTEGER NOT NULL,  -- 1: usually written in kana
    senses   TEXT NOT NULL
);

-- Everything an entry can be found by in Japanese, Latin letters folded to ASCII.
CREATE TABLE form (
    text    TEXT NOT NULL,
    entry   INTEGER NOT NULL,
    written INTEGER NOT NULL,   -- 1: a written form, 0: a reading
    place   INTEGER NOT NULL,   -- 0: the entry's first form (or reading)
    PRIMARY KEY (text, entry, written)
) WITHOUT ROWID;

-- English keys (`english_keys.py`) to Japanese words, the best few for each key, best first.
CREATE TABLE english (
    key     TEXT NOT NULL,
    rank    INTEGER NOT NULL,
    entry   INTEGER NOT NULL,
    head    TEXT NOT NULL,      -- the word to show
    reading TEXT NOT NULL,
    pos     TEXT NOT NULL,      -- the short codes of the sense that has the gloss, joined by blanks
    capital INTEGER NOT NULL,   -- 1: the gloss began with a capital: China the country, not china
    verb    INTEGER NOT NULL,   -- 1: the gloss is an infinitive: "to work", not "work"
    score   REAL NOT NULL,
    PRIMARY KEY (key, rank)
) WITHOUT ROWID;

-- What frequency and pitch dictionaries say of a word; several rows when they say several things.
CREATE TABLE fact (
    text    TEXT NOT NULL,
    kind    TEXT NOT NULL,      -- frequency or pitch
    reading TEXT NOT NULL,      -- in hiragana, or empty: of every reading
    place   INTEGER NOT NULL,   -- the file's order
    value   TEXT NOT NULL,      -- to show: a rank or a count as the file writes it; the mora after which the pitch falls
    PRIMARY KEY (text, kind, reading, place)
) WITHOUT ROWID;

-- Single kanji of an added dictionary; lists are joined by line feeds.
CREATE TABLE kanji (
    literal  TEXT PRIMARY KEY,
    onyomi   TEXT NOT NULL,
    kunyomi  TEXT NOT NULL,
    meanings TEXT NOT NULL,
    tags     TEXT NOT NULL
) WITHOUT ROWID;

-- How common a word is (Zipf scale, 0 to 8), by wordfreq: Japanese headwords and English words that are keys.
CREATE TABLE zipf (
    language TEXT NOT NULL,
    word     TEXT NOT NULL,
    value    REAL NOT NULL,
    PRIMARY KEY (language, word)
) WITHOUT ROWID;
