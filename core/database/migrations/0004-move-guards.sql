-- What one move must be, and what it keeps. Everything here runs inside the insert of the move.

CREATE TRIGGER move_is_new BEFORE INSERT ON move BEGIN
  -- Also closes INSERT OR REPLACE, which would delete the old row without asking.
  SELECT RAISE(ABORT, 'E_POSTED') WHERE EXISTS (SELECT 1 FROM move WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'E_UNKNOWN_ITEM')
  WHERE NEW.item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item WHERE id = NEW.item);
  -- Moves come before the header that seals them, so they can only belong to the next document.
  SELECT RAISE(ABORT, 'E_SEALED') WHERE NEW.document <> (SELECT coalesce(max(position), 0) + 1 FROM document);
END;
CREATE TRIGGER move_stays_as_posted BEFORE UPDATE ON move BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;
CREATE TRIGGER move_stays BEFORE DELETE ON move BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;

CREATE TRIGGER move_keeps_balances AFTER INSERT ON move BEGIN
  UPDATE meta SET last_document = NEW.document WHERE last_document IS NOT NEW.document;
  SELECT RAISE(ABORT, 'E_MOVE_NUMBER')
  WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM move WHERE id = NEW.id - 1);

  SELECT RAISE(ABORT, 'E_ACCOUNT') WHERE NOT EXISTS (
    SELECT 1 FROM location f, location t
    WHERE f.id = NEW.from_location AND t.id = NEW.to_location
      AND f.account = NEW.credit_account AND t.account = NEW.debit_account);
  SELECT RAISE(ABORT, 'E_NO_ITEM') WHERE NEW.item IS NULL AND EXISTS (
    SELECT 1 FROM location WHERE id IN (NEW.from_location, NEW.to_location) AND holds_stock);

  SELECT RAISE(ABORT, 'E_CHAIN') WHERE NEW.debit_previous IS NOT (
      SELECT last_move FROM account_balance WHERE account = NEW.debit_account)
    OR NEW.credit_previous IS NOT (SELECT last_move FROM account_balance WHERE account = NEW.credit_account)
    OR NEW.from_previous IS NOT (
      SELECT last_move FROM stock_balance WHERE location = NEW.from_location AND item = NEW.item)
    OR NEW.to_previous IS NOT (
      SELECT last_move FROM stock_balance WHERE location = NEW.to_location AND item = NEW.item);

  SELECT RAISE(ABORT, 'E_BELOW_ZERO') WHERE NEW.from_previous IS NULL
    AND (SELECT holds_stock FROM location WHERE id = NEW.from_location);
  UPDATE stock_balance
  SET quantity = quantity - NEW.quantity, value = value - NEW.amount, last_move = NEW.id
  WHERE location = NEW.from_location AND item = NEW.item;

  -- The row is almost always there; only the first move of an item to a place opens it.
  UPDATE stock_balance
  SET quantity = quantity + NEW.quantity, value = value + NEW.amount, last_move = NEW.id
  WHERE location = NEW.to_location AND item = NEW.item;
  INSERT INTO stock_balance (location, item, quantity, value, last_move)
  SELECT NEW.to_location, NEW.item, NEW.quantity, NEW.amount, NEW.id
  FROM location WHERE id = NEW.to_location AND holds_stock AND NEW.to_previous IS NULL;

  UPDATE account_balance
  SET debit = debit + CASE WHEN account = NEW.debit_account THEN NEW.amount ELSE 0 END,
      credit = credit + CASE WHEN account = NEW.credit_account THEN NEW.amount ELSE 0 END,
      last_move = NEW.id
  WHERE account IN (NEW.debit_account, NEW.credit_account);

  -- INSERT OR IGNORE would swallow a CHECK above and leave a move without its balance.
  SELECT RAISE(ABORT, 'E_UNBALANCED') WHERE 2 <> (
      SELECT count(*) FROM account_balance
      WHERE account IN (NEW.debit_account, NEW.credit_account) AND last_move = NEW.id)
      + (NEW.debit_account = NEW.credit_account)
    OR EXISTS (
      SELECT 1 FROM location l WHERE l.id IN (NEW.from_location, NEW.to_location) AND l.holds_stock AND NOT EXISTS (
        SELECT 1 FROM stock_balance WHERE location = l.id AND item = NEW.item AND last_move = NEW.id));
