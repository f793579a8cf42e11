-- The book: documents, their moves, and the balances they keep (design sections 1, 3 and 5).

-- What can happen, and between which kinds of location, for which kinds of item. A new business case is a new row.
CREATE TABLE event (
  event TEXT PRIMARY KEY,
  series TEXT NOT NULL UNIQUE,
  may_be_empty INTEGER NOT NULL CHECK (may_be_empty IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO event (event, series, may_be_empty) VALUES
  ('opening', 'OPN', 0),
  ('purchase_invoice', 'INV', 0),
  ('supplier_return', 'RTS', 0),
  ('price_confirmation', 'PRC', 0),
  ('restock', 'RST', 0),
  ('issue', 'ISS', 0),
  ('issue_return', 'ISR', 0),
  ('usage', 'USE', 0),
  ('usage_return', 'USR', 0),
  ('build', 'BLD', 0),
  ('run_close', 'RCL', 1),
  ('sale', 'SAL', 0),
  ('customer_return', 'CRT', 0),
  ('write_off', 'WOF', 0),
  ('adjustment', 'ADJ', 0),
  ('transfer_dispatch', 'DSP', 0),
  ('transfer_receive', 'RCV', 0),
  ('transfer_settlement', 'STL', 0),
  ('transfer_recall', 'RCA', 0),
  -- Takes back exactly what its original moved: nothing, where that was the close of an empty run.
  ('reversal', 'REV', 1),
  ('void', 'VOI', 1);

-- item_kind 'none': a value-only move that concerns no item. value_only 1: the quantity is 0, else it is not.
CREATE TABLE event_rule (
  event TEXT NOT NULL REFERENCES event (event),
  from_kind TEXT NOT NULL REFERENCES location_kind (kind),
  to_kind TEXT NOT NULL REFERENCES location_kind (kind),
  item_kind TEXT NOT NULL CHECK (item_kind IN ('raw', 'external', 'manufactured', 'none')),
  value_only INTEGER NOT NULL CHECK (value_only IN (0, 1)),
  PRIMARY KEY (event, from_kind, to_kind, item_kind, value_only)
) STRICT, WITHOUT ROWID;

INSERT INTO event_rule (event, from_kind, to_kind, item_kind, value_only) VALUES
  ('opening', 'opening', 'stockroom', 'raw', 0),
  ('opening', 'opening', 'stockroom', 'external', 0),
  ('opening', 'opening', 'manufacturing', 'raw', 0),
  ('opening', 'opening', 'manufacturing', 'external', 0),
  ('opening', 'opening', 'manufacturing', 'manufactured', 0),
  ('opening', 'opening', 'retail', 'external', 0),
  ('opening', 'opening', 'retail', 'manufactured', 0),
  ('purchase_invoice', 'supplier', 'stockroom', 'raw', 0),
  ('purchase_invoice', 'supplier', 'stockroom', 'external', 0),
  ('purchase_invoice', 'supplier', 'retail', 'external', 0),
  ('purchase_invoice', 'supplier', 'tax', 'none', 1),
  ('supplier_return', 'stockroom', 'supplier', 'raw', 0),
  ('supplier_return', 'stockroom', 'supplier', 'external', 0),
  ('supplier_return', 'retail', 'supplier', 'external', 0),
  ('supplier_return', 'gain', 'stockroom', 'raw', 1),
  ('supplier_return', 'gain', 'stockroom', 'external', 1),
  ('supplier_return', 'gain', 'retail', 'external', 1),
  ('supplier_return', 'stockroom', 'loss', 'raw', 1),
  ('supplier_return', 'stockroom', 'loss', 'external', 1),
  ('supplier_return', 'retail', 'loss', 'external', 1),
  ('supplier_return', 'tax', 'supplier', 'none', 1),
  ('price_confirmation', 'supplier', 'stockroom', 'raw', 1),
  ('price_confirmation', 'supplier', 'stockroom', 'external', 1),
  ('price_confirmation', 'supplier', 'retail', 'external', 1),
  ('price_confirmation', 'supplier', 'loss', 'raw', 1),
  ('price_confirmation', 'supplier', 'loss', 'external', 1),
  ('price_confirmation', 'stockroom', 'supplier', 'raw', 1),
  ('price_confirmation', 'stockroom', 'supplier', 'external', 1),
  ('price_confirmation', 'retail', 'supplier', 'external', 1),
  ('price_confirmation', 'gain', 'supplier', 'raw', 1),
  ('price_confirmation', 'gain', 'supplier', 'external', 1),
  ('price_confirmation', 'supplier', 'tax', 'none', 1),
  ('price_confirmation', 'tax', 'supplier', 'none', 1),
  ('restock', 'stockroom', 'retail', 'external', 0),
  ('issue', 'stockroom', 'manufacturing', 'raw', 0),
  ('issue', 'stockroom', 'manufacturing', 'external', 0),
  ('issue', 'retail', 'manufacturing', 'external', 0),
  ('issue', 'retail', 'manufacturing', 'manufactured', 0),
  ('issue_return', 'manufacturing', 'stockroom', 'raw', 0),
  ('issue_return', 'manufacturing', 'stockroom', 'external', 0),
  ('issue_return', 'manufacturing', 'retail', 'external', 0),
  ('issue_return', 'manufacturing', 'retail', 'manufactured', 0),
  ('usage', 'stockroom', 'manufacturing', 'raw', 0),
  ('usage', 'stockroom', 'manufacturing', 'external', 0),
  ('usage', 'manufacturing', 'run', 'raw', 0),
  ('usage', 'manufacturing', 'run', 'external', 0),
  ('usage', 'manufacturing', 'run', 'manufactured', 0),
  ('usage_return', 'run', 'manufacturing', 'raw', 0),
  ('usage_return', 'run', 'manufacturing', 'external', 0),
  ('usage_return', 'run', 'manufacturing', 'manufactured', 0),
  ('build', 'stockroom', 'manufacturing', 'raw', 0),
  ('build', 'stockroom', 'manufacturing', 'external', 0),
  ('build', 'manufacturing', 'run', 'raw', 0),
  ('build', 'manufacturing', 'run', 'external', 0),
  ('build', 'manufacturing', 'run', 'manufactured', 0),
  ('build', 'run', 'built', 'raw', 0),
  ('build', 'run', 'built', 'external', 0),
  ('build', 'run', 'built', 'manufactured', 0),
  ('build', 'built', 'retail', 'manufactured', 0),
  ('run_close', 'run', 'write_off', 'raw', 0),
  ('run_close', 'run', 'write_off', 'external', 0),
  ('run_close', 'run', 'write_off', 'manufactured', 0),
  ('sale', 'retail', 'customer', 'external', 0),
  ('sale', 'retail', 'customer', 'manufactured', 0),
  ('customer_return', 'customer', 'retail', 'external', 0),
  ('customer_return', 'customer', 'retail', 'manufactured', 0),
  ('customer_return', 'customer', 'write_off', 'external', 0),
  ('customer_return', 'customer', 'write_off', 'manufactured', 0),
  ('write_off', 'stockroom', 'write_off', 'raw', 0),
  ('write_off', 'stockroom', 'write_off', 'external', 0),
  ('write_off', 'manufacturing', 'write_off', 'raw', 0),
  ('write_off', 'manufacturing', 'write_off', 'external', 0),
  ('write_off', 'manufacturing', 'write_off', 'manufactured', 0),
  ('write_off', 'retail', 'write_off', 'external', 0),
  ('write_off', 'retail', 'write_off', 'manufactured', 0),
  ('adjustment', 'gain', 'stockroom', 'raw', 0),
  ('adjustment', 'gain', 'stockroom', 'external', 0),
  ('adjustment', 'gain', 'manufacturing', 'raw', 0),
  ('adjustment', 'gain', 'manufacturing', 'external', 0),
  ('adjustment', 'gain', 'manufacturing', 'manufactured', 0),
  ('adjustment', 'gain', 'retail', 'external', 0),
  ('adjustment', 'gain', 'retail', 'manufactured', 0),
  ('adjustment', 'stockroom', 'loss', 'raw', 0),
  ('adjustment', 'stockroom', 'loss', 'external', 0),
  ('adjustment', 'manufacturing', 'loss', 'raw', 0),
  ('adjustment', 'manufacturing', 'loss', 'external', 0),
  ('adjustment', 'manufacturing', 'loss', 'manufactured', 0),
  ('adjustment', 'retail', 'loss', 'external', 0),
  ('adjustment', 'retail', 'loss', 'manufactured', 0),
  ('transfer_dispatch', 'stockroom', 'branch_out', 'raw', 0),
  ('transfer_dispatch', 'stockroom', 'branch_out', 'external', 0),
  ('transfer_dispatch', 'retail', 'branch_out', 'external', 0),
  ('transfer_dispatch', 'retail', 'branch_out', 'manufactured', 0),
  ('transfer_receive', 'branch_in', 'stockroom', 'raw', 0),
  ('transfer_receive', 'branch_in', 'stockroom', 'external', 0),
  ('transfer_receive', 'branch_in', 'retail', 'external', 0),
  ('transfer_receive', 'branch_in', 'retail', 'manufactured', 0),
  ('transfer_settlement', 'branch_out', 'loss', 'raw', 0),
  ('transfer_settlement', 'branch_out', 'loss', 'external', 0),
  ('transfer_settlement', 'branch_out', 'loss', 'manufactured', 0),
  ('transfer_settlement', 'branch_in', 'loss', 'raw', 0),
  ('transfer_settlement', 'branch_in', 'loss', 'external', 0),
  ('transfer_settlement', 'branch_in', 'loss', 'manufactured', 0),
  ('transfer_recall', 'branch_out', 'stockroom', 'raw', 0),
  ('transfer_recall', 'branch_out', 'stockroom', 'external', 0),
  ('transfer_recall', 'branch_out', 'retail', 'external', 0),
  ('transfer_recall', 'branch_out', 'retail', 'manufactured', 0);

-- Posted and refused are one row: whichever commits first is the outcome for ever (design section 5).
-- The row is written after its moves and seals them: first_move, line_count and total are checked against them.
CREATE TABLE document (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  writer INTEGER NOT NULL REFERENCES writer (id),
  seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('posted', 'refused')),
  event TEXT NOT NULL REFERENCES event (event),
  branch INTEGER NOT NULL REFERENCES branch (id),
  series TEXT,
  number INTEGER,
  -- A business day in the branch's zone.
  posting_date TEXT CHECK (posting_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Milliseconds since 1970, UTC: the station's clock, then central's.
  accepted_at INTEGER NOT NULL,
  posted_at INTEGER NOT NULL,
  -- 1: the station's clock was unknown or far off, so the posting date is central's today.
  clock_doubtful INTEGER NOT NULL CHECK (clock_doubtful IN (0, 1)),
  accepted_by INTEGER REFERENCES person (id),
  first_move INTEGER NOT NULL,
  line_count INTEGER NOT NULL CHECK (line_count >= 0),
  total INTEGER NOT NULL CHECK (total >= 0),
  sales_order INTEGER REFERENCES sales_order (id),
  run INTEGER REFERENCES production_run (id),
  -- The position of the dispatch that opened the transfer.
  transfer INTEGER REFERENCES document (position),
  -- The document this one cannot stand without.
  answers INTEGER REFERENCES document (position),
  reverses INTEGER REFERENCES document (position),
  settles INTEGER REFERENCES document (position),
  -- What the writer accepted, word for word, with its previous hash inside; content_hash is its SHA-256.
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  -- Why it was refused, as data; the words come from the catalogue.
  refusal TEXT,
  UNIQUE (writer, seq),
  CHECK ((state = 'posted') = (refusal IS NULL)),
  CHECK ((state = 'posted') = (number IS NOT NULL AND series IS NOT NULL AND posting_date IS NOT NULL)),
  CONSTRAINT E_NO_PERSON CHECK (state = 'refused' OR accepted_by IS NOT NULL),
  CHECK (state = 'posted' OR (line_count = 0 AND reverses IS NULL AND settles IS NULL))
) STRICT;
CREATE UNIQUE INDEX document_number ON document (branch, series, number) WHERE number IS NOT NULL;
CREATE INDEX document_of_branch ON document (branch);
CREATE INDEX document_of_sales_order ON document (sales_order) WHERE sales_order IS NOT NULL;
CREATE INDEX document_of_run ON document (run) WHERE run IS NOT NULL;
CREATE INDEX document_of_transfer ON document (transfer) WHERE transfer IS NOT NULL;
CREATE INDEX document_answering ON document (answers) WHERE answers IS NOT NULL;
CREATE INDEX document_refused ON document (branch, run) WHERE state = 'refused';
CREATE UNIQUE INDEX document_reversed_once ON document (reverses) WHERE reverses IS NOT NULL;
CREATE UNIQUE INDEX document_settled_once ON document (settles) WHERE settles IS NOT NULL;

-- One row of the book carries both its accounts and one amount, so an unbalanced entry cannot be written down.
-- There is no index on moves: a document names its first move and its count, and the *_previous columns chain the
-- moves of each stock balance and each account backwards from the balance's last_move. An index by item would cost
-- every replica a page for almost every line; the chains lie in pages that are written anyway. For the same reason
-- moves declare no foreign keys (a deferred one would search all moves at every header): the guards check each end.
CREATE TABLE move (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  item INTEGER,
  from_location INTEGER NOT NULL,
  to_location INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT E_QUANTITY_BOUNDS CHECK (quantity BETWEEN 0 AND 2000000000),
  amount INTEGER CONSTRAINT E_NO_COST CHECK (amount IS NOT NULL),
  debit_account INTEGER CONSTRAINT E_UNKNOWN_LOCATION CHECK (debit_account IS NOT NULL),
  credit_account INTEGER CONSTRAINT E_UNKNOWN_LOCATION CHECK (credit_account IS NOT NULL),
  -- The dispatch or sale this move draws on.
  answers INTEGER,
  -- In a reversal: the move this one takes back.
  mirrors INTEGER,
  from_previous INTEGER,
  to_previous INTEGER,
  debit_previous INTEGER,
  credit_previous INTEGER,
  CONSTRAINT E_AMOUNT_BOUNDS CHECK (amount BETWEEN 0 AND 10000000000000),
  CONSTRAINT E_SAME_LOCATION CHECK (from_location <> to_location),
  CONSTRAINT E_EMPTY_MOVE CHECK (quantity > 0 OR amount > 0),
  CONSTRAINT E_NO_ITEM CHECK (item IS NOT NULL OR quantity = 0)
) STRICT;

-- The document the newest moves belong to. Deferred: a commit that leaves moves without their header is refused.
ALTER TABLE meta ADD COLUMN last_document INTEGER REFERENCES document (position) DEFERRABLE INITIALLY DEFERRED;

-- Quantity and value per location and item, kept by trigger with every move. That no value is without quantity is
-- checked with the header (document_is_posted): between two moves of a reversal it may be.
CREATE TABLE stock_balance (
  location INTEGER NOT NULL REFERENCES location (id),
  item INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  last_move INTEGER NOT NULL,
  PRIMARY KEY (location, item),
  CONSTRAINT E_BELOW_ZERO CHECK (quantity >= 0),
  CONSTRAINT E_VALUE_BELOW_ZERO CHECK (value >= 0),
  CONSTRAINT E_STOCK_BOUNDS CHECK (quantity <= 2000000000 AND value <= 10000000000000)
) STRICT, WITHOUT ROWID;

-- What is still open of a dispatched line, at its frozen value, and of a sale that something came back from.
CREATE TABLE outstanding (
  move INTEGER PRIMARY KEY REFERENCES move (id),
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  CONSTRAINT E_OVER_OUTSTANDING CHECK (quantity >= 0 AND amount >= 0),
  CONSTRAINT E_OUTSTANDING_VALUE CHECK (quantity > 0 OR amount = 0)
) STRICT;

-- The transfer's own reference, given when the dispatch posts: BRA-iTrans-00001.
CREATE TABLE transfer (
  dispatch INTEGER PRIMARY KEY REFERENCES document (position),
  from_branch INTEGER NOT NULL REFERENCES branch (id),
  to_branch INTEGER NOT NULL REFERENCES branch (id),
  number INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  UNIQUE (from_branch, number)
) STRICT;
CREATE INDEX transfer_to ON transfer (to_branch);

-- Posted, un-reversed purchase lines and builds: the newest is the last paid price, or the last build's unit cost.
CREATE TABLE cost_source (
  branch INTEGER NOT NULL REFERENCES branch (id),
  item INTEGER NOT NULL REFERENCES item (id),
  kind TEXT NOT NULL CHECK (kind IN ('purchase', 'build')),
  move INTEGER NOT NULL REFERENCES move (id),
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (branch, item, kind, move)
) STRICT, WITHOUT ROWID;

-- Opening stock is entered once per item and place.
CREATE TABLE opening_entry (
  location INTEGER NOT NULL REFERENCES location (id),
  item INTEGER NOT NULL REFERENCES item (id),
  move INTEGER NOT NULL REFERENCES move (id),
  PRIMARY KEY (location, item)
) STRICT, WITHOUT ROWID;
