import { beforeEach, describe, expect, it } from 'vitest'
import {
  CentralAway,
  CentralUnavailable,
  OutcomeUnknown,
  type Central,
  type Row,
} from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { followBooks, type BooksState } from './followed-books.ts'
import type { SyncState } from './sync-state.ts'

const FRESH: SyncState = { kind: 'fresh', since: 1 }
const AWAY: SyncState = { kind: 'stale', since: 1, reason: 'no_answer', progress: undefined }
const ANY = [{ sql: uncatalogued('SELECT 1'), args: [] }]

/** A replica that is where the test says, and a central that answers what it says. */
const replica = {
  now: FRESH as SyncState,
  seq: 5,
  epoch: 1,
  waited: [] as number[],
  state: () => replica.now,
  knownAt: () => 1000,
  mark: () => ({ seq: replica.seq, epoch: replica.epoch, databaseId: 'a', schema: 1 }),
  waitForSeq(seq: number) {
    replica.waited.push(seq)
    return Promise.resolve(replica.seq >= seq)
  },
}
const asked = { times: 0, answer: (): Promise<Row[][]> => Promise.resolve([[], [[6]]]) }
const central: Central = {
  groupLimit: 1,
  batch() {
    asked.times++
    return asked.answer()
  },
  async all() {
    return (await this.batch([]))[0] ?? []
  },
  script: () => Promise.reject(new Error('never')),
  close: () => {},
}
const followed = () => followBooks(replica, { patienceMs: 40, seenMs: 10 })

beforeEach(() => {
  Object.assign(replica, { now: FRESH, seq: 5, epoch: 1, waited: [] })
  Object.assign(asked, { times: 0, answer: () => Promise.resolve([[], [[6]]]) })
})

describe('books that are a copy', () => {
  it.each<[SyncState, BooksState]>([
    [FRESH, { kind: 'fresh' }],
    [AWAY, { kind: 'away', asOf: 1000 }],
    [
      { ...AWAY, reason: 'busy' },
      { kind: 'late', asOf: 1000 },
    ],
    [
      { ...AWAY, reason: undefined },
      { kind: 'late', asOf: 1000 },
    ],
    [
      { ...AWAY, reason: 'closed' },
      { kind: 'shut', asOf: 1000, trouble: 'closed' },
    ],
    [
      { kind: 'failing', since: 1, reason: 'denied', message: '', progress: undefined },
      { kind: 'shut', asOf: 1000, trouble: 'denied' },
    ],
  ])('%j stand as %j', (now, state) => {
    replica.now = now
    expect(followed().state()).toEqual(state)
  })
})

describe('a write of a desk', () => {
  it('waits until its number is in the replica', async () => {
    replica.seq = 6
    const books = followed()
    await writeMaster(books.forDesk(central), ANY)
    expect(replica.waited).toEqual([6])
    expect(books.state()).toEqual({ kind: 'fresh' })
  })

  it('is behind when it is not there in time, until it comes', async () => {
    const books = followed()
    await writeMaster(books.forDesk(central), ANY)
    expect(books.state()).toEqual({ kind: 'behind', asOf: 1000 })
    replica.seq = 6
    expect(books.state()).toEqual({ kind: 'fresh' })
  })

  it('is waited for no more when central was restored to before it', async () => {
    const books = followed()
    await writeMaster(books.forDesk(central), ANY)
    Object.assign(replica, { epoch: 2, seq: 3 })
    expect(books.state()).toEqual({ kind: 'fresh' })
  })

  it('the later of two is waited for, in whatever order they were answered', async () => {
    const books = followed()
    const desk = books.forDesk(central)
    asked.answer = () => Promise.resolve([[], [[9]]])
    await writeMaster(desk, ANY)
    asked.answer = () => Promise.resolve([[], [[8]]])
    await writeMaster(desk, ANY)
    replica.seq = 8
    expect(books.state().kind).toBe('behind')
  })

  it.each<SyncState>([
    AWAY,
    { kind: 'failing', since: 1, reason: 'denied', message: '', progress: undefined },
  ])('is refused at once without a way, and central is not asked: %j', async (now) => {
    replica.now = now
    const desk = followed().forDesk(central)
    await expect(writeMaster(desk, ANY)).rejects.toThrow(CentralAway)
    await expect(desk.all({ sql: 'SELECT 1', args: [] })).rejects.toThrow(CentralAway)
    expect(asked.times).toBe(0)
  })

  it('that is not answered in time may be written: it says so, and a late answer harms nobody', async () => {
    let late: (error: Error) => void = () => {}
    asked.answer = () => new Promise((_, reject) => (late = reject))
    const desk = followed().forDesk(central)
    await expect(writeMaster(desk, ANY)).rejects.toThrow(OutcomeUnknown)
    late(new Error('the line broke afterwards'))
    await expect(desk.all({ sql: 'SELECT 1', args: [] })).rejects.not.toThrow(OutcomeUnknown)
    expect(asked.times).toBe(2)
  })

  it('that central does not take is told as central told it', async () => {
    asked.answer = () => Promise.reject(new CentralUnavailable('busy'))
    await expect(writeMaster(followed().forDesk(central), ANY)).rejects.toThrow('busy')
  })
})
