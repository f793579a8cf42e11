-- What a whole document must be. Everything here runs inside the insert of its header, after its moves.

CREATE TRIGGER document_is_new BEFORE INSERT ON document BEGIN
  -- A writer that is not enrolled.
  SELECT RAISE(ABORT, 'E_WRITER_CLOSED') WHERE NEW.writer IS NULL;
  SELECT RAISE(ABORT, 'E_BRANCH') WHERE NOT EXISTS (SELECT 1 FROM branch WHERE id = NEW.branch);
  -- Also closes INSERT OR REPLACE, which would delete the old row without asking.
  SELECT RAISE(ABORT, 'E_ID_KNOWN') WHERE EXISTS (SELECT 1 FROM document WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'E_POSTED') WHERE EXISTS (SELECT 1 FROM document WHERE position = NEW.position);
  SELECT RAISE(ABORT, 'E_SEQUENCE') WHERE EXISTS (
    SELECT 1 FROM document WHERE writer = NEW.writer AND seq = NEW.seq);
  SELECT RAISE(ABORT, 'E_NUMBER') WHERE EXISTS (
    SELECT 1 FROM document WHERE branch = NEW.branch AND series = NEW.series AND number = NEW.number);
  SELECT RAISE(ABORT, 'E_REVERSED_BEFORE') WHERE EXISTS (SELECT 1 FROM document WHERE reverses = NEW.reverses);
  SELECT RAISE(ABORT, 'E_SETTLED_BEFORE') WHERE EXISTS (SELECT 1 FROM document WHERE settles = NEW.settles);
END;
CREATE TRIGGER document_stays_as_posted BEFORE UPDATE ON document BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;
CREATE TRIGGER document_stays BEFORE DELETE ON document BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;

-- Posted or refused, a document takes its place, its writer's next number, and all moves since the one before it.
CREATE TRIGGER document_takes_its_place AFTER INSERT ON document BEGIN
  SELECT RAISE(ABORT, 'E_POSITION')
  WHERE NEW.position <> 1 AND NOT EXISTS (SELECT 1 FROM document WHERE position = NEW.position - 1);
  SELECT RAISE(ABORT, 'E_LINES')
  WHERE NEW.first_move <> coalesce(
      (SELECT first_move + line_count FROM document WHERE position = NEW.position - 1), 1)
    OR NEW.line_count <> coalesce((SELECT max(id) FROM move), 0) - NEW.first_move + 1;
  SELECT RAISE(ABORT, 'E_TOTAL')
  WHERE NEW.total <> coalesce((SELECT sum(amount) FROM move WHERE id >= NEW.first_move), 0);

  SELECT RAISE(ABORT, 'E_WRITER_CLOSED')
  WHERE NOT EXISTS (SELECT 1 FROM writer WHERE id = NEW.writer AND state = 'open');
  SELECT RAISE(ABORT, 'E_SEQUENCE')
  WHERE NEW.seq <> 1 AND NOT EXISTS (SELECT 1 FROM document WHERE writer = NEW.writer AND seq = NEW.seq - 1);
  SELECT RAISE(ABORT, 'E_WRITER_CHAIN')
  WHERE json_extract(NEW.content, '$.id') IS NOT NEW.id
    OR json_extract(NEW.content, '$.seq') IS NOT NEW.seq
    OR json_extract(NEW.content, '$.previous') IS NOT coalesce(
      (SELECT content_hash FROM document WHERE writer = NEW.writer AND seq = NEW.seq - 1), '');

  UPDATE meta SET seq = seq + 1;
END;

