-- Published texts: dispatches and statements with the figures they pin. Told at once, unlike facts; rebuilt from the book.
-- A correction is one more row of the same name; nothing here is changed.
CREATE TABLE text (
    operation TEXT NOT NULL,
    position BIGINT NOT NULL,         -- order of publication
    id TEXT NOT NULL,                 -- keyed, looks random
    name TEXT NOT NULL,               -- in addresses: the day, 23; a statement of that day, 23-1
    published_at BIGINT NOT NULL,     -- seconds since 1970
    snapshot INTEGER NOT NULL,        -- the close whose figures it pins; 0 before the first
    heads TEXT NOT NULL,              -- JSON: title and first words by language, for lists
    body TEXT NOT NULL,               -- canonical JSON, as in the entry's public part
    PRIMARY KEY (operation, position),
    CONSTRAINT text_once UNIQUE (operation, id)
);
CREATE INDEX text_by_name ON text (operation, name, position);
