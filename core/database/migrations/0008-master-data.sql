-- What managers look after: whose an item or a partner is, how it is bought, when it is ordered again, and why
-- something was written off. Nothing that is in the book is deleted; it is retired.

-- NULL: the whole company's. Otherwise this branch's own, which no other branch sees or books.
ALTER TABLE item ADD COLUMN branch INTEGER REFERENCES branch (id);
-- How suppliers sell it: one bag of 25 kg is 25,000 base units.
ALTER TABLE item ADD COLUMN purchase_unit TEXT;
ALTER TABLE item ADD COLUMN purchase_quantity INTEGER CHECK (purchase_quantity BETWEEN 1 AND 2000000000);
CREATE INDEX item_of_kind ON item (kind, name);
-- The few among very many, and what an item is used in.
CREATE INDEX item_retired ON item (name) WHERE is_retired = 1;
CREATE INDEX item_own ON item (name) WHERE branch IS NOT NULL;
CREATE INDEX bom_line_of_item ON bom_line (item);

-- An item may become the company's at any time, and one branch's own only while no other branch has had it.
CREATE TRIGGER item_changes_hands BEFORE UPDATE OF branch ON item WHEN NEW.branch IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_ITEM_ELSEWHERE') FROM location l
  WHERE l.branch <> NEW.branch AND l.holds_stock
    AND EXISTS (SELECT 1 FROM stock_balance WHERE location = l.id AND item = NEW.id);
END;
CREATE TRIGGER move_is_of_this_branch BEFORE INSERT ON move
WHEN (SELECT branch FROM item WHERE id = NEW.item) IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_ITEM_ELSEWHERE') WHERE (SELECT branch FROM location WHERE id = NEW.to_location)
    IS NOT (SELECT branch FROM item WHERE id = NEW.item);
END;

-- The words of an item's name and code, small and without accents (core/items/item-words.ts), by which it is looked
-- for: a search reads one range of this, however many items there are.
CREATE TABLE item_word (
  word TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES item (id),
  PRIMARY KEY (word, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_word_of_item ON item_word (item);

-- Below this quantity, in base units on shelves and in the stockroom together, a branch orders again.
CREATE TABLE reorder_point (
  branch INTEGER NOT NULL REFERENCES branch (id),
  item INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 2000000000),
  PRIMARY KEY (branch, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX reorder_point_of_item ON reorder_point (item);

ALTER TABLE partner ADD COLUMN branch INTEGER REFERENCES branch (id);
ALTER TABLE partner ADD COLUMN phone TEXT;
ALTER TABLE partner ADD COLUMN email TEXT;
ALTER TABLE partner ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1));
CREATE TRIGGER partner_changes_hands BEFORE UPDATE OF branch ON partner WHEN NEW.branch IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_PARTNER_ELSEWHERE') WHERE EXISTS (
    SELECT 1 FROM sales_order WHERE partner = NEW.id AND branch <> NEW.branch);
END;
CREATE TRIGGER order_is_of_this_branch BEFORE INSERT ON sales_order BEGIN
  SELECT RAISE(ABORT, 'E_PARTNER_ELSEWHERE') FROM partner
  WHERE id = NEW.partner AND branch IS NOT NULL AND branch <> NEW.branch;
END;
CREATE INDEX sales_order_of_partner ON sales_order (partner, branch);
CREATE INDEX production_run_of_item ON production_run (item, branch);

-- What a supplier asks for an item: this amount, in minor units, for that many base units.
CREATE TABLE supplier_price (
  partner INTEGER NOT NULL REFERENCES partner (id),
  item INTEGER NOT NULL REFERENCES item (id),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 10000000000000),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 2000000000),
  -- The item's number in the supplier's own list.
  supplier_code TEXT,
  -- Milliseconds since 1970.
  noted_at INTEGER NOT NULL,
  PRIMARY KEY (partner, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_price_of_item ON supplier_price (item);

-- Why: chosen from a list, so that losses can be added up by it.
CREATE TABLE reason_code (
  code TEXT PRIMARY KEY CHECK (length(code) BETWEEN 2 AND 20 AND code NOT GLOB '*[^A-Z0-9-]*'),
  name TEXT NOT NULL,
  used_for TEXT NOT NULL CHECK (used_for IN ('write_off', 'gain', 'loss', 'return', 'run_close', 'transfer')),
  is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO reason_code (code, name, used_for) VALUES
  ('EXPIRED', 'Past its date', 'write_off'),
  ('DAMAGED', 'Damaged', 'write_off'),
  ('STALE', 'Unsold at closing', 'write_off'),
  ('TASTING', 'Given away to taste', 'write_off'),
  ('BURNT', 'Spoilt in baking', 'run_close'),
  ('STOPPED', 'Run stopped early', 'run_close'),
  ('COUNT-MORE', 'Counted more', 'gain'),
  ('COUNT-LESS', 'Counted less', 'loss'),
  ('STOLEN', 'Stolen', 'loss'),
  ('NOT-GOOD', 'Customer not satisfied', 'return'),
  ('WRONG-ITEM', 'Wrong item delivered', 'return'),
  ('SHORT', 'Less arrived than was sent', 'transfer'),
  ('ON-THE-ROAD', 'Damaged on the road', 'transfer');

ALTER TABLE branch ADD COLUMN is_retired INTEGER NOT NULL DEFAULT 0 CHECK (is_retired IN (0, 1));

-- What was dispatched and is still on the road.
CREATE INDEX outstanding_open ON outstanding (move) WHERE quantity > 0;
