-- Who may do what, and what nobody else may read. Plain rows, all of them.

-- People of the operation, by the name they go by; their own name stands nowhere.
CREATE TABLE person (
    operation TEXT NOT NULL,
    id INTEGER NOT NULL,              -- from 1; the author of entries
    name TEXT NOT NULL,               -- a pseudonym, as it is shown
    known_as TEXT NOT NULL,           -- the same as it is looked up: lower case, single blanks
    role TEXT NOT NULL CONSTRAINT a_role_is_one_of
        CHECK (role IN ('coordinator', 'treasurer', 'logistics', 'editor', 'moderator', 'auditor')),
    status TEXT NOT NULL CONSTRAINT a_status_is_one_of CHECK (status IN ('invited', 'active', 'suspended', 'removed')),
    recipient TEXT NOT NULL,          -- public key, age1…; empty until they joined
    salt BYTEA NOT NULL,              -- of their passphrase
    locked BYTEA NOT NULL,            -- their private key and the secret of their codes, under the passphrase
    code_step BIGINT NOT NULL,        -- half minute of the newest code they used: each is taken once
    seen_on TEXT NOT NULL,            -- the date alone
    PRIMARY KEY (operation, id),
    CONSTRAINT a_name_is_one_person UNIQUE (operation, known_as)
);

-- Codes on paper, each for one time; only their hash is here.
CREATE TABLE recovery_code (
    operation TEXT NOT NULL,
    person INTEGER NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (operation, person, hash)
);

-- Links with which somebody joins; only a hash of the token is here.
CREATE TABLE invitation (
    operation TEXT NOT NULL,
    token BYTEA NOT NULL,
    person INTEGER NOT NULL,
    made_by INTEGER NOT NULL,         -- 0 = at the machine itself
    confirmed_by INTEGER NOT NULL,    -- the second person; 0 while one is waited for; the first where one is enough
    used INTEGER NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (operation, token)
);

-- A session has a key of its own now, so those that were open end with this migration.
DROP TABLE session;
CREATE TABLE session (
    operation TEXT NOT NULL,
    token BYTEA NOT NULL,             -- hash of the secret in the cookie
    mark TEXT NOT NULL,               -- names it in the list of sessions; opens nothing
    person INTEGER NOT NULL,
    box BYTEA NOT NULL,               -- the unlocked keys, under the secret in the cookie
    begun_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    proved_at BIGINT NOT NULL,        -- when the second factor was last shown
    PRIMARY KEY (operation, token)
);

-- Keys to which records are sealed: one a class of data, and a new one from now on whenever somebody loses the right to it.
CREATE TABLE seal_key (
    operation TEXT NOT NULL,
    class TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    recipient TEXT NOT NULL,          -- public key, age1…
    PRIMARY KEY (operation, class, epoch)
);
CREATE TABLE seal_share (
    operation TEXT NOT NULL,
    class TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    person INTEGER NOT NULL,
    envelope BYTEA NOT NULL,          -- the private key of that class and epoch, sealed to this person
    PRIMARY KEY (operation, class, epoch, person)
);

-- Sealed records. Erasing one deletes its row: the data key stands in its envelope and nowhere else.
CREATE TABLE sealed (
    operation TEXT NOT NULL,
    subject TEXT NOT NULL,            -- what it belongs to: entry/17, line/…, comment/…, holder/…
    class TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    envelope BYTEA NOT NULL,
    PRIMARY KEY (operation, subject)
);
-- What was erased, so that a copy that is brought back is erased again.
CREATE TABLE erased (
    operation TEXT NOT NULL,
    subject TEXT NOT NULL,
    erased_on TEXT NOT NULL,
    PRIMARY KEY (operation, subject)
);

-- What waits for a second person: exactly what was typed, and who stands behind it.
CREATE TABLE proposal (
    operation TEXT NOT NULL,
    id TEXT NOT NULL,                 -- random
    form TEXT NOT NULL,               -- path of the form
    key TEXT NOT NULL,                -- the form's one-time key
    payload TEXT NOT NULL,            -- canonical JSON of what was typed
    digest BYTEA NOT NULL,            -- SHA-256 of it; approvals name this
    maker INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    state TEXT NOT NULL CONSTRAINT a_proposal_is_one_of CHECK (state IN ('open', 'done', 'withdrawn')),
    entry BIGINT,                     -- what came of it
    PRIMARY KEY (operation, id),
    CONSTRAINT a_key_proposes_once UNIQUE (operation, key)
);
CREATE TABLE approval (
    operation TEXT NOT NULL,
    proposal TEXT NOT NULL,
    person INTEGER NOT NULL,
    digest BYTEA NOT NULL,            -- of what this person looked at
    PRIMARY KEY (operation, proposal, person)
);

-- The lock switch: when it was thrown, 0 while it is not; and who wants it undone.
ALTER TABLE operations ADD COLUMN locked_at BIGINT NOT NULL DEFAULT 0;
CREATE TABLE unlock_vote (
    operation TEXT NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (operation, person)
);
