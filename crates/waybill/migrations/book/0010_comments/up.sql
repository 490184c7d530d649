-- Feature comments. Plain rows: what strangers wrote under published texts, and what was decided about it. No e-mail
-- address, no time of day, nothing of the reader's machine. A rejected or removed row has lost its name and its words.
CREATE TABLE comment_kept (
    operation TEXT NOT NULL,
    id TEXT NOT NULL,                 -- keyed, looks random; the same in public
    about TEXT NOT NULL,              -- the text it stands under: 23, 23-1
    lang TEXT NOT NULL,               -- of the page on which it was written
    digest TEXT NOT NULL,             -- keyed hash of what the form said, to know a form that is sent again
    place BIGINT NOT NULL,            -- order of coming in
    written_on TEXT NOT NULL,         -- civil date, YYYY-MM-DD
    author TEXT NOT NULL,             -- the name its writer chose
    words TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT a_comment_is_one_of CHECK (state IN ('held', 'approved', 'rejected', 'removed')),
    reply TEXT NOT NULL,              -- of the operation; empty where there is none
    replied_on TEXT NOT NULL,
    version INTEGER NOT NULL,         -- grows with every decision, so that two moderators see one another
    decided_by TEXT NOT NULL,         -- one-time key of the form that decided last: pressed twice, it is one decision
    told INTEGER NOT NULL,            -- 0 = the public side has not heard of the last decision yet
    PRIMARY KEY (operation, id)
);
CREATE INDEX comment_kept_by_state ON comment_kept (operation, state, place);
CREATE INDEX comment_kept_untold ON comment_kept (operation, told, place);
