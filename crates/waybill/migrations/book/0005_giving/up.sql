-- Feature donations. Plain rows: what strangers promised on the public page. No person, no address, no time of day. A row
-- goes when its gift is booked, or 60 days after it ended.
CREATE TABLE promise (
    operation TEXT NOT NULL,
    reference TEXT NOT NULL,          -- as in the table reference, which has the hash of its code
    fund TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT a_promise_is_more_than_nothing CHECK (amount > 0),
    promised_on TEXT NOT NULL,        -- civil date, YYYY-MM-DD
    expires_on TEXT NOT NULL,         -- the last day on which the money is waited for
    PRIMARY KEY (operation, reference)
);
CREATE INDEX promise_by_end ON promise (operation, expires_on);
