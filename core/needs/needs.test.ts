import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { newDocumentId, type BranchId, type DocumentId, type Position } from '../kernel/ids.ts'
import { openOutbox } from '../outbox/outbox.ts'
import type { StationNote } from '../stations/note.ts'
import { schemaVersion } from '../database/migrate.ts'
import type { StationContact } from '../stations/contact.ts'
import { sendContact } from '../stations/send-contact.ts'
import { writeStations } from '../stations/station-writes.ts'
import { openBakery, TEST_NOW, type Bakery, type TestDraft } from '../testing/bakery.ts'
import { contactOf } from '../testing/contacts.ts'
import { quietFacts } from '../testing/need-facts.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createFormats } from '../words/format.ts'
import type { Need, NeedFacts } from './need.ts'
import { readNeeds } from './needs.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let bakery: Bakery
let readers: ScopedReaders
beforeEach(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
})
afterEach(() => {
  readers.close()
  bakery.close()
})

interface Asked {
  readonly branch?: BranchId
  readonly isSuperAdmin?: boolean
  readonly facts?: Partial<NeedFacts>
  readonly now?: number
}

function needs({ branch, isSuperAdmin = branch === undefined, facts = {}, now = TEST_NOW }: Asked = {}) {
  const scope = branch === undefined ? ALL_BRANCHES : onlyBranch(branch)
  const formats = createFormats({ currency: 'ZAR' })
  return readNeeds({
    scope,
    reader: readers.of(scope),
    isSuperAdmin,
    formats,
    now,
    facts: quietFacts(facts),
  }).needs
}

const anyText = { text: expect.any(String) }
const kinds = (found: readonly Need[]): string[] => found.map(({ kind }) => kind)
const only = (found: readonly Need[], kind: string): Need => {
  const need = found.find((each) => each.kind === kind)
  if (need === undefined) throw new Error(`no ${kind} among ${kinds(found).join(', ')}`)
  return need
}

/** Cokes sold that are not there: refused. */
const sale = (branch: BranchId, quantity: number, more: Partial<TestDraft> = {}): TestDraft => ({
  event: 'sale',
  branch,
  lines: [
    {
      item: bakery.coke,
      from: bakery.place('retail', branch),
      to: bakery.place('customer', branch),
      quantity,
      take: { by: 'cost' },
    },
  ],
  ...more,
})

async function tell(...notes: Partial<StationNote>[]): Promise<void> {
  await bakery.central.batch(
    notes.map(({ station = 'BRA-K1', branch = bakery.bra, at = TEST_NOW, content }) => ({
      sql: uncatalogued(`INSERT INTO station_note (id, station, branch, kind, at, person, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`),
      args: [
        newDocumentId(),
        station,
        branch,
        content?.kind ?? '',
        at,
        bakery.thandi,
        JSON.stringify(content),
      ],
    })),
  )
}

