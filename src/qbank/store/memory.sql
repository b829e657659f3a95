-- What is remembered of each question: derived from the log by replay, dropped and made again at will.

CREATE TABLE IF NOT EXISTS memory (
    item       TEXT PRIMARY KEY NOT NULL,  -- an entry's id
    stability  REAL NOT NULL,              -- days after which the chance to recall falls to 90 %
    difficulty REAL NOT NULL,              -- 1 to 10
    last_day   INTEGER NOT NULL,           -- study day of the last rated answer, days since 1970-01-01
    due_day    INTEGER NOT NULL,           -- study day on which it should be asked again
    reviews    INTEGER NOT NULL,           -- rated answers
    lapses     INTEGER NOT NULL            -- those of them that were `again`, the first one left out
) STRICT
