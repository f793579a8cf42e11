import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { CentralDenied, type Central } from '../../core/database/central.ts'
import { schemaVersion } from '../../core/database/migrate.ts'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster, type PosterState } from '../../core/outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../../core/testing/bakery.ts'
import { centralProgram, type CentralProgram } from './testing/running-program.ts'

/** Each command is a program of its own. */
const TEST_MS = 300_000
vi.setConfig({ testTimeout: TEST_MS })
const WAIT = { timeout: 60_000 }

let folder: string
let bakery: Bakery
let central: CentralProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-control-'))
  bakery = await openBakery()
  central = await centralProgram(join(folder, 'central'))
}, TEST_MS)
afterAll(async () => {
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = async (...args: string[]): Promise<string> => (await central.ask(...args)).join('\n')
const refused = async (...args: string[]): Promise<string> =>
  await central.ask(...args).then(
    () => 'done',
    (error: unknown) => String(error),
  )

interface Machine {
  readonly outbox: Outbox
  readonly central: Central
}

/** A station's machine: its outbox, and its way to central with a token. */
function machine(name: string, token: string, host = name.toLowerCase()): Machine {
  const outbox = openOutbox(join(folder, `${host}.db`))
  const headers = {
    'x-scanbook-claimant': `${outbox.id}.${host}`,
    'x-scanbook-host': host,
    'x-scanbook-schema': String(schemaVersion()),
  }
  return { outbox, central: openCentralHttp({ url: central.url, token, timeoutMs: 30_000, headers }) }
}

function accept({ outbox }: Machine, writer: string, quantity: number, branch = bakery.bra): string {
  const ends = { item: bakery.coke, from: bakery.place('supplier'), to: bakery.place('retail') }
  return outbox.accept({
    writer,
    draft: {
      id: newDocumentId(),
      event: 'purchase_invoice',
      branch,
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.thandi,
      lines: [{ ...ends, quantity, take: { by: 'stated', amount: 100 } }],
    },
  }).reference
}

async function post({ outbox, central: way }: Machine): Promise<PosterState> {
  const poster = startPoster({
    centralOf: () => way,
    outbox,
    clock: { now: () => Date.now() },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
  await poster.drained()
  const state = poster.state()
  await poster.stop()
  return state
}

const tokenIn = (text: string): string => /:(sbw_[\w-]+):/.exec(text)?.[1] ?? ''

// One story: what a person does with a central from its first day on, each step after the one before.
describe('central', () => {
  let first: Machine
  let token: string

  it('says how it is called, and that it does not run', async () => {
    expect(await asked('--help')).toContain('scripts/central enrol STATION')
    expect(await refused('status')).toContain('does not run')
  })

  it('begins without a book, and serves the one that is brought', async () => {
    await central.start()
    expect(await asked('status')).toContain('There is no book here yet')
    expect(await refused('enrol')).toContain('not how it is called')
    expect(await refused('enrol', 'BRA-K1', '--branch', 'BRA')).toContain('There is no book here yet')
    expect(await refused('dance')).toContain('There is no command dance')
    expect(await refused('restore', join(folder, 'nothing.db'))).toContain('None of them holds a book')
    const book = join(folder, 'begin.db')
    copyDatabase(bakery.path, book)
    const said = await asked('restore', book)
    expect(said).toContain('The book of Test Bakery is restored')
    expect(said).toContain('It is open')
  })

  it('lets a station in, which posts at once', async () => {
    const said = await asked('enrol', 'bra-k1', '--branch', 'bra')
    expect(said).toContain('BRA-K1 is enrolled for BRA · Braam')
    expect(said).toMatch(/SCANBOOK_ENROLMENT=BRA-K1:sbw_[\w-]{43}:sbr_[\w-]{43}/)
    expect(said).toMatch(/SCANBOOK_PIN_KEY=[\w-]{43}/)
    token = tokenIn(said)
    first = machine('BRA-K1', token)
    accept(first, 'BRA-K1', 5)
    expect(await post(first)).toEqual({ kind: 'idle' })
    expect(await asked('status')).toMatch(/BRA-K1: bra-k1, heard of at .*; posted up to BRA-K1-000001/)
  })

  it('refuses what it does not understand, and says what it would', async () => {
    expect(await refused('enrol', 'BRA-K1', '--branch', 'BRA')).toContain('enrolled already')
    expect(await refused('enrol', 'BRA-K9')).toContain('--branch BRA')
    expect(await refused('enrol', 'BRA-K9', '--branch', 'XXX')).toContain('There are: BRA, BRB')
    expect(await refused('enrol', 'K9', '--branch', 'BRA')).toContain('begins with its branch: BRA-K1')
    expect(await refused('enrol', 'BRA-K9', '--branch', 'BRA', '--days', '0')).toContain('--days')
    expect(await refused('revoke', 'BRA-K1')).toContain('--because')
    expect(await refused('revoke', 'BRA-K9', '--because', 'x')).toContain('not enrolled')
  })

  it('names both machines to a second one that works as the same station', async () => {
    const copy = machine('BRA-K1', token, 'spare-pi')
    accept(copy, 'BRA-K1', 9)
    const state = await post(copy)
    expect(state).toMatchObject({ kind: 'stopped', alarm: 'second_claimant' })
    expect(state).toMatchObject({ message: expect.stringMatching(/bra-k1.*spare-pi/s) as string })
    expect(copy.outbox.waitingTotal().documents).toBe(1)
  })

  it('takes nothing of another branch by a station’s token', async () => {
    const said = await asked('enrol', 'BRB-K1', '--branch', 'BRB')
    const other = machine('BRB-K1', tokenIn(said))
    accept(other, 'BRB-K1', 3, bakery.bra)
    expect(await post(other)).toMatchObject({ kind: 'stopped', alarm: 'not_yours' })
    await expect(other.central.batch([]).then(() => other.central.script('DROP TABLE move'))).rejects.toThrow(
      CentralDenied,
    )
  })

  it('after a restore of an older book says what was lost, waits for a person, and gets it again', async () => {
    // One that posts after the copy is made, and is never seen again.
    const gone = machine('BRA-K8', tokenIn(await asked('enrol', 'BRA-K8', '--branch', 'BRA')))
    await asked('backup', join(folder, 'backups'))
    accept(gone, 'BRA-K8', 1)
    expect(await post(gone)).toEqual({ kind: 'idle' })
    const lost = [accept(first, 'BRA-K1', 6), accept(first, 'BRA-K1', 7)]
    await post(first)
    const copy = (await asked('backup', join(folder, 'later'))).length
    expect(copy).toBeGreaterThan(0)
    const said = await asked('restore', copyIn(join(folder, 'backups')))
    expect(said).toContain(`2 documents, ${lost[0]} to ${lost[1]}`)
    accept(first, 'BRA-K1', 8)
    const poster = startPoster({
      centralOf: () => first.central,
      outbox: first.outbox,
      clock: { now: () => Date.now() },
      zoneOf: () => ZONE,
      onOutcomes: () => {},
    })
    await vi.waitFor(() => expect(poster.state()).toMatchObject({ kind: 'retrying', isClosed: true }), WAIT)
    expect(await asked('open')).toContain('Opened')
    await poster.drained()
    await poster.stop()
    expect(await asked('status')).toContain('posted up to BRA-K1-000004')
    expect(await asked('open')).toContain('open already')
    // What was read once is not asked at every start, though the one machine never posts it again.
    await central.stop()
    await central.start()
    expect(await asked('status')).toContain('It is open')
  })

  it('replaces a card, and posts what the old one still held', async () => {
    const unposted = accept(first, 'BRA-K1', 9)
    const said = await asked('replace', 'BRA-K1', '--because', 'card worn out')
    expect(said).toContain('BRA-K1 is closed')
    expect(said).toContain('SCANBOOK_ENROLMENT=BRA-K1b:')
    expect(await post(first)).toMatchObject({ kind: 'stopped', alarm: 'token_revoked' })
    const card = join(folder, 'old-card.db')
    copyDatabase(join(folder, 'bra-k1.db'), card)
    expect(await asked('import-outbox', card)).toContain('1 documents were posted')
    expect(await asked('import-outbox', card)).toContain('0 documents were posted')
    expect(unposted).toBe('BRA-K1-000005')
    const second = machine('BRA-K1b', tokenIn(said), 'new-pi')
    accept(second, 'BRA-K1b', 2)
    expect(await post(second)).toEqual({ kind: 'idle' })
  })

  it('shuts a station out for ever', async () => {
    await asked('revoke', 'BRA-K1', '--because', 'sold')
    expect(await asked('status')).toMatch(/BRA-K1b: shut out on .*: sold/)
  })
})

function copyIn(copies: string): string {
  return join(copies, readdirSync(copies).find((name) => /^\d/.test(name)) ?? '')
}
