-- How old the copy of the books at a station may be until the station warns, asks for a manager, and stops, by what is
-- scanned there. A row only where somebody set something else than is usual (core/branches/old-books.ts). NULL: never.
CREATE TABLE old_books_limit (
  branch INTEGER NOT NULL REFERENCES branch (id),
  workflow TEXT NOT NULL CHECK (workflow IN ('sales', 'production', 'general')),
  -- Minutes, at most a year.
  warn_after INTEGER CHECK (warn_after BETWEEN 1 AND 525600),
  ask_after INTEGER CHECK (ask_after BETWEEN 1 AND 525600),
  stop_after INTEGER CHECK (stop_after BETWEEN 1 AND 525600),
  PRIMARY KEY (branch, workflow),
  CHECK (warn_after <= ask_after),
  CHECK (ask_after <= stop_after),
  CHECK (warn_after <= stop_after)
) STRICT, WITHOUT ROWID;
