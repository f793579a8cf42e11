import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBook } from '../book/verify/verify-book.ts'
import { createWriter } from '../branches/create-branch.ts'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders } from '../branches/scoped-readers.ts'
import { IMPORT_NAMES } from '../data-in/importer.ts'
import { bookOpening, openingParts } from '../data-in/opening-documents.ts'
import { openCentralFile } from '../database/central-file.ts'
import { createBook } from '../database/create-book.ts'
import { openReader } from '../database/reader.ts'
import { officeOutbox } from '../outbox/office-outbox.ts'
import { openOutbox } from '../outbox/outbox.ts'
import { startPoster } from '../outbox/poster.ts'
import { createPerson } from '../people/create-person.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { postEveryEvent } from '../testing/every-event.ts'
import { importSent, statesOf, type Sent } from '../testing/import-table.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { exportEverything } from './export-zip.ts'

let bakery: Bakery
let files: Readonly<Record<string, string>>
beforeAll(async () => {
  bakery = await openBakery()
  await postEveryEvent(bakery)
  await sellByDoubtfulClock(bakery)
  await addMasterData(bakery)
  files = exported(null)
})
afterAll(() => bakery.close())

/** The files of an export, by name. */
function exported(branch: Bakery['bra'] | null): Record<string, string> {
  const readers = openScopedReaders(bakery.path)
  const reader = readers.of(branch === null ? ALL_BRANCHES : onlyBranch(branch))
  const zip = Buffer.concat([...exportEverything({ reader, branch, now: TEST_NOW })])
  readers.close()
  return Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  )
}

describe('everything that is exported', () => {
  it('imports into an empty book: master data and stock value are equal to the cent, and both books are in order', async () => {
    const fresh = await openFreshBook()
    for (const name of IMPORT_NAMES) await fresh.import(name, tableOf(name))
    for (const [what, sql] of Object.entries(COMPARED))
      expect([what, fresh.reader.all(sql)]).toEqual([what, bakery.reader.all(sql)])
    for (const reader of [bakery.reader, fresh.reader]) expect(verifyBook(reader).ok).toBe(true)
    expect(fresh.reader.get(STOCK_VALUE)).toEqual(bakery.reader.get(STOCK_VALUE))
    // And again: nothing changes.
    for (const name of IMPORT_NAMES)
      expect([
        name,
        new Set((await fresh.import(name, tableOf(name))).map((state) => state.split(' ')[1])),
      ]).toEqual([name, new Set(['unchanged'])])
    await fresh.close()
  })

  it('has every document and move, and a README that names every file', () => {
    const countOf = (table: string) => Number(bakery.reader.get(`SELECT count(*) FROM ${table}`)?.[0])
    expect(rowsOf('books/documents.csv')).toBe(countOf('document'))
    expect(rowsOf('books/moves.csv')).toBe(countOf('move'))
    for (const name of Object.keys(files).slice(1)) expect(files['README.txt']).toContain(name)
  })

  it('says of each document whether the clock was in doubt by which it was accepted', () => {
    const documents: { clock_in_doubt: string }[] = parse(files['books/documents.csv'] ?? '', {
      bom: true,
      columns: true,
    })
    const told = documents.map((document) => document.clock_in_doubt)
    const booked = bakery.reader.all('SELECT clock_doubtful FROM document ORDER BY position')
    expect(told).toEqual(booked.map(([isDoubtful]) => (isDoubtful === 1 ? 'yes' : 'no')))
    expect(new Set(told)).toEqual(new Set(['yes', 'no']))
  })

  it('holds no secret', async () => {
    const whole = Object.values(files).join('\n')
    for (const secret of SECRETS) expect(whole).not.toContain(secret)
    // The secrets were in the book: the test would see them.
    const kept = await bakery.central.all({
      sql: `SELECT (SELECT group_concat(password_hash || pin_verifier) FROM person) || (SELECT group_concat(code_hash) FROM badge)
        || (SELECT group_concat(token_hash) FROM api_token)`,
      args: [],
    })
    for (const secret of SECRETS) expect(String(kept[0]?.[0])).toContain(secret)
  })

  it('is, for a manager, of their branch alone', () => {
    const own = exported(bakery.bra)
    const whole = Object.entries(own)
      .filter(([name]) => name !== 'README.txt')
      .map(([, text]) => text)
      .join('\n')
    for (const strange of ['131 min', 'BRB-ONLY', 'Only Brixton', 'BRB-K1', 'BRB-INV', 'bongani', 'Brixton'])
      expect([strange, whole.includes(strange)]).toEqual([strange, false])
    expect(whole).toContain('BRA-SAL-00001')
    // It is seen where all branches are: the manager's export leaves it out.
    expect(Object.values(files).join('\n')).toContain('BRB-ONLY')
  })

  it('guards what a spreadsheet would calculate', () => {
    expect(files['import/04-partners.csv']).toContain("'+27 11 555 0101")
    expect(files['import/05-items.csv']).toContain("'=HYPERLINK")
  })
})

