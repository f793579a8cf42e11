-- What people tell us, and other systems that connect.

-- A new kind of note, and one from the office, where somebody may look at all branches. Rebuilt for its CHECKs.
CREATE TABLE station_note_next (
  id TEXT PRIMARY KEY,
  station TEXT NOT NULL,
  -- NULL: a remark about all branches.
  branch INTEGER REFERENCES branch (id),
  kind TEXT NOT NULL CHECK (kind IN ('unknown_scan', 'barcode_attached', 'work_discarded', 'remark')),
  at INTEGER NOT NULL,
  person INTEGER REFERENCES person (id),
  content TEXT NOT NULL,
  -- A manager has seen to it.
  done_at INTEGER,
  CHECK (branch IS NOT NULL OR kind = 'remark')
) STRICT, WITHOUT ROWID;
INSERT INTO station_note_next (id, station, branch, kind, at, person, content, done_at)
SELECT id, station, branch, kind, at, person, content, done_at FROM station_note;
DROP TABLE station_note;
ALTER TABLE station_note_next RENAME TO station_note;
CREATE INDEX station_note_open ON station_note (branch, kind, at) WHERE done_at IS NULL;

-- Another system works under a name of its own, with a role and a branch like a person's, and never signs in.
ALTER TABLE person ADD COLUMN is_service INTEGER NOT NULL DEFAULT 0 CHECK (is_service IN (0, 1));

-- A bearer token is random; only its SHA-256 is kept. Revoked, never deleted.
CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  -- Who made it; NULL: somebody with a shell on the machine.
  made_by INTEGER REFERENCES person (id),
  made_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_of_person ON api_token (person);

-- What an idempotency key made, other than a document: those carry their own id.
CREATE TABLE api_request (
  person INTEGER NOT NULL REFERENCES person (id),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  -- SHA-256 of what was asked: the same key with another body is a mistake.
  body_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sales_order', 'run')),
  made INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;
