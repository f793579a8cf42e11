-- A station's note that tells of an attached barcode attaches it itself, and a note is kept once however often it is
-- sent: one that comes again attaches nothing, for somebody may have taken the barcode off meanwhile. Where the book has
-- the code already, the book's meaning wins; the note stays and shows the conflict.
CREATE TRIGGER note_attaches_its_barcode AFTER INSERT ON station_note WHEN NEW.kind = 'barcode_attached' BEGIN
  INSERT INTO barcode (code, item, quantity, pack_name, attached_by, attached_at)
  SELECT json_extract(NEW.content, '$.code'), i.id, json_extract(NEW.content, '$.quantity'),
    json_extract(NEW.content, '$.packName'), coalesce(NEW.person, json_extract(NEW.content, '$.allowedBy')), NEW.at
  FROM item i
  -- A station gives codes to what its branch may book.
  WHERE i.id = json_extract(NEW.content, '$.item') AND coalesce(i.branch, NEW.branch) = NEW.branch
    AND coalesce(json_extract(NEW.content, '$.quantity'), 1) <= 2000000000
    AND NOT EXISTS (SELECT 1 FROM barcode WHERE code = json_extract(NEW.content, '$.code'));
END;
