import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { DEMO_ITEMS } from './items.ts'
import { makeDemo } from './make-demo.ts'

// Before dawn: the demo's documents of today must not lie in the future.
const NOW = Date.UTC(2026, 10, 20, 1, 30)
const PEPPER = 'a pepper of thirty-two characters, or more'
const folder = mkdtempSync(join(tmpdir(), 'scanbook-demo-'))
let reader: Reader

beforeAll(async () => {
  const central = openCentralFile(join(folder, 'book.db'))
  const outbox = openOutbox(join(folder, 'outbox.db'))
  await createBook(central, { company: 'Demo', currency: 'ZAR', isDemo: true })
  reader = openReader(join(folder, 'book.db'))
  await makeDemo({ central, outbox, reader, pepper: PEPPER, now: NOW, onProgress: () => {} })
  outbox.close()
  central.close()
}, 60_000)
afterAll(() => {
  reader.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = (sql: string): number => Number(reader.get(sql)?.[0])

describe('the demo bakery', () => {
  it('has about forty items of all three kinds, every barcode once', () => {
    expect(DEMO_ITEMS.length).toBe(40)
    expect(reader.all('SELECT kind FROM item GROUP BY kind').length).toBe(3)
    expect(count('SELECT count(*) FROM barcode')).toBeGreaterThan(50)
  })
  it('knows how its items are bought, when each branch orders again, and what is one branch’s own', () => {
    expect(count('SELECT count(*) FROM item WHERE purchase_quantity > 0')).toBeGreaterThan(10)
    expect(count('SELECT count(*) FROM supplier_price')).toBeGreaterThan(15)
    const points = 'SELECT count(*) FROM reorder_point GROUP BY branch'
    expect(reader.all(points)).toEqual([[10], [10]])
    expect(reader.all('SELECT branch FROM item WHERE branch IS NOT NULL ORDER BY 1')).toEqual([[1], [2]])
  })
  it('keeps a book that proves itself', () => {
    expect(verifyBook(reader)).toMatchObject({ ok: true })
  })
  it('refuses nothing but what it means to leave for a person', () => {
    const refused = reader.all(`SELECT event, refusal FROM document WHERE state = 'refused'`)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.[1]).toContain('E_BELOW_ZERO')
  })
  it('leaves orders and runs open in both branches', () => {
    expect(
      count(`SELECT count(*) FROM sales_order WHERE state = 'open' AND branch = 1`),
    ).toBeGreaterThanOrEqual(4)
    expect(
      count(`SELECT count(*) FROM sales_order WHERE state = 'open' AND branch = 2`),
    ).toBeGreaterThanOrEqual(3)
    expect(
      count(`SELECT count(*) FROM production_run WHERE state = 'open' AND branch = 1`),
    ).toBeGreaterThanOrEqual(4)
    expect(count(`SELECT count(*) FROM production_run WHERE state = 'open' AND branch = 2`)).toBe(1)
  })
  it('dates nothing in the future', () => {
    expect(
      count(`SELECT count(*) FROM document WHERE accepted_at > ${NOW} OR posting_date > '2026-11-20'`),
    ).toBe(0)
    expect(String(reader.get('SELECT min(posting_date) FROM document')?.[0])).toBe('2026-11-06')
  })
})
