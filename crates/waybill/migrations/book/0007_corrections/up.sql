-- Derived: which entry is corrected, and by which. An entry is corrected once at most.
CREATE TABLE corrected (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    by_entry BIGINT NOT NULL,
    PRIMARY KEY (operation, entry)
);
