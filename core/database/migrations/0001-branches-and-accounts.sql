-- Who keeps books, and the places and accounts every move runs between (design section 1).

-- One row: which database this is. Every central write bumps seq; a restore bumps epoch.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  database_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  company TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1))
) STRICT;

CREATE TABLE branch (
  id INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL UNIQUE CHECK (length(prefix) BETWEEN 2 AND 6 AND prefix NOT GLOB '*[^A-Z0-9]*'),
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  -- The last business day of the locked period: nothing is posted on it or before it.
  locked_until TEXT NOT NULL DEFAULT '1970-01-01' CHECK (locked_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- Usage on a run issues what the manufacturing pool lacks from the stockroom.
  issues_shortfall INTEGER NOT NULL DEFAULT 1 CHECK (issues_shortfall IN (0, 1))
) STRICT;

CREATE TABLE account_kind (
  kind TEXT PRIMARY KEY,
  class TEXT NOT NULL CHECK (class IN ('asset', 'liability', 'equity', 'expense', 'income')),
  is_inventory INTEGER NOT NULL CHECK (is_inventory IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO account_kind (kind, class, is_inventory) VALUES
  ('opening_balance', 'equity', 0),
  ('accounts_payable', 'liability', 0),
  ('stockroom_inventory', 'asset', 1),
  ('manufacturing_inventory', 'asset', 1),
  ('finished_goods_inventory', 'asset', 1),
  ('cost_of_sale', 'expense', 0),
  ('variance_expense', 'expense', 0),
  ('variance_income', 'income', 0),
  ('tax_receivable', 'asset', 0),
  ('inter_branch_debtors', 'asset', 0),
  ('inter_branch_creditors', 'liability', 0);

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (id),
  kind TEXT NOT NULL REFERENCES account_kind (kind),
  -- The other branch, for inter-branch accounts only.
  counterpart INTEGER REFERENCES branch (id),
  CHECK (counterpart IS NULL OR counterpart <> branch),
  CHECK ((counterpart IS NOT NULL) = (kind IN ('inter_branch_debtors', 'inter_branch_creditors')))
) STRICT;
CREATE UNIQUE INDEX account_once ON account (branch, kind, coalesce(counterpart, 0));

-- Kept by trigger with every move; gross turnover on each side, so that nothing is ever negative.
-- last_move heads the chain of this account's moves: move.debit_previous / credit_previous lead back.
CREATE TABLE account_balance (
  account INTEGER PRIMARY KEY REFERENCES account (id),
  debit INTEGER NOT NULL CONSTRAINT E_ACCOUNT_BOUNDS CHECK (debit BETWEEN 0 AND 9000000000000000),
  credit INTEGER NOT NULL CONSTRAINT E_ACCOUNT_BOUNDS CHECK (credit BETWEEN 0 AND 9000000000000000),
  last_move INTEGER
) STRICT;

CREATE TRIGGER account_opens AFTER INSERT ON account BEGIN
  INSERT INTO account_balance (account, debit, credit, last_move) VALUES (NEW.id, 0, 0, NULL);
END;

CREATE TABLE location_kind (
  kind TEXT PRIMARY KEY,
  holds_stock INTEGER NOT NULL CHECK (holds_stock IN (0, 1)),
  account_kind TEXT NOT NULL REFERENCES account_kind (kind)
) STRICT, WITHOUT ROWID;

INSERT INTO location_kind (kind, holds_stock, account_kind) VALUES
  ('opening', 0, 'opening_balance'),
  ('supplier', 0, 'accounts_payable'),
  ('stockroom', 1, 'stockroom_inventory'),
  ('manufacturing', 1, 'manufacturing_inventory'),
  ('run', 1, 'manufacturing_inventory'),
  ('built', 0, 'manufacturing_inventory'),
  ('retail', 1, 'finished_goods_inventory'),
  ('customer', 0, 'cost_of_sale'),
  ('write_off', 0, 'cost_of_sale'),
  ('loss', 0, 'variance_expense'),
  ('gain', 0, 'variance_income'),
  ('tax', 0, 'tax_receivable'),
  ('branch_out', 0, 'inter_branch_debtors'),
  ('branch_in', 0, 'inter_branch_creditors');

CREATE TABLE location (
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (id),
  kind TEXT NOT NULL REFERENCES location_kind (kind),
  account INTEGER NOT NULL REFERENCES account (id),
  -- Copied from the kind, so that a move looks one row up for each end.
  holds_stock INTEGER NOT NULL CHECK (holds_stock IN (0, 1)),
  counterpart INTEGER REFERENCES branch (id),
  run INTEGER REFERENCES production_run (id),
  CHECK ((counterpart IS NOT NULL) = (kind IN ('branch_out', 'branch_in'))),
  CHECK ((run IS NOT NULL) = (kind = 'run'))
) STRICT;
CREATE UNIQUE INDEX location_once ON location (branch, kind, coalesce(counterpart, 0), coalesce(run, 0));
CREATE UNIQUE INDEX location_of_run ON location (run) WHERE run IS NOT NULL;

CREATE TRIGGER location_names_its_account BEFORE INSERT ON location BEGIN
  SELECT RAISE(ABORT, 'E_ACCOUNT') WHERE NOT EXISTS (
    SELECT 1 FROM account a JOIN location_kind k ON k.kind = NEW.kind
    WHERE a.id = NEW.account AND a.branch = NEW.branch AND a.kind = k.account_kind
      AND a.counterpart IS NEW.counterpart AND k.holds_stock = NEW.holds_stock);
END;
CREATE TRIGGER location_is_fixed BEFORE UPDATE ON location BEGIN
  SELECT RAISE(ABORT, 'E_FIXED');
END;
CREATE TRIGGER location_stays BEFORE DELETE ON location BEGIN
  SELECT RAISE(ABORT, 'E_FIXED');
END;
-- INSERT OR REPLACE would delete the old row without asking.
CREATE TRIGGER location_is_new BEFORE INSERT ON location BEGIN
  SELECT RAISE(ABORT, 'E_FIXED') WHERE EXISTS (SELECT 1 FROM location WHERE id = NEW.id);
END;
CREATE TRIGGER account_is_new BEFORE INSERT ON account BEGIN
  SELECT RAISE(ABORT, 'E_FIXED') WHERE EXISTS (SELECT 1 FROM account WHERE id = NEW.id);
END;
CREATE TRIGGER account_is_fixed BEFORE UPDATE ON account BEGIN
  SELECT RAISE(ABORT, 'E_FIXED');
END;
CREATE TRIGGER account_stays BEFORE DELETE ON account BEGIN
  SELECT RAISE(ABORT, 'E_FIXED');
END;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('operator', 'manager', 'super_admin')),
  -- Regular users see their own branch only; a super admin has none and sees all.
  branch INTEGER REFERENCES branch (id),
  password_hash TEXT,
  session_version INTEGER NOT NULL DEFAULT 1,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  CHECK ((role = 'super_admin') = (branch IS NULL))
) STRICT;

-- Every process that makes documents, one row an incarnation (a new SD card opens a new one).
CREATE TABLE writer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  incarnation TEXT NOT NULL UNIQUE CHECK (incarnation NOT GLOB '*[^A-Za-z0-9-]*'),
  branch INTEGER REFERENCES branch (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT;
