-- Feature purchases. Derived from entries of kinds order, payment and arrival.
CREATE TABLE purchase_order (
    operation TEXT NOT NULL,
    code TEXT NOT NULL,               -- its holder code while it is owed to us, order-…
    entry BIGINT NOT NULL,
    fund TEXT NOT NULL,
    supplier TEXT NOT NULL,
    expected_week TEXT NOT NULL,      -- a Monday
    lines TEXT NOT NULL,              -- JSON, as in the order's public part
    paid INTEGER NOT NULL,            -- 1 once a payment was entered
    PRIMARY KEY (operation, code)
);
