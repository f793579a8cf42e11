import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postedHeader, refusedHeader } from '../book/headers.ts'
import { stepsOfLines } from '../book/takes.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { allEntries, type Write } from '../database/catalogue.ts'
import { writeItems } from '../items/item-writes.ts'
import type { BranchId } from '../kernel/ids.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { allowWrites, type Sender } from './allow-writes.ts'

/** What whoever stole the token of BRA-K1 may send, and what the book then makes of it. */
let bakery: Bakery
let thief: Sender
beforeEach(async () => {
  bakery = await openBakery()
  thief = { kind: 'station', incarnation: 'BRA-K1', station: 'BRA-K1', branch: bakery.bra }
})
afterEach(() => bakery.close())

const rowsOf = (table: string): unknown => bakery.reader.all(`SELECT * FROM ${table}`)

/** The gate lets it through: what keeps it out is the book. */
async function expectKeptOut(batch: readonly Write[], says: RegExp): Promise<void> {
  expect(allowWrites(batch, thief)).toBeUndefined()
  const before = ['move', 'document', 'stock_balance', 'account_balance', 'meta'].map(rowsOf)
  await expect(bakery.central.batch(batch)).rejects.toThrow(says)
  expect(['move', 'document', 'stock_balance', 'account_balance', 'meta'].map(rowsOf)).toEqual(before)
  expect(verifyBook(bakery.reader).firstBad).toBeUndefined()
}

/** 5 kg of flour bought into the stockroom of a branch, by BRA-K1 in its own. */
function buying(branch: BranchId) {
  const { flour, place, sealNext, bra } = bakery
  const lines = [
    {
      item: flour,
      from: place('supplier', branch),
      to: place('stockroom', branch),
      quantity: 5_000,
      take: { by: 'stated', amount: 9_999 },
    },
  ] as const
  const document = sealNext({ event: 'purchase_invoice', branch: bra, lines: [...lines] }, 'BRA-K1')
  return { document, lines: stepsOfLines(document.content) }
}

describe('the token of a station', () => {
  it('moves nothing without a header that seals it', async () => {
    await expectKeptOut(buying(bakery.bra).lines, /FOREIGN KEY/)
  })

  it('moves nothing of another branch under a header of its own', async () => {
    const { document, lines } = buying(bakery.brb)
    await expectKeptOut([...lines, postedHeader(document, bakery.context)], /E_BRANCH/)
  })

  it('leaves no moves behind a header, nor under one that refuses', async () => {
    const { document, lines } = buying(bakery.bra)
    await expectKeptOut([...lines, postedHeader(document, bakery.context), ...lines], /FOREIGN KEY/)
    await expectKeptOut([...lines, refusedHeader(document, bakery.context, '{"code":"E_X"}')], /E_LINES/)
  })

  it('gives no document to another branch or writer, posted or refused', () => {
    const { document } = buying(bakery.bra)
    const changes: [number, string | number][] = [
      [1, 'BRB-K1'],
      [4, bakery.brb],
    ]
    for (const header of [
      postedHeader(document, bakery.context),
      refusedHeader(document, bakery.context, '{"code":"E_X"}'),
    ])
      for (const [at, value] of changes) {
        const args = header.args.with(at, value)
        expect(allowWrites([{ ...header, args }], thief)?.code).toBe('GATE_NOT_YOURS')
      }
  })

  it('gives a code only to what its branch may book, and never without a note that shows it', async () => {
    const { bread, dough, brb, central, reader } = bakery
    await writeItems(central).change(dough, {
      code: 'DOUGH-B',
      name: 'Dough of Brixton',
      kind: 'raw',
      unit: { base: 'g', name: 'kg', factor: 1_000 },
      isMeasured: true,
      branch: brb,
    })
    const keep = allEntries().find(({ name }) => name === 'note.kept')
    const note = (id: string, code: string, item: number): Write => {
      const content = {
        kind: 'barcode_attached',
        code,
        item,
        quantity: null,
        packName: null,
        allowedBy: bakery.palesa,
      }
      const args = [id, 'BRA-K1', bakery.bra, 'barcode_attached', 1, null, JSON.stringify(content)]
      return { sql: keep?.sql ?? uncatalogedNote(), args }
    }
    const batch = [note('n1', 'OWN', bread), note('n2', 'THEIRS', dough)]
    expect(allowWrites(batch, thief)).toBeUndefined()
    await central.batch(batch)
    expect(reader.all(`SELECT code FROM barcode WHERE code IN ('OWN', 'THEIRS')`)).toEqual([['OWN']])
    expect(reader.all('SELECT id FROM station_note ORDER BY id')).toEqual([['n1'], ['n2']])
    const codes = allEntries().filter(({ by, sql }) => by === 'writers' && /\bbarcode\b/.test(sql))
    expect(codes).toEqual([])
  })
})

function uncatalogedNote(): never {
  throw new Error('the catalogue has no note.kept')
}
