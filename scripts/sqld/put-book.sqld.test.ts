import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeCopy } from '../../core/backup/make-copy.ts'
import { clearStage } from '../../core/backup/switch-files.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { findLostDocuments } from '../../core/central/lost-documents.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { lookAtCandidates } from './candidates.ts'
import { putBook, switchToStaged } from './put-book.ts'
import { servedBookPath, sourcesOfCentral } from './served-files.ts'
import { stageBook } from './stage-book.ts'
import { serveBakery, type ServedBakery } from './testing/served-bakery.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let served: ServedBakery
let replica: string
beforeEach(async () => {
  served = await serveBakery()
  replica = join(served.folder, 'replica.db')
})
afterEach(() => served.close())

async function post(count: number, writer?: string): Promise<void> {
  for (let n = 0; n < count; n++) expect(await served.post(writer)).toMatchObject({ state: 'posted' })
}

const copyNow = (): string =>
  makeCopy({
    sources: sourcesOfCentral(served.folder),
    into: join(served.folder, 'backups'),
    now: TEST_NOW + 60_000,
    program: 'test',
  }).path

const order = (source: string, force = false) => ({ folder: served.folder, source, epochSeen: 0, force })

describe('a book that is put in the place of the served one', () => {
  it('is followed by every replica, back and then forward, and is verified', async () => {
    await post(3)
    const copy = copyNow()
    await post(4)
    const before = await served.sync(replica)
    expect(before).toMatchObject({ epoch: 2, documents: 7, damage: 'ok' })

    const put = await putBook(served.server, order(copy), TEST_NOW)
    expect(put).toMatchObject({ kind: 'restored', epoch: 3, verdict: { ok: true }, enrolment: 'none' })
    expect(served.server.state().kind).toBe('ready')
    expect(await served.sync(replica)).toMatchObject({ epoch: 3, documents: 3, damage: 'ok' })

    await post(2, 'HQ-A1')
    expect(await served.sync(replica)).toMatchObject({ epoch: 3, documents: 5, damage: 'ok' })
    expect(await served.sync(join(served.folder, 'new.db'))).toMatchObject({ epoch: 3, documents: 5 })
    expect(served.isVerified()).toBe(true)
  })

  it('leaves aside what was there, with what it had more', async () => {
    const copy = copyNow()
    await post(2)
    const put = await putBook(served.server, order(copy), TEST_NOW + 1_000)
    const replaced = put.kind === 'restored' ? (put.replaced ?? '') : ''
    expect(readdirSync(replaced)).toEqual(['sqld'])
    const [aside] = lookAtCandidates([join(replaced, 'sqld', 'dbs', 'default', 'data')])
    expect(aside).toMatchObject({ damage: undefined, book: { epoch: 2 } })
    const restored = put.kind === 'restored' ? put.heads : []
    const heard = (aside?.book?.heads ?? []).map(({ writer, seq }) => ({ incarnation: writer, seq }))
    expect(findLostDocuments(heard, restored)).toEqual([
      { incarnation: 'BRA-K1', count: 2, first: 'BRA-K1-000001', last: 'BRA-K1-000002', isUnknown: false },
    ])
  })

  it('comes from the freshest replica when the disk lost the served one, and nothing that it had is lost', async () => {
    await post(2)
    const copy = copyNow()
    await post(3)
    await served.sync(replica)
    const stale = join(served.folder, 'stale.db')
    await post(1)
    await served.sync(stale)
    await served.server.stop()
    for (const path of [servedBookPath(served.folder), `${servedBookPath(served.folder)}-wal`])
      writeFileSync(path, 'a broken disk')

    const candidates = lookAtCandidates([served.copy, copy, replica, stale, join(served.folder, 'none.db')])
    expect(candidates.map(({ path }) => path).slice(0, 3)).toEqual([stale, replica, copy])
    expect(candidates[0]).toMatchObject({ kind: 'replica', damage: undefined })
    expect(candidates.at(-1)).toMatchObject({ damage: 'missing', book: undefined })
    const source = candidates[0]?.path ?? ''
    expect(await stageBook(order(source))).toEqual({ kind: 'unknown_company' })
    // Its epoch was noted beside it: nobody takes the restored book for the lost one.
    expect(await stageBook(order(source, true))).toMatchObject({ kind: 'staged', epoch: 3 })
    switchToStaged(served.folder, TEST_NOW + 2_000)
    await served.startAgain()
    expect(await served.sync(replica)).toMatchObject({ epoch: 3, documents: 6, damage: 'ok' })
    await post(1)
    expect(await served.sync(stale)).toMatchObject({ epoch: 3, documents: 7, damage: 'ok' })
    expect(served.isVerified()).toBe(true)
  })

  it('is not there when the switch was not decided before it was cut off', async () => {
    const copy = copyNow()
    await post(2)
    await stageBook(order(copy))
    await served.server.stop()
    await served.startAgain()
    expect(existsSync(join(served.folder, 'restoring'))).toBe(false)
    expect(await served.sync(replica)).toMatchObject({ epoch: 2, documents: 2 })
  })

  it.each([0, 1, 2])(
    'is put there by the next start when the switch was cut off after step %i',
    async (done) => {
      const copy = copyNow()
      await post(2)
      await served.sync(replica)
      await stageBook(order(copy))
      await served.server.stop()
      const { folder } = served
      const replaced = 'replaced-20261120T100001Z'
      const decided = { replaced, leaving: ['sqld'], coming: ['sqld'] }
      writeFileSync(join(folder, 'restoring', 'decided.json'), JSON.stringify(decided))
      mkdirSync(join(folder, replaced))
      const steps = [
        [join(folder, 'sqld'), join(folder, replaced, 'sqld')],
        [join(folder, 'restoring', 'sqld'), join(folder, 'sqld')],
      ] as const
      for (const [from, to] of steps.slice(0, done)) renameSync(from, to)
      await served.startAgain()
      expect(existsSync(join(folder, 'restoring'))).toBe(false)
      expect(readdirSync(join(folder, replaced))).toEqual(['sqld'])
      expect(await served.sync(replica)).toMatchObject({ epoch: 3, documents: 0, damage: 'ok' })
    },
  )
})