END;

CREATE TRIGGER move_fixes_the_kind AFTER INSERT ON move
WHEN NEW.item IS NOT NULL AND (SELECT first_move FROM item WHERE id = NEW.item) IS NULL BEGIN
  UPDATE item SET first_move = NEW.id WHERE id = NEW.item;
END;

-- A run counts what was used on it, and what was taken back.
CREATE TRIGGER move_is_used AFTER INSERT ON move
WHEN (SELECT run FROM location WHERE id = NEW.to_location) IS NOT NULL
  AND (SELECT kind FROM location WHERE id = NEW.from_location) = 'manufacturing' BEGIN
  INSERT INTO run_ingredient (run, item, bom_quantity, planned, used)
  SELECT run, NEW.item, 0, 0, NEW.quantity FROM location WHERE id = NEW.to_location
  ON CONFLICT (run, item) DO UPDATE SET used = used + excluded.used;
END;
CREATE TRIGGER move_is_taken_back AFTER INSERT ON move
WHEN (SELECT run FROM location WHERE id = NEW.from_location) IS NOT NULL
  AND (SELECT kind FROM location WHERE id = NEW.to_location) = 'manufacturing' BEGIN
  UPDATE run_ingredient SET used = used - NEW.quantity
  WHERE run = (SELECT run FROM location WHERE id = NEW.from_location) AND item = NEW.item;
END;

-- Last paid price and last build's cost.
CREATE TRIGGER move_tells_a_cost AFTER INSERT ON move
WHEN NEW.mirrors IS NULL AND NEW.quantity > 0
  AND (SELECT kind FROM location WHERE id = NEW.from_location) IN ('supplier', 'built') BEGIN
  INSERT INTO cost_source (branch, item, kind, move, quantity, amount)
  SELECT branch, NEW.item, CASE kind WHEN 'supplier' THEN 'purchase' ELSE 'build' END, NEW.id, NEW.quantity, NEW.amount
  FROM location WHERE id = NEW.from_location;
END;

CREATE TRIGGER move_opens_once AFTER INSERT ON move
WHEN NEW.mirrors IS NULL AND (SELECT kind FROM location WHERE id = NEW.from_location) = 'opening' BEGIN
  SELECT RAISE(ABORT, 'E_OPENED_BEFORE') WHERE EXISTS (
    SELECT 1 FROM opening_entry WHERE location = NEW.to_location AND item = NEW.item);
  INSERT INTO opening_entry (location, item, move) VALUES (NEW.to_location, NEW.item, NEW.id);
END;

-- A dispatched line has its own balance from the moment it leaves.
CREATE TRIGGER move_is_dispatched AFTER INSERT ON move
WHEN NEW.mirrors IS NULL AND NEW.quantity > 0
  AND (SELECT kind FROM location WHERE id = NEW.to_location) = 'branch_out' BEGIN
  INSERT INTO outstanding (move, quantity, amount) VALUES (NEW.id, NEW.quantity, NEW.amount);
END;

-- Receiving, recalling, settling and returning draw on what was dispatched or sold, and never on more.
CREATE TRIGGER move_draws AFTER INSERT ON move WHEN NEW.answers IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_ANSWERS') WHERE NEW.mirrors IS NOT NULL OR NEW.quantity = 0 OR NOT EXISTS (
    SELECT 1 FROM move o
    JOIN location was_to ON was_to.id = o.to_location
    JOIN location now_from ON now_from.id = NEW.from_location
    WHERE o.id = NEW.answers AND o.item = NEW.item AND o.mirrors IS NULL
      AND ((was_to.kind IN ('branch_out', 'customer') AND now_from.id = was_to.id)
        OR (was_to.kind = 'branch_out' AND now_from.kind = 'branch_in'
          AND now_from.branch = was_to.counterpart AND now_from.counterpart = was_to.branch)));
  INSERT INTO outstanding (move, quantity, amount)
  SELECT id, quantity, amount FROM move
  WHERE id = NEW.answers AND NOT EXISTS (SELECT 1 FROM outstanding WHERE move = NEW.answers);
  SELECT RAISE(ABORT, 'E_OVER_OUTSTANDING') FROM outstanding
  WHERE move = NEW.answers AND (quantity < NEW.quantity OR amount < NEW.amount);
  UPDATE outstanding SET quantity = quantity - NEW.quantity, amount = amount - NEW.amount
  WHERE move = NEW.answers;
