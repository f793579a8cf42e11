-- The copies that were made of this book where it lies, each after it was verified (core/backup/record-copy.ts). A
-- writer keeps what it posted until it lies in a copy that is a week older than the newest one (core/outbox/may-go.ts).
-- A copy does not know itself: a book that is restored from one knows those before it.
CREATE TABLE verified_copy (
  n INTEGER PRIMARY KEY,
  -- Milliseconds since 1970, by the clock where the book lies, never less than the one before.
  made_at INTEGER NOT NULL,
  -- Of the last document in it.
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;
