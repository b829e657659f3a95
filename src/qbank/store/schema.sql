-- The review log of qbank: the only file that cannot be made again.
--
-- Versions (PRAGMA user_version; the steps stand in migrations.py and are never edited after a release)
--   1  the log, meta, drafts
--
-- PRAGMA application_id is 0x71626e6b ("qbnk"). This file is version 1 as it was released; a later version
-- adds a numbered step to migrations.py and a line here. The derived table is in memory.sql: it may be dropped.

CREATE TABLE review (
    id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),  -- uuid7: unique over all devices, rising on one
    device    TEXT NOT NULL,                                      -- which installation wrote the row
    at        INTEGER NOT NULL,                                   -- UTC microseconds since 1970
    "offset"  INTEGER NOT NULL,                                   -- the person's time zone, minutes east of UTC
    kind      TEXT NOT NULL CHECK (kind <> ''),                   -- answer, attempt, undo, suspend, importance, note, wording, plan, params, import
    item      TEXT,                                               -- an entry's id, known to the bank or not; null for plan and params
    item_hash TEXT,                                               -- fingerprint of the entry as it was shown
    grade     INTEGER CHECK (grade BETWEEN 1 AND 4),              -- the person's rating: again, hard, good, easy
    score     REAL CHECK (score BETWEEN 0 AND 1),                 -- what the grader gave; null where nothing was graded
    points    TEXT,                                               -- JSON list: ids of the key points that were hit
    grader    TEXT,                                               -- version of the grader that gave score and points
    ms        INTEGER CHECK (ms >= 0),                            -- from the question shown to the answer given
    answer    TEXT,                                               -- what was typed
    target    BLOB CHECK (length(target) = 16),                   -- the row that an undo names
    data      TEXT,                                               -- JSON object: what the other kinds carry
    CHECK (kind <> 'undo' OR target IS NOT NULL)
) STRICT;

CREATE INDEX review_of_item ON review (item, at, id);

CREATE TRIGGER review_refuses_update BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only');
END;

CREATE TRIGGER review_refuses_delete BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'the review log is append-only');
END;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,  -- "device": the name of this installation; "memory": what the derived table fits
    value TEXT NOT NULL               -- device: any text; memory: JSON [schedule version, rows of the log, last rowid]
) STRICT;

CREATE TABLE draft (
    item TEXT PRIMARY KEY NOT NULL,   -- an entry's id
    text TEXT NOT NULL                -- an answer typed half, for the next session; gone once the entry is answered
) STRICT;