describe('what needs a person', () => {
  it('is nothing in a fresh book', () => {
    expect(needs()).toEqual([])
    expect(needs({ branch: bakery.bra })).toEqual([])
  })

  it('is what was refused, and apart from it what was sent for approval', async () => {
    await bakery.post({
      event: 'opening',
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('opening'),
          to: bakery.place('retail'),
          quantity: 9,
          take: { by: 'stated', amount: 90 },
        },
      ],
    })
    const refused = await bakery.post(sale(bakery.bra, 77))
    const asked = await bakery.post(
      sale(bakery.bra, 3, { approval: { state: 'asked', for: ['over_planned'] } }),
    )
    await bakery.post(sale(bakery.brb, 5))
    const found = needs({ branch: bakery.bra, now: TEST_NOW + HOUR_MS })
    expect(only(found, 'refused_documents')).toMatchObject({
      weight: 'bad',
      count: 1,
      oldestAt: TEST_NOW,
      details: [{ subject: 'BRA-K1-000002', to: { page: 'refusal', id: refused.id } }],
    })
    expect(only(found, 'sent_for_approval')).toMatchObject({
      weight: 'warn',
      count: 1,
      details: [{ to: { id: asked.id }, text: 'More than was planned.' }],
    })
    expect(only(needs(), 'refused_documents').count).toBe(2)
    expect(kinds(found)).toEqual(['refused_documents', 'sent_for_approval'])
  })

  it('is no more once it is settled', async () => {
    const refused = await bakery.post(sale(bakery.bra, 77))
    await bakery.post({
      event: 'void',
      settles: refused.id,
      reason: 'scanned twice',
      acceptedBy: bakery.palesa,
      lines: [],
    })
    expect(needs()).toEqual([])
  })

  it('is what waits to be posted, of which a manager does not learn the number', () => {
    const facts = {
      outbox: {
        waitingTotal: () => ({ documents: 4, oldestAcceptedAt: TEST_NOW - HOUR_MS }),
        settledHeads: () => [],
      },
    }
    expect(only(needs({ facts }), 'waiting_documents')).toMatchObject({
      count: 4,
      oldestAt: TEST_NOW - HOUR_MS,
    })
    const ofManager = only(needs({ facts, branch: bakery.bra }), 'waiting_documents')
    expect(ofManager.count).toBeUndefined()
    expect(JSON.stringify(ofManager)).not.toContain('4 documents')
  })

  it('is a book that does not add up, of which a manager does not learn the row', () => {
    const facts = { verify: { latest: () => ({ isGreen: false, summary: 'move 7', at: TEST_NOW }) } }
    expect(only(needs({ facts }), 'books_not_right').details[0]?.text).toBe('move 7')
    expect(JSON.stringify(needs({ facts, branch: bakery.bra }))).not.toContain('move 7')
  })

  it.each([
    ['is late', { latest: 37, failure: undefined }, 'No backup for more than a day and a half'],
    ['failed', { latest: 1, failure: 'The disk is too full.' }, 'The last backup failed'],
    ['is not there yet, an hour after a start', { latest: undefined, failure: undefined }, 'No backup for'],
  ])('is a backup that %s, for a super admin only', (_, { latest, failure }, title) => {
    const backups = {
      since: TEST_NOW - HOUR_MS,
      latest: () =>
        latest === undefined ? undefined : { madeAt: TEST_NOW - latest * HOUR_MS, isGreen: true },
      lastFailure: () => (failure === undefined ? undefined : { at: TEST_NOW, words: failure }),
    }
    const need = only(needs({ facts: { backups } }), 'backup_late')
    expect(need.title).toContain(title)
    expect(JSON.stringify(need.details)).toContain(
      failure ?? (latest === undefined ? 'no backup yet' : '1 day old'),
    )
    expect(kinds(needs({ facts: { backups }, branch: bakery.bra }))).not.toContain('backup_late')
  })

  it('is no backup that is a day old, or not due yet', () => {
    const of = (madeAt: number | undefined, since: number): string[] => {
      const latest = () => (madeAt === undefined ? undefined : { madeAt, isGreen: true })
      return kinds(needs({ facts: { backups: { since, latest, lastFailure: () => undefined } } }))
    }
    expect(of(TEST_NOW - 35 * HOUR_MS, 0)).not.toContain('backup_late')
    expect(of(undefined, TEST_NOW - 1)).not.toContain('backup_late')
  })

  it('is a station that was not heard of for a day, unless this process hosts it', async () => {
    const facts = { stations: { hostedStations: () => [{ name: 'BRA-K1' }] } }
    expect(only(needs({ facts }), 'silent_stations')).toMatchObject({
      count: 1,
      oldestAt: undefined,
      details: [{ subject: 'BRB-K1', text: 'was never heard of' }],
    })
    await bakery.post(sale(bakery.brb, 1))
    const silent = (now: number): string[] => kinds(needs({ facts, now, branch: bakery.brb }))
    expect(silent(TEST_NOW + DAY_MS)).not.toContain('silent_stations')
    expect(silent(TEST_NOW + DAY_MS + 1)).toContain('silent_stations')
    await tell({
      station: 'BRB-K1',
      branch: bakery.brb,
      at: TEST_NOW + HOUR_MS,
      content: { kind: 'unknown_scan', code: '1', times: 1 },
    })
    expect(silent(TEST_NOW + DAY_MS + 1)).not.toContain('silent_stations')
    expect(kinds(needs({ facts, now: TEST_NOW + 3 * DAY_MS, branch: bakery.bra }))).not.toContain(
      'silent_stations',
    )
  })

  it('is a clock that is in doubt, of this machine and for everybody', () => {
    const facts = quietFacts({ clock: { isDoubtful: () => true } })
    expect(only(needs({ facts, branch: bakery.bra }), 'clock_in_doubt')).toMatchObject({
      weight: 'bad',
      title: 'The clock of this machine may be wrong',
    })
    expect(needs({ facts: quietFacts({ clock: { isDoubtful: () => false } }) })).toEqual([])
  })

  describe('is a disk with little room, of this machine and for everybody', () => {
    const MIB = 2 ** 20
    const left = (free: number, branch?: BranchId) =>
      needs({ facts: quietFacts({ disk: { freeBytes: () => free } }), ...(branch && { branch }) })

    it.each([
      [0, 'disk_full', 'bad', 'The disk of this machine is full'],
      [64 * MIB - 1, 'disk_full', 'bad', 'The disk of this machine is full but for 67 MB'],
      [64 * MIB, 'disk_nearly_full', 'warn', 'The disk of this machine is nearly full: 67 MB left'],
      [256 * MIB - 1, 'disk_nearly_full', 'warn', 'The disk of this machine is nearly full: 268 MB left'],
    ])('with %i bytes free: %s', (free, kind, weight, title) => {
      expect(left(free, bakery.bra)).toEqual([
        { kind, weight, title, count: undefined, oldestAt: undefined, details: [anyText, anyText] },
      ])
    })

    it('with enough of it: none', () => {
      expect(left(256 * MIB)).toEqual([])
    })

    it('says where backups are to whoever may see them', () => {
      expect(left(0).flatMap(({ details }) => details)).toEqual([
        anyText,
        anyText,
        { subject: 'Backups', to: { page: 'backups' }, text: expect.any(String) },
      ])
    })
  })

  describe('what stations tell of themselves', () => {
    const told = (contact: Partial<StationContact>, writer = 'BRB-K1') =>
      sendContact(bakery.central, writer, contactOf({ schema: schemaVersion(), ...contact }))
    const behind = { waiting: 12, oldestAcceptedAt: TEST_NOW, lastSeq: 132 }
    const stationPage = { page: 'station', id: 'BRB-K1' }

    it('is nobody’s business while all is well, or only waits', async () => {
      await told(behind)
      await told({ clockOffsetMs: 15 * 60_000 }, 'BRA-K1')
      expect(needs()).toEqual([])
    })

    it('is a clock that is more than fifteen minutes off', async () => {
      await told({ clockOffsetMs: -20 * 60_000 })
      expect(only(needs(), 'clocks_off')).toMatchObject({
        title: 'The clock of 1 station is wrong',
        details: [{ subject: 'BRB-K1', to: stationPage, text: '20 min ahead' }],
      })
      expect(needs({ branch: bakery.bra })).toEqual([])
      await told({ clockOffsetMs: 0, at: TEST_NOW + 1 })
      expect(needs()).toEqual([])
    })

    it('is a disk that is nearly full', async () => {
      await told({ freeBytes: 256 * 1024 * 1024 }, 'BRA-K1')
      await told({ freeBytes: 255_999_999 })
      expect(only(needs(), 'disks_nearly_full')).toMatchObject({
        title: 'The disk of 1 station is nearly full',
        details: [{ subject: 'BRB-K1', to: stationPage, text: '255 MB free' }],
      })
      expect(needs({ branch: bakery.bra })).toEqual([])
      await told({ freeBytes: undefined, at: TEST_NOW + 1 })
      expect(needs()).toEqual([])
    })

    it.each([
      ['release', { release: '0.0.9' }, 'has release 0.0.9, and 12 documents waiting'],
      ['schema', { schema: schemaVersion() - 1 }, 'has release 0.1.0, and 12 documents waiting'],
    ])('is a station of another %s that waits', async (_, other, text) => {
      await told({ ...behind, ...other })
      expect(only(needs(), 'other_releases').details).toEqual([{ subject: 'BRB-K1', to: stationPage, text }])
      expect(needs({ branch: bakery.bra })).toEqual([])
      await told({ ...other, lastSeq: 132, at: TEST_NOW + 1 })
      expect(needs()).toEqual([])
    })

    it('is what never arrived of a closed incarnation, until a person says that it is lost', async () => {
      await told(behind)
      await told({ ...behind, clockOffsetMs: 99 * 60_000, release: '0.0.1' }, 'BRA-K1')
      await bakery.central.batch([
        { sql: uncatalogued(`UPDATE writer SET state = 'closed' WHERE incarnation <> 'HQ-A1'`), args: [] },
      ])
      expect(needs({ branch: bakery.brb })).toMatchObject([
        {
          kind: 'lost_numbers',
          weight: 'bad',
          count: 132,
          oldestAt: TEST_NOW,
          details: [{ subject: 'BRB-K1-000001 to -000132', text: 'accepted at BRB-K1, not in the books' }],
        },
      ])
      expect(only(needs(), 'lost_numbers').count).toBe(264)
      const stations = writeStations(bakery.central)
      // Set up anew, the station has a page of its own again.
      await stations.add({ name: 'BRB-K1', branch: bakery.brb })
      expect(only(needs({ branch: bakery.brb }), 'lost_numbers').details[0]?.to).toEqual(stationPage)
      await stations.giveUp('BRB-K1', 132)
      expect(kinds(needs({ branch: bakery.brb }))).toEqual([])
      expect(only(needs(), 'lost_numbers').count).toBe(132)
    })
  })

  it('is an order or a run that is open after the day it was due', () => {
    expect(kinds(needs({ now: TEST_NOW + 13 * HOUR_MS }))).toEqual(['overdue_runs', 'overdue_orders'])
    expect(needs({ now: TEST_NOW + 11 * HOUR_MS })).toEqual([])
    expect(needs({ now: TEST_NOW + DAY_MS, branch: bakery.brb })).toEqual([])
    const found = needs({ now: TEST_NOW + DAY_MS, branch: bakery.bra })
    expect(only(found, 'overdue_orders').details).toEqual([
      {
        subject: 'BRA-SO-00001',
        to: { page: 'order', id: bakery.order },
        text: 'Corner Café, due 20 Nov 2026',
      },
    ])
    expect(only(found, 'overdue_runs').details[0]?.text).toBe('White bread, due 20 Nov 2026')
  })

  it('is a code that means nothing, once however often it was scanned, until it means something', async () => {
    const scanned = (code: string) => ({ content: { kind: 'unknown_scan', code, times: 2 } as const })
    await tell(scanned('4006381333931'), scanned('4006381333931'), scanned('ABC'), scanned('06001000000025'))
    expect(only(needs(), 'unknown_barcodes').count).toBe(2)
    expect(needs({ branch: bakery.brb })).toEqual([])
  })

  it('is a remark that nobody has seen; one about all branches is told to super admins', async () => {
    const remark = (text: string) => ({ kind: 'remark', text, screen: 'home', context: '' }) as const
    await tell({ content: remark('The scale\n is off') }, { branch: null, content: remark('New logo?') })
    expect(only(needs(), 'unseen_remarks').count).toBe(2)
    expect(only(needs({ branch: bakery.bra }), 'unseen_remarks').details).toEqual([
      { text: 'Thandi M.: “The scale is off”' },
    ])
    expect(needs({ branch: bakery.brb })).toEqual([])
  })
})