CREATE TRIGGER document_is_posted AFTER INSERT ON document WHEN NEW.state = 'posted' BEGIN
  SELECT RAISE(ABORT, 'E_EMPTY_DOCUMENT') WHERE NEW.line_count = 0
    AND NOT (SELECT may_be_empty FROM event WHERE event = NEW.event);
  SELECT RAISE(ABORT, 'E_NUMBER')
  WHERE NEW.series IS NOT (SELECT series FROM event WHERE event = NEW.event)
    OR NEW.number <> 1 + coalesce((SELECT max(number) FROM document
      WHERE branch = NEW.branch AND series = NEW.series AND number < NEW.number), 0);
  SELECT RAISE(ABORT, 'E_PERIOD_LOCKED')
  WHERE NEW.posting_date <= (SELECT locked_until FROM branch WHERE id = NEW.branch);
  SELECT RAISE(ABORT, 'E_BEFORE_ORIGINAL') WHERE NEW.posting_date < (
    SELECT max(posting_date) FROM document WHERE position IN (NEW.answers, NEW.reverses, NEW.transfer));
  SELECT RAISE(ABORT, 'E_WAITING') WHERE NEW.answers IS NOT NULL AND NEW.settles IS NULL AND EXISTS (
    SELECT 1 FROM document WHERE position = NEW.answers AND state = 'refused');
  -- What it names must be in the book already: a link that was not found is never dropped.
  SELECT RAISE(ABORT, 'E_WAITING') WHERE NEW.answers IS NULL AND json_extract(NEW.content, '$.answers') IS NOT NULL;
  SELECT RAISE(ABORT, 'E_SETTLES') WHERE NEW.settles IS NULL AND json_extract(NEW.content, '$.settles') IS NOT NULL;

  SELECT RAISE(ABORT, 'E_BRANCH') FROM writer WHERE id = NEW.writer AND branch <> NEW.branch;

  -- Every move: in this branch, on this run, of a known item, and between places this event may join.
  SELECT CASE
    WHEN f.branch <> NEW.branch OR t.branch <> NEW.branch THEN RAISE(ABORT, 'E_BRANCH')
    WHEN coalesce(f.run, NEW.run) IS NOT NEW.run OR coalesce(t.run, NEW.run) IS NOT NEW.run
      THEN RAISE(ABORT, 'E_RUN')
    WHEN m.item IS NOT NULL AND i.id IS NULL THEN RAISE(ABORT, 'E_UNKNOWN_ITEM')
    WHEN NEW.event <> 'reversal' AND NOT EXISTS (
      SELECT 1 FROM event_rule r
      WHERE r.event = NEW.event AND r.from_kind = f.kind AND r.to_kind = t.kind
        AND r.item_kind = coalesce(i.kind, 'none') AND r.value_only = (m.quantity = 0))
      THEN RAISE(ABORT, 'E_KIND')
    WHEN NEW.event <> 'reversal' AND m.mirrors IS NOT NULL THEN RAISE(ABORT, 'E_KIND')
  END
  FROM move m
  JOIN location f ON f.id = m.from_location
  JOIN location t ON t.id = m.to_location
  LEFT JOIN item i ON i.id = m.item
  WHERE m.id >= NEW.first_move;

  -- Quantity 0 has value 0 at the end of every document, though not after every move: a reversal that brings value to
  -- a place whose stock is gone takes it on from there with its next move. CROSS: moves first, then one look each end.
  SELECT RAISE(ABORT, 'E_VALUE_WITHOUT_QUANTITY')
  FROM move m
  CROSS JOIN stock_balance b ON b.location IN (m.from_location, m.to_location) AND b.item = m.item
  WHERE m.id >= NEW.first_move AND b.quantity = 0 AND b.value > 0;
END;

-- Where ingredients become a product: nothing may be left there.
CREATE TRIGGER document_leaves_nothing_in_built AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.event IN ('build', 'reversal') BEGIN
  -- Goods that cost nothing show only in the counts: no product without ingredients, no ingredients without product.
  SELECT RAISE(ABORT, 'E_BUILT') FROM (
    SELECT count(CASE WHEN t.kind = 'built' THEN 1 END) AS ingredients, count(CASE WHEN f.kind = 'built' THEN 1 END) AS products,
      coalesce(sum(CASE WHEN t.kind = 'built' THEN m.amount WHEN f.kind = 'built' THEN -m.amount END), 0) AS value
    FROM move m
    JOIN location f ON f.id = m.from_location
    JOIN location t ON t.id = m.to_location
    WHERE m.id >= NEW.first_move)
  WHERE value <> 0 OR (ingredients > 0) <> (products > 0) OR (NEW.event = 'build' AND products = 0);
END;

