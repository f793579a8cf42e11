-- What a process that makes documents keeps until the book has them. Its own file, one writer, synced on commit.

-- A scan session of one station: the machine's state, word for word, so that it survives a reload and a restart.
CREATE TABLE IF NOT EXISTS session (
  station TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

-- The last number and hash of each writer of this process. Kept when old documents are cleared away.
CREATE TABLE IF NOT EXISTS writer (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- The one book these documents belong to. They are never posted to another.
CREATE TABLE IF NOT EXISTS book (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  database_id TEXT NOT NULL
) STRICT;

-- Which outbox this is, for whoever finds a copy of it at work beside it.
CREATE TABLE IF NOT EXISTS identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS document (
  writer TEXT NOT NULL REFERENCES writer (name),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'posted', 'refused')),
  content TEXT NOT NULL,
  accepted_at INTEGER NOT NULL,
  -- What became of it, as the poster got it; NULL while it waits.
  outcome TEXT,
  settled_at INTEGER,
  PRIMARY KEY (writer, seq),
  CHECK ((state = 'waiting') = (outcome IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_waiting ON document (writer, seq) WHERE state = 'waiting';

-- What the waiting documents will change, in totals, so that a scan reads one row however many wait. A total of zero
-- stays until nothing waits any more.
CREATE TABLE IF NOT EXISTS unposted (
  location INTEGER NOT NULL,
  item INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (location, item)
) STRICT, WITHOUT ROWID;

-- Likewise for what they log on an order or a run.
CREATE TABLE IF NOT EXISTS unposted_logged (
  context TEXT NOT NULL CHECK (context IN ('sales_order', 'run')),
  context_id INTEGER NOT NULL,
  item INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (context, context_id, item)
) STRICT, WITHOUT ROWID;
-- Of an earlier version: they made every total twice as dear.
DROP INDEX IF EXISTS unposted_zero;
DROP INDEX IF EXISTS unposted_logged_zero;

-- Where the book is read from a copy that follows it: of each writer, the last document that the copy is known to have,
-- and the last one that it may have by now. No row: none of either.
CREATE TABLE IF NOT EXISTS sent (
  writer TEXT PRIMARY KEY REFERENCES writer (name),
  arrived INTEGER NOT NULL,
  last INTEGER NOT NULL,
  CHECK (arrived <= last)
) STRICT, WITHOUT ROWID;

-- What the documents between the two change, each by itself. It lies in the totals as well: a reader takes off what the
-- copy has of it, in the statement that reads the copy (laid-over.ts).
CREATE TABLE IF NOT EXISTS sent_change (
  context TEXT NOT NULL CHECK (context IN ('place', 'sales_order', 'run')),
  context_id INTEGER NOT NULL,
  item INTEGER NOT NULL,
  writer TEXT NOT NULL,
  seq INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (context, context_id, item, writer, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sent_change_of_document ON sent_change (writer, seq);

-- Which document takes which one back, of those made here.
CREATE TABLE IF NOT EXISTS reversal (
  original TEXT PRIMARY KEY,
  id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong PINs of a person at this process, so that a restart forgives nobody.
CREATE TABLE IF NOT EXISTS pin_failure (
  person INTEGER PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until INTEGER NOT NULL
) STRICT;

-- Wrong passwords at this process: of a login at an address, and of an address. The key is a SHA-256 of them.
CREATE TABLE IF NOT EXISTS sign_in_failure (
  key TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sign_in_failure_by_age ON sign_in_failure (last_at);

-- What is told to the books beside documents, in order, until they have it. Once sent, a note is forgotten.
CREATE TABLE IF NOT EXISTS note (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL
) STRICT;

-- Barcodes attached here, known at once; the books learn of them by a note.
CREATE TABLE IF NOT EXISTS attached_barcode (
  code TEXT PRIMARY KEY,
  item INTEGER NOT NULL,
  quantity INTEGER,
  pack_name TEXT
) STRICT, WITHOUT ROWID;

-- Browsers that are a station's screen by a pairing code.
CREATE TABLE IF NOT EXISTS screen (
  id TEXT PRIMARY KEY,
  station TEXT NOT NULL,
  label TEXT NOT NULL,
  paired_by INTEGER NOT NULL,
  paired_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- The one open pairing code of a station: its SHA-256, until when, and how often a wrong one was tried.
CREATE TABLE IF NOT EXISTS pairing (
  station TEXT PRIMARY KEY,
  code_hash TEXT NOT NULL,
  opened_by INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT;
