-- Published facts: all that public pages, feeds and exports can read. Rebuilt from the book by `waybill rebuild`.

CREATE TABLE card (
    operation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    day_one TEXT NOT NULL,
    zone TEXT NOT NULL,
    demo INTEGER NOT NULL
);

-- A snapshot: one closed day of the operation, numbered like the day.
CREATE TABLE snapshot (
    operation TEXT NOT NULL,
    step INTEGER NOT NULL,
    closed_at BIGINT NOT NULL,
    PRIMARY KEY (operation, step)
);

CREATE TABLE fact (
    operation TEXT NOT NULL,
    position BIGINT NOT NULL,         -- order of opening
    id TEXT NOT NULL,                 -- keyed, looks random
    step INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    moves TEXT NOT NULL,
    PRIMARY KEY (operation, position),
    CONSTRAINT fact_once UNIQUE (operation, id)
);
