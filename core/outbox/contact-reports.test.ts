import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALL_BRANCHES } from '../branches/scope.ts'
import { copyDatabase } from '../backup/durable-files.ts'
import { openCentralFile } from '../database/central-file.ts'
import { CentralDenied, CentralUnavailable, type Central } from '../database/central.ts'
import { schemaVersion } from '../database/migrate.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { readIncarnations } from '../stations/read-incarnations.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { NEVER_TOLD, TOLD_APART_MS, TOLD_EVERY_MS, tellIn, type Told } from './contact-reports.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster, type Poster } from './poster.ts'

describe('central is told of a writer', () => {
  const AT = TEST_NOW
  const well: Told = { ...NEVER_TOLD, triedAt: AT, toldAt: AT }
  it.each<[when: string, told: Told, after: number, isWaiting: boolean, inMs: number | undefined]>([
    ['at the start', NEVER_TOLD, 0, false, 0],
    ['at the start, behind', NEVER_TOLD, 0, true, 0],
    ['after five minutes', well, 0, false, TOLD_EVERY_MS],
    ['a moment before they are over', well, TOLD_EVERY_MS - 1, false, 1],
    ['when they are over', well, TOLD_EVERY_MS, false, 0],
    ['long afterwards', well, 9 * TOLD_EVERY_MS, true, 0],
    ['no sooner for what waits, and was accepted since', well, 1, true, TOLD_EVERY_MS - 1],
    ['no sooner while a backlog is worked off', { ...well, waiting: 7 }, 1, true, TOLD_EVERY_MS - 1],
    ['half a minute on, when it is gone at once', { ...well, waiting: 7 }, 1, false, TOLD_APART_MS - 1],
    ['at once, when it is gone later', { ...well, waiting: 7 }, TOLD_APART_MS, false, 0],
    ['soon after trouble', { ...well, hadTrouble: true }, 1, false, TOLD_APART_MS - 1],
    ['at once after long trouble', { ...well, hadTrouble: true }, 8 * TOLD_APART_MS, true, 0],
    [
      'not while nobody answers',
      { ...well, hadTrouble: true, isCutOff: true },
      TOLD_EVERY_MS,
      true,
      undefined,
    ],
    ['not at the start either, then', { ...NEVER_TOLD, isCutOff: true }, 0, true, undefined],
    ['again half a minute after it failed', { ...well, toldAt: undefined }, 1, false, TOLD_APART_MS - 1],
    ['half a minute after a late failure', { ...well, toldAt: AT - TOLD_EVERY_MS }, 0, false, TOLD_APART_MS],
    ['at once when the clock was set back', well, -1, false, 0],
  ])('%s', (_, told, after, isWaiting, inMs) => {
    expect(tellIn(told, AT + after, isWaiting)).toBe(inMs)
  })
})

const WRITER = 'BRA-K1'
const HALF_MINUTE = TOLD_APART_MS

