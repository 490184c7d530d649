-- Plain rows: which form was sent with a one-time key, so that the same key with another body is refused. Only keyed hashes:
-- neither the key nor what was typed can be read from them. A row is kept for as long as a page may stand open.
CREATE TABLE form_done (
    operation TEXT NOT NULL,
    key TEXT NOT NULL,                -- keyed hash of the form's one-time key
    digest TEXT NOT NULL,             -- keyed hash of where it was sent and of everything in it
    said TEXT NOT NULL,               -- counts that its answer told and that a second look would not find; mostly empty
    sent_on TEXT NOT NULL,
    PRIMARY KEY (operation, key)
);
CREATE INDEX form_done_by_day ON form_done (operation, sent_on);