CREATE TRIGGER document_reverses AFTER INSERT ON document
WHEN NEW.state = 'posted' AND (NEW.event = 'reversal' OR NEW.reverses IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'E_REVERSES') WHERE NEW.event <> 'reversal' OR NOT EXISTS (
    SELECT 1 FROM document o
    WHERE o.position = NEW.reverses AND o.state = 'posted' AND o.event NOT IN ('reversal', 'void')
      AND o.branch = NEW.branch AND o.sales_order IS NEW.sales_order AND o.run IS NEW.run
      AND o.transfer IS NEW.transfer);
  -- All of the original's moves, each once and no other's; beside them only value between stock and gain or loss.
  SELECT RAISE(ABORT, 'E_NOT_MIRROR')
  FROM document o
  WHERE o.position = NEW.reverses AND o.line_count <> (
    SELECT count(DISTINCT mirrors) FROM move
    WHERE id >= NEW.first_move AND mirrors >= o.first_move AND mirrors < o.first_move + o.line_count);
  SELECT RAISE(ABORT, 'E_NOT_MIRROR') WHERE (
    SELECT count(*) FROM move m
    JOIN location f ON f.id = m.from_location
    JOIN location t ON t.id = m.to_location
    WHERE m.id >= NEW.first_move AND NOT (m.mirrors IS NULL AND m.answers IS NULL AND m.quantity = 0
      AND ((f.kind = 'gain' AND t.holds_stock) OR (f.holds_stock AND t.kind = 'loss'))
      -- and only where this document takes that item from, or to loss where it puts it back and nothing is left of it.
      AND EXISTS (SELECT 1 FROM move b WHERE b.id >= NEW.first_move AND b.mirrors IS NOT NULL AND b.item = m.item
        AND (b.from_location = CASE WHEN t.holds_stock THEN t.id ELSE f.id END
          OR (b.to_location = f.id AND (SELECT quantity FROM stock_balance WHERE location = f.id AND item = m.item) = 0))))
  ) <> (SELECT line_count FROM document WHERE position = NEW.reverses);
END;

CREATE TRIGGER document_settles AFTER INSERT ON document
WHEN NEW.state = 'posted' AND (NEW.settles IS NOT NULL OR NEW.event = 'void') BEGIN
  SELECT RAISE(ABORT, 'E_SETTLES') WHERE NOT EXISTS (
    SELECT 1 FROM document o
    WHERE o.position = NEW.settles AND o.state = 'refused' AND o.branch = NEW.branch);
END;

-- A sales order counts what was logged on it; what was not ordered gets a line that says so.
CREATE TRIGGER document_fulfils AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.sales_order IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_ORDER_CLOSED') WHERE NOT EXISTS (
    SELECT 1 FROM sales_order WHERE id = NEW.sales_order AND branch = NEW.branch AND state = 'open');
  SELECT RAISE(ABORT, 'E_ORDER') WHERE NEW.event NOT IN ('sale', 'reversal');
  INSERT INTO sales_order_line (sales_order, item, ordered, price, logged)
  SELECT NEW.sales_order, item, 0, NULL, sum(quantity) FROM move
  WHERE id >= NEW.first_move AND NEW.event = 'sale' GROUP BY item
  ON CONFLICT (sales_order, item) DO UPDATE SET logged = logged + excluded.logged;
  UPDATE sales_order_line SET logged = logged - (
    SELECT sum(quantity) FROM move WHERE id >= NEW.first_move AND move.item = sales_order_line.item)
  WHERE NEW.event = 'reversal' AND sales_order = NEW.sales_order
    AND item IN (SELECT item FROM move WHERE id >= NEW.first_move);
END;

CREATE TRIGGER document_works_on_a_run AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.run IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_RUN_CLOSED') WHERE NOT EXISTS (
    SELECT 1 FROM production_run r
    WHERE r.id = NEW.run AND r.branch = NEW.branch AND (r.state = 'open' OR EXISTS (
      SELECT 1 FROM document o WHERE o.position = NEW.reverses AND o.event = 'run_close')));
  SELECT RAISE(ABORT, 'E_RUN') WHERE NEW.event NOT IN ('usage', 'usage_return', 'build', 'run_close', 'reversal');
  UPDATE production_run SET built = built + CASE NEW.event WHEN 'build' THEN 1 ELSE -1 END * (
    SELECT coalesce(sum(m.quantity), 0) FROM move m
    JOIN location f ON f.id = m.from_location
    JOIN location t ON t.id = m.to_location
    WHERE m.id >= NEW.first_move AND m.item = production_run.item AND 'built' IN (f.kind, t.kind)
      AND 'retail' IN (f.kind, t.kind))
  WHERE id = NEW.run AND NEW.event IN ('build', 'reversal');
  -- A run is not finished while something that was used on it waits for a person.
  SELECT RAISE(ABORT, 'E_RUN_HAS_REFUSALS')
  FROM production_run r
  WHERE r.id = NEW.run AND (NEW.event = 'run_close' OR (NEW.event = 'build' AND r.built >= r.planned))
    AND EXISTS (
      SELECT 1 FROM document d
      WHERE d.branch = NEW.branch AND d.run = NEW.run AND d.state = 'refused'
        AND d.position IS NOT NEW.settles
        AND NOT EXISTS (SELECT 1 FROM document s WHERE s.settles = d.position));
  UPDATE production_run SET state = 'closed' WHERE id = NEW.run AND NEW.event = 'run_close';
  UPDATE production_run SET state = 'open' WHERE id = NEW.run AND EXISTS (
    SELECT 1 FROM document o WHERE o.position = NEW.reverses AND o.event = 'run_close');