describe('the poster', () => {
  let bakery: Bakery
  let outbox: Outbox
  let poster: Poster | undefined
  const clock = { at: TEST_NOW, now: () => clock.at }
  beforeEach(async () => {
    bakery = await openBakery()
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    clock.at = TEST_NOW
  })
  afterEach(async () => {
    await poster?.stop()
    outbox.close()
    bakery.close()
  })

  function start(central: Central, writers: readonly string[] = [WRITER]): Poster {
    poster = startPoster({
      centralOf: () => central,
      outbox,
      clock,
      zoneOf: () => ZONE,
      onOutcomes: () => {},
      contacts: {
        host: 'till-1',
        release: '0.1.0',
        knownAt: () => clock.at - 5000,
        clockOffsetMs: () => 2500,
        freeBytes: () => 3_000_000_000,
        writers: () => writers,
      },
    })
    return poster
  }
  const told = (writer = WRITER) =>
    readIncarnations(ALL_BRANCHES, bakery.reader).find((each) => each.writer === writer)?.contact
  const isReport = (sql: string): boolean => sql.includes('INTO station_contact')

  /** Central whose answers may be put off; and how many reports it got. */
  function watched() {
    const seen = { reports: 0, trouble: undefined as Error | undefined }
    const central: Central = {
      ...bakery.central,
      async batch(statements) {
        const report = statements.some(({ sql }) => isReport(sql))
        if (report) seen.reports += 1
        if (seen.trouble !== undefined) throw seen.trouble
        return await bakery.central.batch(statements)
      },
    }
    return { central, seen }
  }
  function accept(quantity = 1): void {
    const { coke, place, bra, thandi } = bakery
    outbox.accept({
      writer: WRITER,
      draft: {
        id: newDocumentId(),
        event: 'purchase_invoice',
        branch: bra,
        acceptedAt: clock.at,
        acceptedBy: thandi,
        lines: [
          {
            item: coke,
            from: place('supplier'),
            to: place('retail'),
            quantity,
            take: { by: 'stated', amount: 100 },
          },
        ],
      },
    })
  }

  it('tells how each writer is at the start, also of one that never wrote', async () => {
    const { central } = watched()
    await start(central, [WRITER, 'HQ-A1']).drained()
    expect(told()).toEqual({
      at: TEST_NOW,
      waiting: 0,
      oldestAcceptedAt: undefined,
      lastSeq: 0,
      release: '0.1.0',
      schema: schemaVersion(),
      clockOffsetMs: 2500,
      knownAt: TEST_NOW - 5000,
      host: 'till-1',
      freeBytes: 3_000_000_000,
    })
    expect(bakery.reader.all('SELECT writer FROM station_contact')).toHaveLength(2)
  })

  it('tells nothing where the book is this process’s own', async () => {
    const running = startPoster({
      centralOf: () => bakery.central,
      outbox,
      clock,
      zoneOf: () => ZONE,
      onOutcomes: () => {},
    })
    accept()
    await running.drained()
    await running.stop()
    expect(told()).toBeUndefined()
  })

  it('tells again by itself when it is time, however often it is woken before', async () => {
    const { central, seen } = watched()
    const running = start(central)
    await running.drained()
    for (clock.at += HALF_MINUTE; clock.at < TEST_NOW + TOLD_EVERY_MS; clock.at += HALF_MINUTE) {
      accept()
      await running.drained()
    }
    expect(seen.reports).toBe(1)
    await running.drained()
    expect([seen.reports, told()?.lastSeq]).toEqual([2, 9])
  })

  it('needs nobody to wake it for that', async () => {
    const { central, seen } = watched()
    const running = start(central)
    await running.drained()
    clock.at += TOLD_EVERY_MS - 20
    // From here on it sleeps for the rest.
    await running.drained()
    expect(seen.reports).toBe(1)
    clock.at += 20
    await expect.poll(() => seen.reports).toBe(2)
  })

  it('waits while nobody answers, tries where it is refused, and tells when that is over', async () => {
    const { central, seen } = watched()
    accept()
    accept()
    seen.trouble = new CentralUnavailable('nobody answers')
    const running = start(central)
    await expect.poll(() => running.state().kind).toBe('retrying')
    // Nobody answered the documents: nobody is asked to take a report.
    expect(seen.reports).toBe(0)
    seen.trouble = new CentralDenied('no', { code: 'GATE_TOKEN_EXPIRED' })
    await expect.poll(() => running.state().kind).toBe('stopped')
    await expect.poll(() => seen.reports).toBe(1)
    expect(told()).toBeUndefined()
    seen.trouble = undefined
    clock.at += HALF_MINUTE
    running.wake()
    await running.drained()
    await expect.poll(() => told()).toMatchObject({ waiting: 0, lastSeq: 2 })
  })

  it('tells of a writer that has to stop, which waits for a person', async () => {
    const { central } = watched()
    const { coke, place } = bakery
    // A copied card: the book has this number already, with other content.
    await bakery.post({
      event: 'write_off',
      lines: [
        { item: coke, from: place('retail'), to: place('write_off'), quantity: 1, take: { by: 'cost' } },
      ],
    })
    accept()
    const running = start(central)
    await expect.poll(() => running.state()).toMatchObject({ kind: 'stopped', alarm: 'writer_stopped' })
    await expect.poll(() => told()).toMatchObject({ waiting: 1, oldestAcceptedAt: TEST_NOW, lastSeq: 1 })
  })

  it('shows no trouble for a report that failed, posts all the same, and tries again', async () => {
    const { central, seen } = watched()
    const deaf: Central = {
      ...central,
      async batch(statements) {
        if (seen.reports < 2 && statements.some(({ sql }) => isReport(sql))) {
          seen.reports += 1
          throw new CentralUnavailable('busy')
        }
        return await bakery.central.batch(statements)
      },
    }
    const running = start(deaf)
    for (const reports of [1, 2]) {
      accept()
      await running.drained()
      expect([running.state().kind, seen.reports, told()]).toEqual(['idle', reports, undefined])
      clock.at += HALF_MINUTE
    }
    await running.drained()
    expect(told()).toMatchObject({ lastSeq: 2 })
  })

  it('tells another company’s central nothing', async () => {
    await start(bakery.central).drained()
    await poster?.stop()
    const path = join(bakery.folder, 'other.db')
    copyDatabase(bakery.path, path)
    const other = openCentralFile(path)
    await other.batch([{ sql: uncatalogued(`UPDATE meta SET database_id = 'another'`), args: [] }])
    await other.batch([{ sql: uncatalogued('DELETE FROM station_contact'), args: [] }])
    clock.at += TOLD_EVERY_MS
    await start(other).drained()
    expect(await other.all({ sql: 'SELECT writer FROM station_contact', args: [] })).toEqual([])
    other.close()
  })
})
