-- Who may work with central (design section 5). Beside the book and not in it: a restore of the book brings no revoked
-- token back, and no replica carries what a token is known by.

CREATE TABLE IF NOT EXISTS enrolment (
  incarnation TEXT PRIMARY KEY,
  station TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('station', 'office')),
  -- Of the book; NULL: all branches.
  branch INTEGER,
  -- SHA-256 of each token.
  write_hash TEXT NOT NULL UNIQUE,
  read_hash TEXT NOT NULL UNIQUE,
  enrolled_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  revoked_because TEXT,
  CHECK ((revoked_at IS NULL) = (revoked_because IS NULL)),
  CHECK (kind = 'office' OR branch IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX IF NOT EXISTS one_open_incarnation ON enrolment (station) WHERE revoked_at IS NULL;

-- The process that works under an identity now.
CREATE TABLE IF NOT EXISTS claim (
  incarnation TEXT PRIMARY KEY REFERENCES enrolment (incarnation),
  claimant TEXT NOT NULL,
  host TEXT NOT NULL,
  since INTEGER NOT NULL,
  heard_at INTEGER NOT NULL
) STRICT;

-- Those that worked under it before.
CREATE TABLE IF NOT EXISTS past_claim (
  id INTEGER PRIMARY KEY,
  incarnation TEXT NOT NULL REFERENCES enrolment (incarnation),
  claimant TEXT NOT NULL,
  host TEXT NOT NULL,
  since INTEGER NOT NULL,
  heard_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL
) STRICT;

-- The last document of each writer that the book acknowledged: what a restored book is compared with.
CREATE TABLE IF NOT EXISTS heard (
  incarnation TEXT PRIMARY KEY REFERENCES enrolment (incarnation),
  seq INTEGER NOT NULL,
  document TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
