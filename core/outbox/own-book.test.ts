import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { copyDatabase } from '../backup/durable-files.ts'
import { openCentralFile } from '../database/central-file.ts'
import { CentralDenied, CentralUnavailable, OtherRelease, type Central } from '../database/central.ts'
import { schemaVersion } from '../database/migrate.ts'
import { openReader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { TOLD_EVERY_MS } from './contact-reports.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster, type PosterState } from './poster.ts'

const WRITER = 'BRA-K1'
let bakery: Bakery
let outbox: Outbox
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  bakery.close()
})

function opening(quantity: number): Draft {
  const { coke, place, bra, thandi } = bakery
  const ends = { item: coke, from: place('supplier'), to: place('retail') }
  return {
    id: newDocumentId(),
    event: 'purchase_invoice',
    branch: bra,
    acceptedAt: TEST_NOW,
    acceptedBy: thandi,
    lines: [{ ...ends, quantity, take: { by: 'stated', amount: 100 * quantity } }],
  }
}

const accept = (writer: string, ...quantities: number[]): string[] =>
  quantities.map((quantity) => outbox.accept({ writer, draft: opening(quantity) }).reference)

async function postTo(
  centralOf: (writer: string) => Central,
): Promise<{ outcomes: Outcome[]; state: PosterState }> {
  const outcomes: Outcome[] = []
  const poster = startPoster({
    centralOf,
    outbox,
    clock: { now: () => TEST_NOW },
    zoneOf: () => ZONE,
    onOutcomes: (some) => outcomes.push(...some),
  })
  await poster.drained()
  const state = poster.state()
  await poster.stop()
  return { outcomes, state }
}

const referencesIn = (path: string): string[] => {
  const book = openReader(path)
  const rows = book.all(
    `SELECT w.incarnation, d.seq FROM document d JOIN writer w ON w.id = d.writer ORDER BY d.position`,
  )
  book.close()
  return rows.map(([writer, seq]) => `${writer}-${String(seq).padStart(6, '0')}`)
}

describe('a book that was restored', () => {
  it('gets again what it lacks, under the old numbers, and what was accepted since', async () => {
    const older = join(bakery.folder, 'older.db')
    const before = accept(WRITER, 5, 6)
    await postTo(() => bakery.central)
    copyDatabase(bakery.path, older)
    const lost = accept(WRITER, 7, 8)
    await postTo(() => bakery.central)
    const [since] = accept(WRITER, 9)
    const restored = openCentralFile(older)
    expect(referencesIn(older)).toEqual(before)

    const { outcomes } = await postTo(() => restored)
    expect(outcomes).toHaveLength(3)
    expect(referencesIn(older)).toEqual([...before, ...lost, since])
    expect(outbox.waitingTotal().documents).toBe(0)
    // A second time there is nothing to do.
    expect((await postTo(() => restored)).outcomes).toEqual([])
    restored.close()
    const book = openReader(older)
    expect(verifyBook(book).ok).toBe(true)
    book.close()
  })

  it('gets again what it lacks though nobody works at the station', async () => {
    const older = join(bakery.folder, 'older.db')
    accept(WRITER, 5)
    await postTo(() => bakery.central)
    copyDatabase(bakery.path, older)
    const restored = openCentralFile(older)
    let now: Central = bakery.central
    const central: Central = {
      ...bakery.central,
      batch: (statements) => now.batch(statements),
      all: (statement) => now.all(statement),
    }
    const time = { now: TEST_NOW }
    const poster = startPoster({
      centralOf: () => central,
      outbox,
      clock: { now: () => time.now },
      zoneOf: () => ZONE,
      onOutcomes: () => {},
      contacts: {
        host: 'pi',
        release: '1',
        knownAt: () => undefined,
        clockOffsetMs: () => undefined,
        freeBytes: () => 3_000_000_000,
        writers: () => [WRITER],
      },
    })
    const [lost] = accept(WRITER, 6)
    await poster.drained()
    now = restored
    expect(referencesIn(older)).not.toContain(lost)
    // The next report, and no document in between.
    time.now += TOLD_EVERY_MS
    await poster.drained()
    await poster.stop()
    restored.close()
    expect(referencesIn(older)).toContain(lost)
  })

  it('gets only what the writer’s own numbers lack', async () => {
    const older = join(bakery.folder, 'older.db')
    accept(WRITER, 5)
    accept('BRB-K1', 1)
    await postTo(() => bakery.central)
    copyDatabase(bakery.path, older)
    accept(WRITER, 6)
    await postTo(() => bakery.central)
    accept('BRB-K1', 2)
    const restored = openCentralFile(older)
    await postTo(() => restored)
    restored.close()
    expect(referencesIn(older).toSorted()).toEqual([
      'BRA-K1-000001',
      'BRA-K1-000002',
      'BRB-K1-000001',
      'BRB-K1-000002',
    ])
  })
})

it.each([
  [schemaVersion() + 1, 'central_newer'],
  [schemaVersion() - 1, 'central_older'],
])('a central of schema %s gets nothing, and the poster says why', async (schema, alarm) => {
  const other = join(bakery.folder, 'other.db')
  copyDatabase(bakery.path, other)
  const central = openCentralFile(other)
  await central.script(`UPDATE migration SET number = number + 100 WHERE number >= ${schema};
    INSERT OR IGNORE INTO migration (number, name) VALUES (${schema}, 'asked');
    DELETE FROM migration WHERE number > ${schema};`)
  accept(WRITER, 5)
  const { state } = await postTo(() => central)
  expect(state).toMatchObject({ kind: 'stopped', alarm })
  expect(referencesIn(other)).toEqual([])
  expect(outbox.waitingTotal().documents).toBe(1)
  central.close()
})

describe('two writers, each by a way of its own', () => {
  it.each([
    [new CentralDenied('no', { code: 'GATE_TOKEN_REVOKED' }), 'token_revoked'],
    [new CentralDenied('no', { code: 'GATE_SECOND_CLAIMANT' }), 'second_claimant'],
    [new CentralDenied('HTTP status 401'), 'central_denied'],
    [new CentralUnavailable('self-signed', { why: 'untrusted' }), 'untrusted'],
    [new OtherRelease('unknown text'), 'other_release'],
  ])('are not held up by %s at the other', async (trouble, alarm) => {
    const closed: Central = { ...bakery.central, batch: () => Promise.reject(trouble) }
    accept(WRITER, 5)
    accept('BRB-K1', 6)
    const { outcomes, state } = await postTo((writer) => (writer === WRITER ? closed : bakery.central))
    expect(outcomes).toHaveLength(1)
    expect(state).toMatchObject({ kind: 'stopped', alarm })
    expect(referencesIn(bakery.path)).toEqual(['BRB-K1-000001'])
    // When the way is free again, nothing is missing.
    await postTo(() => bakery.central)
    expect(referencesIn(bakery.path)).toEqual(['BRB-K1-000001', 'BRA-K1-000001'])
  })
})