const REFUSED = {
  state: 'refused',
  position: 1 as Position,
  refusal: {
    code: 'E_BELOW_ZERO',
    line: null,
    item: null,
    location: null,
    asked: null,
    there: null,
    waitsFor: null,
  },
} as const

describe('numbers that a restored book misses', () => {
  it('are named by writer, the office’s to super admins only', async () => {
    const outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    const facts = {
      outbox: { waitingTotal: () => outbox.waitingTotal(), settledHeads: () => outbox.settledHeads() },
    }
    const posted = (writer: string, hour: number): void => {
      const { lines, ...said } = sale(bakery.bra, 1)
      const draft: Draft = {
        ...said,
        lines: [...lines],
        id: newDocumentId(),
        branch: bakery.bra,
        acceptedBy: bakery.thandi,
        acceptedAt: TEST_NOW + hour * HOUR_MS,
      }
      const { document } = outbox.accept({ writer, draft })
      outbox.settle([{ ...REFUSED, id: document.content.id as DocumentId }], TEST_NOW)
    }
    await bakery.post(sale(bakery.bra, 1))
    posted('BRA-K1', 0)
    expect(kinds(needs({ facts }))).toEqual(['refused_documents'])
    for (const hour of [1, 2]) posted('BRA-K1', hour)
    posted('HQ-A1', 3)
    expect(only(needs({ facts }), 'missing_numbers')).toMatchObject({
      weight: 'bad',
      count: 3,
      oldestAt: TEST_NOW + HOUR_MS,
    })
    const ofManager = only(needs({ facts, branch: bakery.bra }), 'missing_numbers')
    expect(ofManager.count).toBe(2)
    expect(ofManager.details.at(-1)).toEqual({
      subject: 'BRA-K1',
      text: 'misses 2: BRA-K1-000002 to BRA-K1-000003',
    })
    expect(needs({ facts, branch: bakery.brb })).toEqual([])
    outbox.close()
  })
})
