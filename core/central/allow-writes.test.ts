import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apply, emptyBook } from '../book/model.ts'
import { postDocuments } from '../book/post.ts'
import { allEntries, type CatalogueEntry, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { createSalesOrder } from '../orders/create-sales-order.ts'
import { createRun } from '../runs/create-run.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { worldOf } from '../testing/model-view.ts'
import { draftOf } from '../testing/random-documents.ts'
import { intents } from '../testing/random-intents.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { allowWrites, heardIn, type Sender } from './allow-writes.ts'

const BRANCH = 7
const station: Sender = { kind: 'station', incarnation: 'BRA-K1b', station: 'BRA-K1', branch: BRANCH }
const office: Sender = { kind: 'office', incarnation: 'HQ-A1', station: 'HQ-A1', branch: null }
const officeOfBranch: Sender = { kind: 'office', incarnation: 'BRA-A1', station: 'BRA-A1', branch: BRANCH }

const SENDERS = { station, office, officeOfBranch }
/** Who else a text may name, one thing changed at a time. */
const OTHERS: readonly Partial<Sender>[] = [
  { incarnation: 'BRA-K1' },
  { incarnation: 'BRB-K1' },
  { station: 'BRB-K1' },
  { branch: BRANCH + 1 },
]

/** A call of an entry that names `who` wherever the entry names anybody. */
function callOf({ sql, own }: CatalogueEntry, who: Sender): { sql: string; args: unknown[] } {
  const args: unknown[] = Array.from({ length: 20 }, (_, index) => `other ${index}`)
  if (own?.writer !== undefined) args[own.writer - 1] = who.incarnation
  if (own?.station !== undefined) args[own.station - 1] = who.station
  if (own?.branch !== undefined) args[own.branch - 1] = who.branch
  return { sql, args }
}

const entries = allEntries()
const mayBeSentBy = ({ by }: CatalogueEntry, { kind }: Sender): boolean =>
  by === 'writers' || (by === 'offices' && kind === 'office')
const names = (by: CatalogueEntry['by'], start = ''): readonly string[] =>
  entries.filter((entry) => entry.by === by && entry.name.startsWith(start)).map(({ name }) => name)

describe('a catalogue entry', () => {
  it.each(entries.map((entry) => [entry.name, entry] as const))('%s is judged by its rule', (_, entry) => {
    for (const [who, sender] of Object.entries(SENDERS)) {
      const answer = allowWrites([callOf(entry, sender)], sender)?.code
      expect(answer, who).toBe(mayBeSentBy(entry, sender) ? undefined : 'GATE_NOT_YOURS')
      for (const other of OTHERS) {
        const named = { ...sender, ...other }
        const isNamed =
          (entry.own?.writer !== undefined && named.incarnation !== sender.incarnation) ||
          (entry.own?.station !== undefined && named.station !== sender.station) ||
          (entry.own?.branch !== undefined && sender.branch !== null && named.branch !== sender.branch)
        expect(
          allowWrites([callOf(entry, named)], sender)?.code,
          `${who} naming ${JSON.stringify(other)}`,
        ).toBe(mayBeSentBy(entry, sender) && !isNamed ? undefined : 'GATE_NOT_YOURS')
      }
    }
  })

  it.each(entries.map((entry) => [entry.name, entry] as const))(
    '%s is taken whole or not at all',
    (_, entry) => {
      for (const sql of [
        `${entry.sql} `,
        ` ${entry.sql}`,
        `${entry.sql};`,
        entry.sql.slice(0, -1),
        `-- \n${entry.sql}`,
      ])
        expect(allowWrites([{ ...callOf(entry, office), sql }], office)?.code).toBe('GATE_STATEMENT_UNKNOWN')
    },
  )
})

describe('the catalogue', () => {
  it('lets a station send documents, notes and how it is, and nothing else', () => {
    const ofStations = names('writers').filter((name) => !/^(?:line|mirror)\./.test(name))
    expect(ofStations.toSorted()).toEqual([
      'document.posted',
      'document.refused',
      'meta.bumped',
      'note.kept',
      'station.reported',
    ])
  })

  it('leaves the book’s identity, its restore and its writers to central', () => {
    for (const name of ['book.begun', 'book.copied', 'book.restored', ...names('central', 'incarnation.')])
      expect(names('central')).toContain(name)
    const writing = entries.filter(({ sql }) => /\b(?:INTO|UPDATE|FROM) writer\b(?! WHERE branch)/.test(sql))
    const enrolling = writing.filter(({ sql }) => /^(?:INSERT INTO|UPDATE|DELETE FROM) writer\b/.test(sql))
    expect(enrolling.length).toBeGreaterThan(3)
    expect(enrolling.filter(({ by }) => by !== 'central')).toEqual([])
  })

  it('binds every text that stations may send and that is no line to its sender', () => {
    const free = entries
      .filter(({ by, own }) => by === 'writers' && own === undefined)
      .map(({ name }) => name)
    expect(free.filter((name) => !/^(?:line|mirror)\./.test(name))).toEqual(['meta.bumped'])
  })
})

describe('a batch', () => {
  const kept = entries.find(({ name }) => name === 'note.kept')
  const text = kept?.sql ?? ''
  const note = (from: unknown, branch: unknown) => ({
    sql: text,
    args: ['id', from, branch, 'remark', 1, null, '{}'],
  })

  it('is refused for its first statement that is not the sender’s, which is named', () => {
    const batch = [note('BRA-K1', BRANCH), note('BRA-K2', BRANCH), { sql: 'DROP TABLE move', args: [] }]
    expect(allowWrites(batch, station)).toMatchObject({ code: 'GATE_NOT_YOURS', statement: 1 })
    expect(allowWrites(batch.slice(2), station)).toMatchObject({
      code: 'GATE_STATEMENT_UNKNOWN',
      statement: 0,
    })
    expect(allowWrites([{ sql: uncatalogued('UPDATE meta SET seq = 1'), args: [] }], office)?.code).toBe(
      'GATE_STATEMENT_UNKNOWN',
    )
    expect(allowWrites([], station)).toBeUndefined()
  })

  it.each([['7'], [7.5], [null], [undefined], [true], [8n]])('does not take %s for branch 7', (branch) => {
    expect(allowWrites([note('BRA-K1', branch)], station)?.code).toBe('GATE_NOT_YOURS')
  })

  it('takes a whole number as the wire brings it, also as a BigInt', () => {
    expect(allowWrites([note('BRA-K1', 7n)], station)).toBeUndefined()
  })

  it('with too few parameters names nobody, and is refused', () => {
    expect(allowWrites([{ sql: text, args: ['id'] }], station)?.code).toBe('GATE_NOT_YOURS')
  })
})

const RUNS = 20

it('lets everything through that a station posts of its own, whatever it is, and nothing of it for another', async () => {
  const seen = { batches: 0, refusals: 0 }
  const plan = fc.array(intents, { minLength: 4, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(plan, async (scenes) => {
      const bakery = await openBothBranches()
      const world = worldOf(bakery.reader)
      let book = emptyBook()
      try {
        for (const scene of scenes) {
          const draft = draftOf(world, book, scene)
          if (draft === undefined) continue
          const { central, sent } = listening(bakery.central)
          const document = bakery.sealNext(draft)
          const [outcome] = await postDocuments(central, [document], bakery.context)
          book = apply(book, document.content, { world, now: TEST_NOW, zone: ZONE }).state
          if (outcome?.state === 'refused') seen.refusals++
          seen.batches += sent.length
          const [own, other] = document.content.writer === 'BRB-K1' ? both(bakery).toReversed() : both(bakery)
          for (const batch of sent) {
            expect(own && allowWrites(batch, own)).toBeUndefined()
            expect(other && allowWrites(batch, other)?.code).toBe('GATE_NOT_YOURS')
            expect(heardIn(batch)).toEqual([
              {
                incarnation: document.content.writer,
                seq: document.content.seq,
                document: document.content.id,
              },
            ])
          }
        }
      } finally {
        bakery.close()
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  // A generator that made nothing would prove nothing.
  expect(seen.batches).toBeGreaterThan(RUNS)
  expect(seen.refusals).toBeGreaterThan(0)
}, 120_000)

/** The bakery, with an order and a run in its other branch too. */
async function openBothBranches(): Promise<Bakery> {
  const bakery = await openBakery()
  const { central, brb, bom, cafe } = bakery
  const day = '2026-11-20'
  await createRun(central, { branch: brb, bom, planned: 33, issueOn: day, dueOn: day })
  await createSalesOrder(central, { branch: brb, partner: cafe, orderedOn: day, dueOn: day, lines: [] })
  return bakery
}

const both = ({ bra, brb }: Bakery): Sender[] => [
  { kind: 'station', incarnation: 'BRA-K1', station: 'BRA-K1', branch: bra },
  { kind: 'station', incarnation: 'BRB-K1', station: 'BRB-K1', branch: brb },
]

/** Keeps every batch that is sent, also those the book refuses. */
function listening(central: Central): { central: Central; sent: (readonly Write[])[] } {
  const sent: (readonly Write[])[] = []
  return {
    sent,
    central: {
      ...central,
      batch(statements) {
        sent.push(statements)
        return central.batch(statements)
      },
    },
  }
}

it('hears the last document of each writer, in whatever order they come', () => {
  const header = entries.find(({ name }) => name === 'document.posted')?.sql ?? ''
  const refused = entries.find(({ name }) => name === 'document.refused')?.sql ?? ''
  const heard = heardIn([
    { sql: header, args: ['a1', 'BRA-K1', 1n] },
    { sql: refused, args: ['a3', 'BRA-K1', 3] },
    { sql: header, args: ['b9', 'BRB-K1', 9] },
    { sql: header, args: ['a2', 'BRA-K1', 2] },
    { sql: 'UPDATE meta SET seq = seq + 1', args: [] },
  ])
  expect(heard).toEqual([
    { incarnation: 'BRA-K1', seq: 3, document: 'a3' },
    { incarnation: 'BRB-K1', seq: 9, document: 'b9' },
  ])
})