END;
-- A built product is the run's own, and builds and usage name their run.
CREATE TRIGGER document_names_its_run AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.event IN ('usage', 'usage_return', 'build', 'run_close') BEGIN
  SELECT RAISE(ABORT, 'E_RUN') WHERE NEW.run IS NULL OR EXISTS (
    SELECT 1 FROM move m JOIN location f ON f.id = m.from_location
    WHERE m.id >= NEW.first_move AND f.kind = 'built'
      AND m.item <> (SELECT item FROM production_run WHERE id = NEW.run));
  SELECT RAISE(ABORT, 'E_RUN_NOT_EMPTY') WHERE NEW.event = 'run_close' AND EXISTS (
    SELECT 1 FROM stock_balance
    WHERE location = (SELECT id FROM location WHERE run = NEW.run) AND quantity > 0);
END;

CREATE TRIGGER document_dispatches AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.event = 'transfer_dispatch' BEGIN
  SELECT RAISE(ABORT, 'E_TRANSFER') WHERE NEW.transfer IS NOT NEW.position OR 1 <> (
    SELECT count(DISTINCT t.counterpart) FROM move m JOIN location t ON t.id = m.to_location
    WHERE m.id >= NEW.first_move);
  INSERT INTO transfer (dispatch, from_branch, to_branch, number, reference)
  SELECT NEW.position, NEW.branch, t.counterpart, n.number, printf('%s-iTrans-%05d', b.prefix, n.number)
  FROM move m
  JOIN location t ON t.id = m.to_location
  JOIN branch b ON b.id = NEW.branch
  JOIN (SELECT coalesce(max(number), 0) + 1 AS number FROM transfer WHERE from_branch = NEW.branch) n
  WHERE m.id = NEW.first_move;
END;
CREATE TRIGGER document_belongs_to_a_transfer AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.event IN ('transfer_receive', 'transfer_settlement', 'transfer_recall') BEGIN
  SELECT RAISE(ABORT, 'E_TRANSFER') WHERE NEW.transfer IS NULL OR EXISTS (
    SELECT 1 FROM move m LEFT JOIN move o ON o.id = m.answers
    WHERE m.id >= NEW.first_move AND o.document IS NOT NEW.transfer);
END;
CREATE TRIGGER transfer_is_new BEFORE INSERT ON transfer BEGIN
  SELECT RAISE(ABORT, 'E_POSTED') WHERE EXISTS (
    SELECT 1 FROM transfer
    WHERE dispatch = NEW.dispatch OR reference = NEW.reference
      OR (from_branch = NEW.from_branch AND number = NEW.number));
  -- Only a dispatch opens a transfer.
  SELECT RAISE(ABORT, 'E_TRANSFER') WHERE NOT EXISTS (
    SELECT 1 FROM document WHERE position = NEW.dispatch AND transfer = NEW.dispatch AND branch = NEW.from_branch);
END;
CREATE TRIGGER transfer_stays_as_posted BEFORE UPDATE ON transfer BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;
CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;

-- A branch's business days mean what they meant when they were posted.
CREATE TRIGGER branch_zone_is_fixed BEFORE UPDATE OF time_zone ON branch
WHEN NEW.time_zone <> OLD.time_zone AND EXISTS (SELECT 1 FROM document WHERE branch = OLD.id) BEGIN
  SELECT RAISE(ABORT, 'E_FIXED');
END;

-- A return names its sale, and is never dated before it.
CREATE TRIGGER document_returns AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.event = 'customer_return' BEGIN
  SELECT RAISE(ABORT, 'E_ANSWERS') WHERE NEW.answers IS NULL OR EXISTS (
    SELECT 1 FROM move m LEFT JOIN move o ON o.id = m.answers
    WHERE m.id >= NEW.first_move AND o.document IS NOT NEW.answers);
END;
