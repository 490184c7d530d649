-- Which book this is: a random name made once, at the founding or at the first start after this change. A book that comes back
-- from its backup keeps it; a book founded again under the same short name has another.
ALTER TABLE operations ADD COLUMN generation TEXT NOT NULL DEFAULT '';
