-- What was logged on an order carries what the book took for it, so that its page need not add up every document.
ALTER TABLE sales_order_line ADD COLUMN cost INTEGER NOT NULL DEFAULT 0
  CONSTRAINT E_LOGGED_BOUNDS CHECK (cost BETWEEN 0 AND 9000000000000000);

UPDATE sales_order_line SET cost = coalesce((
  SELECT sum(CASE d.event WHEN 'sale' THEN m.amount ELSE -m.amount END)
  FROM document d INDEXED BY document_of_sales_order
  CROSS JOIN move m ON m.id >= d.first_move AND m.id < d.first_move + d.line_count
  WHERE d.sales_order = sales_order_line.sales_order AND d.state = 'posted'
    AND m.item = sales_order_line.item AND m.quantity > 0), 0)
WHERE logged > 0;

-- A sales order counts what was logged on it; what was not ordered gets a line that says so. Quantity 0 is what a
-- reversal adds as gain or loss: no cost of the order.
DROP TRIGGER document_fulfils;
CREATE TRIGGER document_fulfils AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.sales_order IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_ORDER_CLOSED') WHERE NOT EXISTS (
    SELECT 1 FROM sales_order WHERE id = NEW.sales_order AND branch = NEW.branch AND state = 'open');
  SELECT RAISE(ABORT, 'E_ORDER') WHERE NEW.event NOT IN ('sale', 'reversal');
  INSERT INTO sales_order_line (sales_order, item, ordered, price, logged, cost)
  SELECT NEW.sales_order, item, 0, NULL, sum(quantity), sum(amount) FROM move
  WHERE id >= NEW.first_move AND NEW.event = 'sale' GROUP BY item
  ON CONFLICT (sales_order, item) DO UPDATE SET logged = logged + excluded.logged, cost = cost + excluded.cost;
  UPDATE sales_order_line SET (logged, cost) = (
    SELECT logged - sum(quantity), cost - sum(amount) FROM move
    WHERE id >= NEW.first_move AND move.item = sales_order_line.item AND move.quantity > 0)
  WHERE NEW.event = 'reversal' AND sales_order = NEW.sales_order
    AND item IN (SELECT item FROM move WHERE id >= NEW.first_move AND quantity > 0);
END;
