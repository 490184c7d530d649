-- The same settings as in the book, for public pages.
ALTER TABLE card ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN onion TEXT NOT NULL DEFAULT '';
