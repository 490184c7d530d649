-- Comments that were approved, as public pages show them. Plain rows, not derived from entries: `waybill rebuild` leaves
-- them alone. A removed one has lost its name, its words and its reply.
CREATE TABLE comment (
    operation TEXT NOT NULL,
    id TEXT NOT NULL,                 -- keyed, looks random
    about TEXT NOT NULL,              -- the text it stands under
    position BIGINT NOT NULL,         -- order of approval
    written_on TEXT NOT NULL,         -- the day alone
    lang TEXT NOT NULL,
    author TEXT NOT NULL,
    words TEXT NOT NULL,
    reply TEXT NOT NULL,
    replied_on TEXT NOT NULL,
    removed INTEGER NOT NULL,         -- 1 = taken down
    version INTEGER NOT NULL,         -- of the decision it shows; an older one never replaces a newer one
    PRIMARY KEY (operation, id)
);
CREATE INDEX comment_by_text ON comment (operation, about, written_on, position);