describe('nothing is put in the place of the served book from', () => {
  it.each([
    [
      'a folder without a manifest',
      (copy: string) => renameSync(join(copy, 'manifest.json'), join(copy, 'm')),
      'damaged',
    ],
    [
      'a copy that is not what its manifest says',
      (copy: string) => appendFileSync(join(copy, 'book.db'), 'x'),
      'damaged',
    ],
    [
      'a copy without a book',
      (copy: string) => renameSync(join(copy, 'book.db'), join(copy, 'b')),
      'no_book',
    ],
  ])('%s', async (_, spoil, kind) => {
    const copy = copyNow()
    spoil(copy)
    expect(await putBook(served.server, order(copy), TEST_NOW)).toMatchObject({ kind })
    expect(served.server.state().starts).toBe(1)
  })

  it('another company’s book, unless it is forced', async () => {
    const other = await serveBakery()
    try {
      const source = servedBookPath(other.folder)
      const here = 'Test Bakery'
      expect(await putBook(served.server, order(source), TEST_NOW)).toEqual({
        kind: 'other_company',
        company: 'Test Bakery',
        here,
      })
      clearStage(served.folder)
      expect(await putBook(served.server, order(source, true), TEST_NOW + 5_000)).toMatchObject({
        kind: 'restored',
      })
    } finally {
      await other.close()
    }
  })

  it('a book whose figures are not right', async () => {
    const reader = join(served.folder, 'red.db')
    await served.sync(reader)
    const central = openCentralFile(reader)
    await central.script(
      'UPDATE stock_balance SET value = value + 1; UPDATE account_balance SET debit = debit + 1',
    )
    central.close()
    expect(await putBook(served.server, order(reader), TEST_NOW)).toMatchObject({ kind: 'red' })
    expect(served.server.state().starts).toBe(1)
  })
})
