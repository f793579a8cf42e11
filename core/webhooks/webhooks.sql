-- Other systems that want to hear what happens, and what they have not heard yet. Its own file, one writer, synced on
-- commit. The secrets in it sign what is sent; the data folder is nobody else's to read.

CREATE TABLE IF NOT EXISTS hook (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  -- NULL: of all branches.
  branch INTEGER,
  -- JSON: which events it is told.
  events TEXT NOT NULL,
  with_costs INTEGER NOT NULL CHECK (with_costs IN (0, 1)),
  secret TEXT NOT NULL,
  made_by INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  -- The last position of the book that it was told of, or passed over.
  position INTEGER NOT NULL,
  -- Why nothing is sent; NULL: it is.
  paused TEXT CHECK (paused IN ('person', 'gone')),
  -- When it last took something, and since when it has not.
  last_done_at INTEGER,
  failing_since INTEGER
) STRICT, WITHOUT ROWID;

-- In the order in which they are told; a test waits for none of them. `event` and `position` of one hook are told once.
CREATE TABLE IF NOT EXISTS delivery (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hook TEXT NOT NULL REFERENCES hook (id) ON DELETE CASCADE,
  event TEXT NOT NULL,
  -- Of the document it is about; NULL: it is about none.
  position INTEGER,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'given_up')),
  made_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  -- When it was last tried, and what came of it: a status, or why there was none.
  tried_at INTEGER,
  answer TEXT,
  UNIQUE (hook, event, position)
) STRICT;
CREATE INDEX IF NOT EXISTS delivery_waiting ON delivery (hook, n) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS delivery_test ON delivery (hook, n) WHERE state = 'waiting' AND event = 'test';
CREATE INDEX IF NOT EXISTS delivery_of_hook ON delivery (hook, n);
CREATE INDEX IF NOT EXISTS delivery_settled ON delivery (tried_at) WHERE state <> 'waiting';

-- Whether the books were right when they were last proved, so that a restart tells nobody twice.
CREATE TABLE IF NOT EXISTS told_verdict (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  is_green INTEGER NOT NULL CHECK (is_green IN (0, 1))
) STRICT;
