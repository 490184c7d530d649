-- The log. Ground: what each tick took in cannot be made again from the entries alone. Its leaves can, from this row, the
-- entries and the published facts, so that `waybill rebuild` writes the same tiles.
CREATE TABLE tick (
    operation TEXT NOT NULL,
    step INTEGER NOT NULL,            -- the close it belongs to
    entries BIGINT NOT NULL,          -- the last entry whose commitments are in the log
    head BYTEA NOT NULL,              -- the chained head at that entry
    facts BIGINT NOT NULL,            -- how many published facts are in the log
    texts BIGINT NOT NULL,            -- how many published texts
    size BIGINT NOT NULL,             -- leaves after it
    root BYTEA NOT NULL,              -- the root over them
    edge BYTEA NOT NULL,              -- roots of the perfect trees that make it, the largest first
    PRIMARY KEY (operation, step)
);

-- Derived: where in the log an entry's commitments stand.
CREATE TABLE log_place (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    place BIGINT NOT NULL,            -- the leaf, from 0
    PRIMARY KEY (operation, entry)
);
