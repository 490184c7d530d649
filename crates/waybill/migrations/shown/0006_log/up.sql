-- The log as strangers read it. Derived: leaves in bundles of 256, and the roots above them.
CREATE TABLE tile (
    operation TEXT NOT NULL,
    level INTEGER NOT NULL,           -- -1 = the leaves themselves; 0 = their hashes; each level stands for 256 times more
    place BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (operation, level, place)
);

CREATE TABLE signed (
    operation TEXT NOT NULL PRIMARY KEY,
    tiles BIGINT NOT NULL,            -- leaves that the tiles hold
    checkpoint TEXT NOT NULL,         -- the newest signed checkpoint; empty before the first
    keys TEXT NOT NULL                -- the keys it may be signed with, as `log/keys` shows them
);
