import { IMPORT_NAMES, type ImportName } from '../data-in/importer.ts'
import { IMPORTERS } from '../data-in/importers.ts'
import { adminData } from '../words/en/admin-data.ts'
import { amountCell, amountCells, durationCell, moneyCell, textCell, unitOf, yesNoCell } from './cells.ts'
import type { Cell } from './csv-text.ts'
import type { ExportSource, TableFile } from './table-file.ts'

type Rows = (source: ExportSource) => Iterable<Readonly<Record<string, Cell>>>

const UNIT = 'i.base_unit, i.display_unit, i.display_factor'

/** Each table as its importer reads it, by the importer's own names of columns. */
const ROWS: Readonly<Record<ImportName, Rows>> = {
  *branches({ reader, branch }) {
    const sql = `SELECT prefix, name, time_zone, issues_shortfall, usage_tolerance, expiry_warning_days, is_retired
      FROM branch WHERE ?1 IS NULL OR id = ?1 ORDER BY id`
    for (const [prefix, name, zone, shortfall, tolerance, days, isRetired] of reader.all(sql, branch))
      yield {
        prefix: textCell(prefix),
        name: textCell(name),
        time_zone: textCell(zone),
        issues_shortfall: yesNoCell(shortfall),
        usage_tolerance: textCell(tolerance),
        expiry_warning_days: textCell(days),
        retired: yesNoCell(isRetired),
      }
  },
  *reasons({ reader }) {
    const sql = 'SELECT code, name, used_for, is_retired FROM reason_code ORDER BY code'
    for (const [code, name, use, isRetired] of reader.all(sql))
      yield {
        code: textCell(code),
        name: textCell(name),
        used_for: textCell(use),
        retired: yesNoCell(isRetired),
      }
  },
  *people({ reader, branch }) {
    const sql = `SELECT p.login, p.name, p.role, b.prefix, p.is_active FROM person p LEFT JOIN branch b ON b.id = p.branch
      WHERE p.is_service = 0 AND (?1 IS NULL OR p.branch = ?1) ORDER BY p.id`
    for (const [login, name, role, prefix, isActive] of reader.all(sql, branch))
      yield {
        login: textCell(login),
        name: textCell(name),
        role: textCell(role),
        branch: textCell(prefix),
        active: yesNoCell(isActive),
      }
  },
  *partners({ reader }) {
    const sql = `SELECT p.name, p.is_customer, p.is_supplier, p.phone, p.email, b.prefix, p.is_retired
      FROM partner p LEFT JOIN branch b ON b.id = p.branch ORDER BY p.id`
    for (const [name, isCustomer, isSupplier, phone, email, prefix, isRetired] of reader.all(sql))
      yield {
        name: textCell(name),
        customer: yesNoCell(isCustomer),
        supplier: yesNoCell(isSupplier),
        phone: textCell(phone),
        email: textCell(email),
        branch: textCell(prefix),
        retired: yesNoCell(isRetired),
      }
  },
  *items({ reader }) {
    const sql = `SELECT i.code, i.name, i.kind, ${UNIT}, i.is_measured, i.purchase_unit, i.purchase_quantity, i.picture,
        b.prefix, i.is_retired
      FROM item i LEFT JOIN branch b ON b.id = i.branch ORDER BY i.id`
    for (const [code, name, kind, base, unitName, factor, isMeasured, ...rest] of reader.all(sql)) {
      const [purchaseUnit, purchaseQuantity, picture, prefix, isRetired] = rest
      yield {
        code: textCell(code),
        name: textCell(name),
        kind: textCell(kind),
        unit: textCell(unitName),
        base_unit: textCell(base),
        units_per: textCell(factor),
        measured: yesNoCell(isMeasured),
        purchase_unit: textCell(purchaseUnit),
        purchase_quantity: amountCell(purchaseQuantity, unitOf(base, unitName, factor)),
        picture: textCell(picture),
        branch: textCell(prefix),
        retired: yesNoCell(isRetired),
      }
    }
  },
  *barcodes({ reader }) {
    const sql = `SELECT c.code, i.code, c.quantity, c.pack_name, ${UNIT}
      FROM barcode c JOIN item i ON i.id = c.item ORDER BY c.code`
    for (const [code, item, quantity, pack, base, unit, factor] of reader.all(sql))
      yield {
        barcode: textCell(code),
        item: textCell(item),
        quantity: amountCell(quantity, unitOf(base, unit, factor)),
        pack: textCell(pack),
      }
  },
  *boms({ reader }) {
    const sql = `SELECT p.code, p.name, b.output_quantity, p.base_unit, p.display_unit, p.display_factor, i.code,
        l.quantity, ${UNIT}, l.backflush
      FROM bom b JOIN item p ON p.id = b.item JOIN bom_line l ON l.bom = b.id JOIN item i ON i.id = l.item
      ORDER BY b.id, l.item`
    for (const [product, name, output, base, unit, factor, ingredient, quantity, ...rest] of reader.all(sql))
      yield {
        product: textCell(product),
        product_name: textCell(name),
        output: amountCell(output, unitOf(base, unit, factor)),
        ingredient: textCell(ingredient),
        quantity: amountCell(quantity, unitOf(rest[0], rest[1], rest[2])),
        backflush: yesNoCell(rest[3]),
      }
  },
  *'supplier-prices'({ reader, moneyFactor }) {
    const sql = `SELECT p.name, i.code, s.amount, s.quantity, ${UNIT}, s.supplier_code FROM supplier_price s
      JOIN partner p ON p.id = s.partner JOIN item i ON i.id = s.item
      WHERE p.is_supplier ORDER BY s.partner, s.item`
    for (const [supplier, item, amount, quantity, base, unit, factor, code] of reader.all(sql))
      yield {
        supplier: textCell(supplier),
        item: textCell(item),
        price: moneyCell(amount, moneyFactor),
        quantity: amountCell(quantity, unitOf(base, unit, factor)),
        supplier_code: textCell(code),
      }
  },
  *'reorder-points'({ reader }) {
    const sql = `SELECT b.prefix, i.code, r.quantity, ${UNIT} FROM reorder_point r JOIN branch b ON b.id = r.branch
      JOIN item i ON i.id = r.item ORDER BY r.branch, r.item`
    for (const [prefix, item, quantity, base, unit, factor] of reader.all(sql))
      yield {
        branch: textCell(prefix),
        item: textCell(item),
        quantity: amountCell(quantity, unitOf(base, unit, factor)),
      }
  },
  *'old-books'({ reader }) {
    const sql = `SELECT b.prefix, o.workflow, o.warn_after, o.ask_after, o.stop_after FROM old_books_limit o
      JOIN branch b ON b.id = o.branch ORDER BY o.branch, o.workflow`
    for (const [prefix, workflow, warnAfter, askAfter, stopAfter] of reader.all(sql))
      yield {
        branch: textCell(prefix),
        workflow: textCell(workflow),
        warn_after: durationCell(warnAfter),
        ask_after: durationCell(askAfter),
        stop_after: durationCell(stopAfter),
      }
  },
  // What lies where now, so that new books can begin with it; what runs have used is manufacturing's.
  *'opening-stock'({ reader, moneyFactor }) {
    const sql = `SELECT b.prefix, CASE l.kind WHEN 'run' THEN 'manufacturing' ELSE l.kind END AS place, i.code,
        sum(s.quantity), sum(s.value), ${UNIT}
      FROM stock_balance s JOIN location l ON l.id = s.location JOIN branch b ON b.id = l.branch
      JOIN item i ON i.id = s.item
      WHERE s.quantity > 0 GROUP BY l.branch, place, s.item ORDER BY l.branch, place, i.code`
    for (const [prefix, place, item, quantity, value, base, unitName, factor] of reader.all(sql)) {
      const [number, unit] = amountCells(quantity, unitOf(base, unitName, factor))
      yield {
        branch: textCell(prefix),
        place: textCell(place),
        item: textCell(item),
        quantity: number,
        unit,
        value: moneyCell(value, moneyFactor),
      }
    }
  },
}

/** Columns that say nothing about what is in the book: another system's prices, another way to write a value. */
const NOT_WRITTEN: Readonly<Partial<Record<ImportName, readonly string[]>>> = {
  items: ['supplier', 'last_paid_price'],
  'opening-stock': ['unit_cost'],
}

/** The tables of the importers, numbered in the order in which an empty Scanbook takes them. */
export const MASTER_FILES: readonly TableFile[] = IMPORT_NAMES.map((name, index) => {
  const left = NOT_WRITTEN[name] ?? []
  const headings = Object.keys(IMPORTERS[name].columns).filter((column) => !left.includes(column))
  return {
    path: `import/${String(index + 1).padStart(2, '0')}-${name}.csv`,
    about: adminData.tables[name][1],
    headings,
    *rows(source) {
      for (const row of ROWS[name](source)) yield headings.map((column) => row[column] ?? null)
    },
  }
})
