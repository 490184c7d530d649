-- Witnesses. Whose log we witness, and what we signed last of each: one that is taken from the list keeps its row without
-- keys, so that a second history is not signed for it either when it comes back.
CREATE TABLE witnessed (
    operation TEXT NOT NULL,
    origin TEXT NOT NULL,             -- the log's name
    keys TEXT NOT NULL,               -- what it may sign with, one a line; empty = not witnessed any more
    size BIGINT NOT NULL,             -- leaves of what was signed last; 0 = nothing yet
    root BYTEA NOT NULL,              -- its root
    signed_at BIGINT NOT NULL,        -- seconds since 1970, as the signature says; 0 = nothing yet
    PRIMARY KEY (operation, origin)
);

-- Who witnesses us, and what came of asking last.
CREATE TABLE witness (
    operation TEXT NOT NULL,
    name TEXT NOT NULL,               -- of its key, as its signatures say it
    key TEXT NOT NULL,
    address TEXT NOT NULL,            -- what stands before /add-checkpoint
    seen BIGINT NOT NULL,             -- leaves of ours that it signed last, as far as we know
    cosigned_at BIGINT NOT NULL,      -- seconds since 1970; 0 = never
    said TEXT NOT NULL,               -- empty = it signed, or was not asked yet; else why not
    since BIGINT NOT NULL,            -- since when it has not signed; 0 = it signed
    next_at BIGINT NOT NULL,          -- before this it is not asked again
    ahead BIGINT NOT NULL,            -- leaves it says it saw of a log that this book does not go on from; then nothing is signed
    PRIMARY KEY (operation, name)
);
