import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reader } from '../database/reader.ts'
import { openTradedBakery, type TradedBakery } from '../testing/traded-bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createBranch } from './create-branch.ts'
import { SCOPE_RULES } from './scope-rules.ts'
import { openScopedReaders, type ScopedReaders } from './scoped-readers.ts'
import { ALL_BRANCHES, onlyBranch } from './scope.ts'

let bakery: TradedBakery
let readers: ScopedReaders
let tables: readonly string[]
beforeAll(async () => {
  bakery = await openTradedBakery()
  await trade(bakery)
  await plant(bakery)
  readers = openScopedReaders(bakery.path)
  tables = readers.whole
    .all(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .map(([name]) => String(name))
})
afterAll(() => {
  readers.close()
  bakery.close()
})

/** Goods of BRA's own supplier have a counterpart in BRB, and each branch has a document that waits for a person. */
async function trade({ post, place, bra, brb, butter }: TradedBakery) {
  for (const branch of [bra, brb]) {
    const take = { by: 'stated', amount: 100 } as const
    const line = (from: number, to: number, quantity: number) => ({ item: butter, from, to, quantity, take })
    const stockroom = place('stockroom', branch)
    const open = line(place('opening', branch), stockroom, 7)
    await post({ branch, event: 'opening', lines: [open] }, 'HQ-A1')
    await post(
      { branch, event: 'purchase_invoice', lines: [line(place('supplier', branch), stockroom, 5)] },
      'HQ-A1',
    )
    const tooMuch = {
      ...line(stockroom, place('write_off', branch), 1_000_000_000),
      take: { by: 'cost' } as const,
    }
    await post({ branch, event: 'write_off', lines: [tooMuch] }, 'HQ-A1')
  }
}

/** What only one branch has, of what the bakery of the tests has for both. */
async function plant({ central, bra, brb, coke, cafe, bom, flour, thandi, bongani }: TradedBakery) {
  const sql = (text: string, ...args: (string | number | null)[]) => ({ sql: uncatalogued(text), args })
  await central.batch(
    [bra, brb].flatMap((branch) => [
      sql(
        `INSERT INTO item (id, code, name, kind, base_unit, display_unit, display_factor, is_measured, branch)
         VALUES (?1, ?2, ?2, 'manufactured', 'each', 'each', 1, 0, ?3)`,
        900 + branch,
        `PLANTED-${branch}`,
        branch,
      ),
      sql('INSERT INTO item_word (word, item) VALUES (?1, ?2)', `planted${branch}`, 900 + branch),
      sql('INSERT INTO barcode (code, item) VALUES (?1, ?2)', `PLANTED-${branch}`, 900 + branch),
      sql('INSERT INTO bom (id, item, output_quantity) VALUES (?1, ?2, 1)', 900 + branch, 900 + branch),
      sql('INSERT INTO bom_line (bom, item, quantity) VALUES (?1, ?2, 7)', 900 + branch, flour),
      sql('INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, ?2, 5)', branch, coke),
      sql(
        `INSERT INTO partner (id, name, is_customer, is_supplier, branch) VALUES (?1, ?2, 1, 1, ?3)`,
        900 + branch,
        `Planted ${branch}`,
        branch,
      ),
      sql(
        'INSERT INTO supplier_price (partner, item, amount, quantity, noted_at) VALUES (?1, ?2, 5, 1, 0)',
        900 + branch,
        coke,
      ),
      sql(
        `INSERT INTO supplier_price (partner, item, amount, quantity, noted_at) VALUES (?1, ?2, 5, 1, 0)`,
        cafe,
        900 + branch,
      ),
      sql(
        `INSERT INTO sales_order (id, branch, number, partner, ordered_on, due_on, state)
         VALUES (?1, ?2, ?3, ?4, '2026-11-20', '2026-11-20', 'open')`,
        900 + branch,
        branch,
        `PLANTED-${branch}`,
        cafe,
      ),
      sql('INSERT INTO sales_order_line (sales_order, item, ordered) VALUES (?1, ?2, 3)', 900 + branch, coke),
      sql(
        `INSERT INTO production_run (id, branch, serial, bom, item, bom_output, planned, issue_on, due_on, state)
         SELECT ?1, ?2, ?3, id, item, 1, 1, '2026-11-20', '2026-11-20', 'closed' FROM bom WHERE id = ?4`,
        900 + branch,
        branch,
        `PLANTED-${branch}`,
        bom,
      ),
      sql(
        'INSERT INTO run_ingredient (run, item, bom_quantity, planned) VALUES (?1, ?2, 1, 1)',
        900 + branch,
        flour,
      ),
      sql(
        'INSERT INTO badge (code_hash, person, issued_at) VALUES (?1, ?2, 0)',
        String(branch).repeat(64).slice(0, 64),
        branch === bra ? thandi : bongani,
      ),
      sql(
        'INSERT INTO api_token (id, person, token_hash, made_at) VALUES (?1, ?2, ?3, 0)',
        `planted-${branch}`,
        branch === bra ? thandi : bongani,
        String(branch).repeat(64).slice(0, 64),
      ),
      sql(
        `INSERT INTO api_request (person, key, body_hash, kind, made, at) VALUES (?1, 'planted', '', 'run', 1, 0)`,
        branch === bra ? thandi : bongani,
      ),
      sql(
        'INSERT INTO station_tile (station, item, rank) VALUES (?1, ?2, 1)',
        branch === bra ? 'BRA-K1' : 'BRB-K1',
        coke,
      ),
      sql(`INSERT INTO old_books_limit VALUES (?1, 'sales', 1, 2, 3)`, branch),
      sql(
        `INSERT INTO station_note (id, station, branch, kind, at, content) VALUES (?1, 'X', ?2, 'remark', 0, '{}')`,
        `planted-${branch}`,
        branch,
      ),
      sql(
        `INSERT INTO station_contact (writer, at, waiting, last_seq, release, schema, host)
         SELECT id, 0, 0, 0, '0.1.0', 13, 'planted' FROM writer WHERE incarnation = ?1`,
        branch === bra ? 'BRA-K1' : 'BRB-K1',
      ),
    ]),
  )
}

/** Tables of which two branches see one row: the road between them is tested below. */
const BOTH_ENDS = new Set(['branch', 'transfer', 'outstanding'])

const count = (reader: Reader, table: string): number =>
  Number(reader.get(`SELECT count(*) FROM ${table}`)?.[0])

describe('a reader of one branch', () => {
  it('has a rule for every table of the book, and for no other', () => {
    expect(Object.keys(SCOPE_RULES).toSorted()).toEqual(tables.toSorted())
  })

  it('sees its own rows of every table, none of another branch’s, and together no row is nobody’s', () => {
    for (const table of tables) {
      if (SCOPE_RULES[table] === 'whole' || BOTH_ENDS.has(table)) continue
      const all = count(readers.whole, table)
      const [ofBra, ofBrb] = [bakery.bra, bakery.brb].map((id) => count(readers.of(onlyBranch(id)), table))
      expect([table, (ofBra ?? 0) < all, (ofBrb ?? 0) < all]).toEqual([table, true, true])
      expect([table, (ofBra ?? 0) + (ofBrb ?? 0) >= all]).toEqual([table, true])
    }
  })

  it('is told nothing by any text of another branch', () => {
    const reader = readers.of(onlyBranch(bakery.bra))
    const secrets = [`planted${bakery.brb}`, `planted-${bakery.brb}`, `planted ${bakery.brb}`, 'bongani']
    for (const table of tables) {
      const rows = JSON.stringify(reader.all(`SELECT * FROM ${table}`)).toLowerCase()
      for (const secret of secrets)
        expect([table, secret, rows.includes(secret)]).toEqual([table, secret, false])
      expect(JSON.stringify(readers.whole.all(`SELECT * FROM ${table}`))).not.toBe('')
    }
  })

  it('has the columns of every table, in their order', () => {
    const reader = readers.of(onlyBranch(bakery.bra))
    for (const table of tables) {
      const columns = (schema: string) =>
        reader.all('SELECT name FROM pragma_table_info(?1, ?2)', table, schema).map(([name]) => name)
      const seen = columns('temp')
      expect([table, seen.length === 0 ? columns('main') : seen]).toEqual([table, columns('main')])
    }
  })

  it('knows another branch by prefix and name only', () => {
    const { bra, brb } = bakery
    const settings = `SELECT prefix, name, time_zone, usage_tolerance FROM branch WHERE id = ?1`
    expect(readers.of(onlyBranch(bra)).get(settings, brb)).toEqual(['BRB', 'Brixton', 'UTC', 0])
    expect(readers.of(onlyBranch(brb)).get(settings, brb)).toEqual([
      'BRB',
      'Brixton',
      'Africa/Johannesburg',
      5,
    ])
  })

  it('knows what is on the road from it or to it, and of nobody else’s', async () => {
    const third = await createBranch(bakery.central, { prefix: 'BRC', name: 'Berea', timeZone: 'UTC' })
    for (const table of ['transfer', 'outstanding']) {
      expect([table, count(readers.of(onlyBranch(bakery.brb)), table)]).not.toEqual([table, 0])
      expect([table, count(readers.of(onlyBranch(third)), table)]).toEqual([table, 0])
    }
  })

  it('shows nothing of a table that nobody thought of', () => {
    const { document: _, ...forgetful } = SCOPE_RULES
    const others = openScopedReaders(bakery.path, forgetful)
    expect(count(others.of(onlyBranch(bakery.bra)), 'document')).toBe(0)
    expect(count(others.of(ALL_BRANCHES), 'document')).toBeGreaterThan(0)
    others.close()
  })

  it.each(
    Object.keys(SCOPE_RULES).filter((table) => SCOPE_RULES[table] !== 'whole' && !BOTH_ENDS.has(table)),
  )('would see more of %s without its rule', (table) => {
    const broken = openScopedReaders(bakery.path, { ...SCOPE_RULES, [table]: 'whole' })
    const scope = onlyBranch(bakery.bra)
    expect(count(broken.of(scope), table)).toBeGreaterThan(count(readers.of(scope), table))
    broken.close()
  })

  it('cannot write, and sees at once what is written', async () => {
    const reader = readers.of(onlyBranch(bakery.bra))
    expect(() => reader.all(`UPDATE main.item SET name = 'x' RETURNING id`)).toThrow(/readonly|read-only/i)
    await bakery.central.batch([
      { sql: uncatalogued(`UPDATE partner SET phone = '011' WHERE id = ?1`), args: [bakery.cafe] },
    ])
    expect(reader.get('SELECT phone FROM partner WHERE id = ?1', bakery.cafe)).toEqual(['011'])
  })

  it('finds rows by their keys, as the tables do', () => {
    const reader = readers.of(onlyBranch(bakery.bra))
    for (const [sql, ...args] of [
      ['SELECT quantity FROM stock_balance WHERE location = ?1 AND item = ?2', 1, 1],
      ['SELECT amount FROM move WHERE id = ?1', 1],
      ['SELECT id FROM document WHERE position = ?1', 1],
      ['SELECT i.name FROM barcode b JOIN item i ON i.id = b.item WHERE b.code = ?1', 'X'],
      ['SELECT b.debit FROM account a JOIN account_balance b ON b.account = a.id WHERE a.id = ?1', 1],
    ] as const) {
      const plan = reader.all(`EXPLAIN QUERY PLAN ${sql}`, ...args).map(String)
      expect(plan.filter((step) => /SCAN|AUTOMATIC|MATERIALIZE|CO-ROUTINE/.test(step))).toEqual([])
    }
  })
})

describe('moves and items of one branch', () => {
  it('are refused in another one', async () => {
    const { at } = bakery
    const own = 900 + bakery.brb
    const take = { by: 'stated', amount: 100 } as const
    const outcome = await bakery.post(
      { event: 'opening', lines: [{ item: own, from: at.opening, to: at.retail, quantity: 1, take }] },
      'HQ-A1',
    )
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'E_ITEM_ELSEWHERE' } })
  })

  it('stay the company’s once another branch has had them', async () => {
    const give = {
      sql: uncatalogued('UPDATE item SET branch = ?2 WHERE id = ?1'),
      args: [bakery.coke, bakery.brb],
    }
    await expect(bakery.central.batch([give])).rejects.toMatchObject({ code: 'E_ITEM_ELSEWHERE' })
  })
})