END;
-- Nothing leaves these places without saying what it draws on.
CREATE TRIGGER move_must_draw AFTER INSERT ON move
WHEN NEW.answers IS NULL AND NEW.mirrors IS NULL
  AND (SELECT kind FROM location WHERE id = NEW.from_location) IN ('branch_out', 'branch_in', 'customer') BEGIN
  SELECT RAISE(ABORT, 'E_ANSWERS');
END;

-- A move of a reversal takes back exactly one move, and with it what that move had kept.
CREATE TRIGGER move_takes_back AFTER INSERT ON move WHEN NEW.mirrors IS NOT NULL BEGIN
  -- Said here and not only with the header: a person must not read that something is missing when it went back before.
  SELECT RAISE(ABORT, 'E_REVERSES') WHERE EXISTS (SELECT 1 FROM move WHERE id = NEW.mirrors AND mirrors IS NOT NULL);
  SELECT RAISE(ABORT, 'E_REVERSED_BEFORE') WHERE EXISTS (
    SELECT 1 FROM move o JOIN document d ON d.reverses = o.document WHERE o.id = NEW.mirrors);
  SELECT RAISE(ABORT, 'E_NOT_MIRROR') WHERE NOT EXISTS (
    SELECT 1 FROM move o
    WHERE o.id = NEW.mirrors AND o.from_location = NEW.to_location AND o.to_location = NEW.from_location
      AND o.item IS NEW.item AND o.quantity = NEW.quantity AND o.amount = NEW.amount AND o.mirrors IS NULL);
  DELETE FROM cost_source
  WHERE move = NEW.mirrors AND item = NEW.item AND kind IN ('purchase', 'build')
    AND branch = (SELECT branch FROM location WHERE id = NEW.to_location);
  DELETE FROM opening_entry
  WHERE location = NEW.from_location AND item = NEW.item AND move = NEW.mirrors;
  -- A dispatch or sale that something was drawn from cannot go back whole: the second step fails below zero.
  INSERT INTO outstanding (move, quantity, amount)
  SELECT NEW.mirrors, NEW.quantity, NEW.amount FROM location
  WHERE id = NEW.from_location AND kind = 'customer'
    AND NOT EXISTS (SELECT 1 FROM outstanding WHERE move = NEW.mirrors);
  SELECT RAISE(ABORT, 'E_OVER_OUTSTANDING') FROM outstanding
  WHERE move = NEW.mirrors AND (quantity < NEW.quantity OR amount < NEW.amount);
  UPDATE outstanding SET quantity = quantity - NEW.quantity, amount = amount - NEW.amount
  WHERE move = NEW.mirrors;
  UPDATE outstanding SET quantity = quantity + NEW.quantity, amount = amount + NEW.amount
  WHERE move = (SELECT answers FROM move WHERE id = NEW.mirrors);
END;

-- The way a line of a document becomes a move: looks up accounts and chain ends, so that the posting
-- statements name only item, places, quantity and amount.
CREATE VIEW line (item, from_location, to_location, quantity, amount, answers, mirrors) AS
SELECT item, from_location, to_location, quantity, amount, answers, mirrors FROM move;

CREATE TRIGGER line_becomes_move INSTEAD OF INSERT ON line BEGIN
  INSERT INTO move (
    document, item, from_location, to_location, quantity, amount, debit_account, credit_account, answers, mirrors,
    from_previous, to_previous, debit_previous, credit_previous)
  VALUES (
    (SELECT coalesce(max(position), 0) + 1 FROM document),
    NEW.item, NEW.from_location, NEW.to_location, NEW.quantity, NEW.amount,
    (SELECT account FROM location WHERE id = NEW.to_location),
    (SELECT account FROM location WHERE id = NEW.from_location),
    NEW.answers, NEW.mirrors,
    (SELECT last_move FROM stock_balance WHERE location = NEW.from_location AND item = NEW.item),
    (SELECT last_move FROM stock_balance WHERE location = NEW.to_location AND item = NEW.item),
    (SELECT b.last_move FROM location l JOIN account_balance b ON b.account = l.account WHERE l.id = NEW.to_location),
    (SELECT b.last_move FROM location l JOIN account_balance b ON b.account = l.account WHERE l.id = NEW.from_location));
END;
