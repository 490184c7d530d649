-- Feature statements. Plain rows: what the bank's statements say, as far as it may be kept before sealing exists. No name, no
-- account number, no text of a transfer.
CREATE TABLE statement_line (
    operation TEXT NOT NULL,
    mark TEXT NOT NULL,               -- keyed hash of everything that tells two different lines apart
    nth INTEGER NOT NULL,             -- which of several lines that are the same in everything, from 1
    account TEXT NOT NULL,            -- ours, bank-eur-1
    booked TEXT NOT NULL,             -- civil date, YYYY-MM-DD
    valued TEXT NOT NULL,             -- the same; empty where the bank names none
    direction TEXT NOT NULL CONSTRAINT money_comes_or_goes CHECK (direction IN ('in', 'out')),
    amount BIGINT NOT NULL CONSTRAINT a_line_is_more_than_nothing CHECK (amount > 0),
    reversal INTEGER NOT NULL,        -- 1 where the bank takes an earlier line back
    payments INTEGER NOT NULL,        -- how many the bank booked as one; 1 where it is what it looks like
    reference TEXT NOT NULL,          -- a creditor reference (ISO 11649), without blanks; empty where there is none
    country TEXT NOT NULL,            -- of the giver's bank, two letters; empty where the bank does not say
    sent_currency TEXT NOT NULL,      -- what was sent, where that was another currency; else empty
    sent_amount BIGINT NOT NULL,
    rate TEXT NOT NULL,               -- as the bank writes it; empty where it does not
    state TEXT NOT NULL CONSTRAINT a_line_has_a_state CHECK (state IN ('open', 'held', 'ignored', 'booked')),
    entry BIGINT,                     -- of the book, once it is booked
    round INTEGER NOT NULL,           -- how often its entry was put right, so that it can be booked anew
    PRIMARY KEY (operation, mark, nth),
    CONSTRAINT one_line_an_entry UNIQUE (operation, account, entry), -- money changed between two accounts is a line of each
    CONSTRAINT booked_means_an_entry CHECK ((state = 'booked') = (entry IS NOT NULL))
);
CREATE INDEX statement_line_by_state ON statement_line (operation, state, account, booked);

-- Which account of ours a number of the bank's is, where a person said so.
CREATE TABLE statement_account (
    operation TEXT NOT NULL,
    mark TEXT NOT NULL,               -- keyed hash of the number
    currency TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (operation, mark, currency)
);

-- The balances that statements tell. No row where a statement tells none.
CREATE TABLE statement_balance (
    operation TEXT NOT NULL,
    account TEXT NOT NULL,
    mark TEXT NOT NULL,               -- keyed hash of the bank's name for the statement
    opened_on TEXT NOT NULL,          -- civil date; empty where only the last balance is told
    opening BIGINT NOT NULL,
    closed_on TEXT NOT NULL,
    closing BIGINT NOT NULL,
    PRIMARY KEY (operation, account, mark)
);
