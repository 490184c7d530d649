-- Feature needs. Derived from entries of kind need: the newest word on each need.
CREATE TABLE need (
    operation TEXT NOT NULL,
    fund TEXT NOT NULL,               -- the need's own fund, e.g. vest-1; also its name
    entry BIGINT NOT NULL,
    item TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    priority BIGINT NOT NULL,         -- 1 is the most urgent of 1 to 3
    confirmed TEXT NOT NULL,
    PRIMARY KEY (operation, fund)
);
