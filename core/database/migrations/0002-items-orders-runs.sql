-- What is kept, ordered and made.

CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('raw', 'external', 'manufactured')),
  base_unit TEXT NOT NULL CHECK (base_unit IN ('g', 'ml', 'each')),
  -- display_factor base units make one display unit: 1 kg = 1,000 g.
  display_unit TEXT NOT NULL,
  display_factor INTEGER NOT NULL CHECK (display_factor BETWEEN 1 AND 1000000000),
  -- Sold or used by weight or measure: a barcode that carries no quantity asks for one.
  is_measured INTEGER NOT NULL CHECK (is_measured IN (0, 1)),
  is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1)),
  -- Its first posted move, which fixes the kind; set by trigger.
  first_move INTEGER
) STRICT;

-- Lists of items are read by name, a page at a time.
CREATE INDEX item_by_name ON item (name);

CREATE TRIGGER item_kind_is_fixed BEFORE UPDATE OF kind, base_unit ON item
WHEN OLD.first_move IS NOT NULL AND (NEW.kind <> OLD.kind OR NEW.base_unit <> OLD.base_unit) BEGIN
  SELECT RAISE(ABORT, 'E_KIND_FIXED');
END;
CREATE TRIGGER item_keeps_its_first_move BEFORE UPDATE OF id, first_move ON item
WHEN OLD.first_move IS NOT NULL AND (NEW.id <> OLD.id OR NEW.first_move IS NOT OLD.first_move) BEGIN
  SELECT RAISE(ABORT, 'E_KIND_FIXED');
END;
-- INSERT OR REPLACE would delete the old row without asking.
CREATE TRIGGER item_is_new BEFORE INSERT ON item BEGIN
  SELECT RAISE(ABORT, 'E_KIND_FIXED') WHERE EXISTS (
    SELECT 1 FROM item WHERE (id = NEW.id OR code = NEW.code) AND first_move IS NOT NULL);
END;
CREATE TRIGGER item_stays BEFORE DELETE ON item WHEN OLD.first_move IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;

-- A barcode means an item and, when it is a pack or a piece of known size, how many base units.
-- quantity NULL: one each, or, for a measured item, ask.
CREATE TABLE barcode (
  code TEXT PRIMARY KEY,
  item INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER CHECK (quantity BETWEEN 1 AND 2000000000),
  pack_name TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_of_item ON barcode (item);

CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  is_customer INTEGER NOT NULL CHECK (is_customer IN (0, 1)),
  is_supplier INTEGER NOT NULL CHECK (is_supplier IN (0, 1))
) STRICT;

CREATE TABLE sales_order (
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (id),
  number TEXT NOT NULL UNIQUE,
  partner INTEGER NOT NULL REFERENCES partner (id),
  ordered_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT;
CREATE INDEX sales_order_open ON sales_order (branch, state, due_on);

CREATE TABLE sales_order_line (
  sales_order INTEGER NOT NULL REFERENCES sales_order (id),
  item INTEGER NOT NULL REFERENCES item (id),
  -- 0: logged on this order although it was not ordered.
  ordered INTEGER NOT NULL CHECK (ordered BETWEEN 0 AND 2000000000),
  -- Price of one display unit, in minor units; NULL when the order does not say.
  price INTEGER CHECK (price BETWEEN 0 AND 10000000000000),
  -- Kept by trigger: logged on this order and not reversed.
  logged INTEGER NOT NULL DEFAULT 0 CONSTRAINT E_LOGGED_BOUNDS CHECK (logged BETWEEN 0 AND 9000000000000000),
  PRIMARY KEY (sales_order, item)
) STRICT, WITHOUT ROWID;

-- A recipe: these quantities make output_quantity of one product.
CREATE TABLE bom (
  id INTEGER PRIMARY KEY,
  item INTEGER NOT NULL UNIQUE REFERENCES item (id),
  output_quantity INTEGER NOT NULL CHECK (output_quantity BETWEEN 1 AND 2000000000)
) STRICT;

CREATE TABLE bom_line (
  bom INTEGER NOT NULL REFERENCES bom (id),
  item INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 2000000000),
  -- Used at the build by the recipe instead of being scanned.
  backflush INTEGER NOT NULL DEFAULT 0 CHECK (backflush IN (0, 1)),
  PRIMARY KEY (bom, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE production_run (
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL REFERENCES branch (id),
  serial TEXT NOT NULL UNIQUE,
  bom INTEGER NOT NULL REFERENCES bom (id),
  item INTEGER NOT NULL REFERENCES item (id),
  -- The recipe's output at the run's creation, for backflush.
  bom_output INTEGER NOT NULL CHECK (bom_output BETWEEN 1 AND 2000000000),
  planned INTEGER NOT NULL CHECK (planned BETWEEN 1 AND 2000000000),
  -- Kept by trigger: built on this run and not reversed.
  built INTEGER NOT NULL DEFAULT 0 CONSTRAINT E_BUILT_BOUNDS CHECK (built BETWEEN 0 AND 9000000000000000),
  issue_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
) STRICT;
CREATE INDEX production_run_open ON production_run (branch, state, due_on);

-- The run's own copy of its recipe, and what it has used. planned 0: a substitution.
CREATE TABLE run_ingredient (
  run INTEGER NOT NULL REFERENCES production_run (id),
  item INTEGER NOT NULL REFERENCES item (id),
  bom_quantity INTEGER NOT NULL CHECK (bom_quantity BETWEEN 0 AND 2000000000),
  planned INTEGER NOT NULL CHECK (planned BETWEEN 0 AND 9000000000000000),
  backflush INTEGER NOT NULL DEFAULT 0 CHECK (backflush IN (0, 1)),
  used INTEGER NOT NULL DEFAULT 0 CONSTRAINT E_BELOW_ZERO CHECK (used BETWEEN 0 AND 9000000000000000),
  PRIMARY KEY (run, item)
) STRICT, WITHOUT ROWID;