const tableOf = (name: (typeof IMPORT_NAMES)[number]): string =>
  Object.entries(files).find(([path]) => path.endsWith(`-${name}.csv`))?.[1] ?? ''
const rowsOf = (name: string): number => (files[name] ?? '').trimEnd().split('\r\n').length - 1

const STOCK_VALUE = 'SELECT sum(value) FROM stock_balance'
/** What must be the same in both books, by what people call it. */
const COMPARED = {
  branches: `SELECT prefix, name, time_zone, issues_shortfall, usage_tolerance, expiry_warning_days, is_retired
    FROM branch ORDER BY prefix`,
  reasons: 'SELECT * FROM reason_code ORDER BY code',
  people: `SELECT p.login, p.name, p.role, b.prefix, p.is_active FROM person p LEFT JOIN branch b ON b.id = p.branch
    ORDER BY p.login`,
  partners: `SELECT p.name, p.is_customer, p.is_supplier, p.phone, p.email, p.is_retired, b.prefix FROM partner p
    LEFT JOIN branch b ON b.id = p.branch ORDER BY p.name`,
  items: `SELECT i.code, i.name, i.kind, i.base_unit, i.display_unit, i.display_factor, i.is_measured, i.is_retired,
    i.purchase_unit, i.purchase_quantity, i.picture, b.prefix FROM item i LEFT JOIN branch b ON b.id = i.branch ORDER BY i.code`,
  words: 'SELECT w.word, i.code FROM item_word w JOIN item i ON i.id = w.item ORDER BY w.word, i.code',
  barcodes:
    'SELECT b.code, i.code, b.quantity, b.pack_name FROM barcode b JOIN item i ON i.id = b.item ORDER BY b.code',
  recipes: `SELECT p.code, b.output_quantity, i.code, l.quantity, l.backflush FROM bom b JOIN item p ON p.id = b.item
    JOIN bom_line l ON l.bom = b.id JOIN item i ON i.id = l.item ORDER BY p.code, i.code`,
  prices: `SELECT p.name, i.code, s.amount, s.quantity, s.supplier_code FROM supplier_price s
    JOIN partner p ON p.id = s.partner JOIN item i ON i.id = s.item ORDER BY p.name, i.code`,
  points: `SELECT b.prefix, i.code, r.quantity FROM reorder_point r JOIN branch b ON b.id = r.branch
    JOIN item i ON i.id = r.item ORDER BY b.prefix, i.code`,
  oldBooks: `SELECT b.prefix, o.workflow, o.warn_after, o.ask_after, o.stop_after FROM old_books_limit o
    JOIN branch b ON b.id = o.branch ORDER BY b.prefix, o.workflow`,
  stock: `SELECT b.prefix, CASE l.kind WHEN 'run' THEN 'manufacturing' ELSE l.kind END AS place, i.code, sum(s.quantity),
    sum(s.value) FROM stock_balance s JOIN location l ON l.id = s.location JOIN branch b ON b.id = l.branch
    JOIN item i ON i.id = s.item WHERE s.quantity > 0 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  inventory: `SELECT b.prefix, a.kind, sum(t.debit - t.credit) FROM account_balance t JOIN account a ON a.id = t.account
    JOIN branch b ON b.id = a.branch JOIN account_kind k ON k.kind = a.kind WHERE k.is_inventory GROUP BY 1, 2 ORDER BY 1, 2`,
} as const

const SECRETS = ['a-password-hash', 'a-pin-verifier', 'b'.repeat(64), 'c'.repeat(64)]

async function sellByDoubtfulClock({ coke, place, post }: Bakery): Promise<void> {
  const line = {
    item: coke,
    from: place('retail'),
    to: place('customer'),
    quantity: 1,
    take: { by: 'cost' },
  } as const
  await post({ event: 'sale', clockDoubtful: true, lines: [line] })
}

async function addMasterData(to: Bakery): Promise<void> {
  const { central, coke, flour, bread, bra, brb, palesa } = to
  await importSent(to, 'branches', 'prefix,name,time_zone,retired\nBRX,Once a shop,UTC,yes\n')
  const items = `code,name,kind,unit,base_unit,units_per,purchase_unit,purchase_quantity,picture,branch,retired
DOZEN,"=HYPERLINK(""x"")",external,dozen,each,12,crate,7 each,egg,,no
OLD,"Rye, ""dark""",raw,kg,,,bag,12.3450 kg,wheat,,yes
BRB-ONLY,Only Brixton,raw,l,,,,,,BRB,no
`
  await importSent(to, 'items', items)
  await importSent(
    to,
    'partners',
    'name,supplier,customer,phone,email,branch\n"Golden Mill; Sons",yes,no,+27 11 555 0101,a@b.example,\nBrixton Kiosk,no,yes,,,BRB\n',
  )
  await importSent(
    to,
    'barcodes',
    'barcode,item,quantity,pack\n6001234567899,DOZEN,2 dozen,crate\nrye-5,OLD,1.234 kg,\n',
  )
  const run = async (sql: string, ...args: (string | number)[]) =>
    void (await central.batch([{ sql: uncatalogued(sql), args }]))
  const prices =
    'supplier,item,price,quantity,supplier_code\n"golden mill; sons",FLOUR,1234.56,1.2340 kg,=1+1\n'
  await importSent(to, 'supplier-prices', prices)
  await run('INSERT INTO reorder_point VALUES (?1, ?2, 1234)', bra, flour)
  await run('INSERT INTO reorder_point VALUES (?1, ?2, 31)', brb, coke)
  await run(`INSERT INTO old_books_limit VALUES (?1, 'sales', 7, 1500, 525600)`, bra)
  await run(`INSERT INTO old_books_limit VALUES (?1, 'production', NULL, NULL, NULL)`, bra)
  await run(`INSERT INTO old_books_limit VALUES (?1, 'general', 131, NULL, 2880)`, brb)
  await run(`UPDATE reason_code SET is_retired = 1, name = '-5%' WHERE code = 'TASTING'`)
  await run('UPDATE item SET is_retired = 1 WHERE id = ?1', bread)
  await run(
    'UPDATE person SET password_hash = ?2, pin_verifier = ?3 WHERE id = ?1',
    palesa,
    SECRETS[0]!,
    SECRETS[1]!,
  )
  await run('INSERT INTO badge (code_hash, person, issued_at) VALUES (?2, ?1, 1)', palesa, SECRETS[2]!)
  await run(
    `INSERT INTO api_token (id, person, token_hash, made_at) VALUES ('t', ?1, ?2, 1)`,
    palesa,
    SECRETS[3]!,
  )
}

/** An empty Scanbook as set-up leaves it: a super admin who imports, and the office's writer. */
async function openFreshBook() {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-fresh-'))
  const path = join(folder, 'book.db')
  const central = openCentralFile(path)
  await createBook(central, { company: 'Fresh', currency: 'ZAR', isDemo: false })
  await createWriter(central, 'HQ-A1', null)
  const person = await createPerson(central, {
    login: 'zanele',
    name: 'Zanele N.',
    role: 'super_admin',
    branch: null,
    passwordHash: null,
  })
  const reader = openReader(path)
  const outbox = openOutbox(join(folder, 'outbox.db'))
  const clock = { now: () => TEST_NOW }
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock,
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
  const office = officeOutbox({ outbox, poster, reader })
  const sent: Sent = { authority: { person, role: 'super_admin', branch: null } }
  return {
    reader,
    async import(name: (typeof IMPORT_NAMES)[number], table: string): Promise<string[]> {
      const checked = await importSent({ path, central } as Bakery, name, table, sent)
      for (const part of openingParts(checked.openings))
        bookOpening(part, {
          fileHash: 'f',
          person,
          accepted: { acceptedAt: TEST_NOW },
          paper: '',
          outbox: office,
          whole: reader,
        })
      await poster.drained()
      return statesOf(checked)
    },
    async close() {
      await poster.stop()
      outbox.close()
      reader.close()
      central.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
