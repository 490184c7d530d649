-- What coordinators may change about the operation itself. Empty: all languages, no public address, no onion service.
ALTER TABLE operations ADD COLUMN languages TEXT NOT NULL DEFAULT '';  -- codes with blanks between, the first is the usual one
ALTER TABLE operations ADD COLUMN address TEXT NOT NULL DEFAULT '';    -- https://example.org/o/flood, without a slash at its end
ALTER TABLE operations ADD COLUMN onion TEXT NOT NULL DEFAULT '';      -- http://….onion/o/flood
