-- Feature needs. Derived: who confirmed a need last, and whether it is needed now. What older entries do not say is as they are read.
ALTER TABLE need ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';        -- a role; empty where it was not asked for
ALTER TABLE need ADD COLUMN state TEXT NOT NULL DEFAULT 'needed';         -- needed, not-now or surplus
ALTER TABLE need ADD COLUMN surplus BIGINT NOT NULL DEFAULT 0;            -- how many too many
