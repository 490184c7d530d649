-- The private book. Every key begins with the operation, on both engines.
-- Ground state: operations, entry. Derived by replay (`waybill rebuild`): pool, arrival, departure.
-- Plain rows: receipt of a form key, outbox, session.

CREATE TABLE operations (
    operation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    day_one TEXT NOT NULL,            -- civil date of day 1, YYYY-MM-DD
    zone TEXT NOT NULL,               -- IANA time zone of the operation's calendar
    accounts TEXT NOT NULL,           -- JSON list of its bank accounts and cash boxes
    demo INTEGER NOT NULL,            -- 1 = a demonstration on a clock of its own
    clock BIGINT NOT NULL,            -- the demonstration's clock, seconds since 1970; 0 in an own operation
    last_entry BIGINT NOT NULL,       -- number of the newest entry; this row is the lock of the one writer
    head BYTEA NOT NULL               -- chained head over the commitments of all entries
);

CREATE TABLE entry (
    operation TEXT NOT NULL,
    number BIGINT NOT NULL,           -- gapless from 1; never shown to the public
    kind TEXT NOT NULL,
    happened_on TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,      -- seconds since 1970, UTC
    public_part BYTEA NOT NULL,       -- canonical bytes: what the gate may read
    private_part BYTEA NOT NULL,      -- canonical bytes: number, times, author, moves and the rest
    salt_public BYTEA NOT NULL,
    salt_private BYTEA NOT NULL,
    salt_sealed BYTEA NOT NULL,
    commitment_public BYTEA NOT NULL, -- HMAC-SHA-256 under the salt beside it
    commitment_private BYTEA NOT NULL,
    commitment_sealed BYTEA NOT NULL, -- over nothing until sealing exists
    head BYTEA NOT NULL,
    PRIMARY KEY (operation, number)
);
CREATE INDEX entry_by_kind ON entry (operation, kind, number);

-- Derived: what lies in each pool, and where its cursor stands.
CREATE TABLE pool (
    operation TEXT NOT NULL,
    account TEXT NOT NULL,
    commodity TEXT NOT NULL,
    balance BIGINT NOT NULL CONSTRAINT nothing_below_zero CHECK (balance >= 0),
    next_out BIGINT NOT NULL,         -- the cursor of docs/TRACING.md section 3
    PRIMARY KEY (operation, account, commodity)
);

-- Derived: arrivals with their running start on the pool's line.
CREATE TABLE arrival (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    move BIGINT NOT NULL,
    account TEXT NOT NULL,
    commodity TEXT NOT NULL,
    start BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (operation, entry, move)
);

-- Derived: departures; a named draw has no running start.
CREATE TABLE departure (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    move BIGINT NOT NULL,
    account TEXT NOT NULL,
    commodity TEXT NOT NULL,
    start BIGINT,
    amount BIGINT NOT NULL,
    PRIMARY KEY (operation, entry, move)
);

-- A form's one-time key and the entry it made: pressing twice gives the first answer.
CREATE TABLE form_key (
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    entry BIGINT NOT NULL,
    PRIMARY KEY (operation, key)
);

-- Entries on their way through the gate; `opened` is the snapshot that told them.
CREATE TABLE outbox (
    operation TEXT NOT NULL,
    entry BIGINT NOT NULL,
    opened INTEGER,
    fact TEXT,
    PRIMARY KEY (operation, entry)
);
CREATE INDEX outbox_waiting ON outbox (operation, opened, entry);

-- Only a hash of the token is here. `entered` is 0 while the printed link was not used yet.
CREATE TABLE session (
    operation TEXT NOT NULL,
    token BYTEA NOT NULL,
    person INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (operation, token)
);
