-- What people did about people, and with the lock, for the others to see; never who read what.
CREATE TABLE deed (
    operation TEXT NOT NULL,
    n INTEGER NOT NULL,               -- order; from 1
    done_on TEXT NOT NULL,            -- the date alone
    made_by INTEGER NOT NULL,         -- 0 = at the machine itself
    about INTEGER NOT NULL,           -- 0 = nobody
    what TEXT NOT NULL,
    PRIMARY KEY (operation, n)
);
