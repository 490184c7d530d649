-- Feature dispatches. `dispatch_draft` is a plain row: what somebody is writing. `dispatch` is derived from entries of kind
-- dispatch: which names are published, and by which entries.
CREATE TABLE dispatch_draft (
    operation TEXT NOT NULL,
    name TEXT NOT NULL,               -- the day, 23; a statement of that day, 23-1
    lang TEXT NOT NULL,
    version INTEGER NOT NULL,         -- grows with every save, so that two editors see one another
    body TEXT NOT NULL,               -- JSON, as in an entry's public part
    PRIMARY KEY (operation, name, lang)
);

CREATE TABLE dispatch (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (operation, entry)
);
CREATE INDEX dispatch_by_name ON dispatch (operation, name, entry);
