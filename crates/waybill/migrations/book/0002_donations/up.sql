-- Feature donations. `reference` is a plain row: what a giver writes on a transfer, and the hash of the code that
-- answers "what became of my gift". `gift` is derived from entries of kind gift.
CREATE TABLE reference (
    operation TEXT NOT NULL,
    reference TEXT NOT NULL,          -- ISO 11649, seen by the bank; opens nothing
    code_hash BYTEA NOT NULL,         -- SHA-256 of the receipt code; the code itself is stored nowhere
    PRIMARY KEY (operation, reference)
);
CREATE INDEX reference_by_code ON reference (operation, code_hash);

CREATE TABLE gift (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (operation, entry)
);
CREATE INDEX gift_by_reference ON gift (operation, reference);
