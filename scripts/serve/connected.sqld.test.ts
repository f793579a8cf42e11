import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { openReader } from '../../core/database/reader.ts'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { centralProgram, type CentralProgram } from '../control/testing/running-program.ts'
import { machineProgram, until, type MachineProgram } from './testing/machine-program.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

let folder: string
let bakery: Bakery
let central: CentralProgram
let machine: MachineProgram

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-connected-'))
  bakery = await openBakery()
  const book = join(folder, 'begin.db')
  copyDatabase(bakery.path, book)
  central = await centralProgram(join(folder, 'central'))
  await central.start()
  await central.ask('restore', book)
  machine = await machineProgram(join(folder, 'pi'), await central.ask('enrol', 'BRA-K1', '--branch', 'BRA'))
})
afterAll(async () => {
  await machine.end('SIGKILL')
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

// One story of a station's machine: its first day, its report, a day without a network, and the day after.
describe('a machine of a central', () => {
  it('fetches the books, says so meanwhile, and is a station then', async () => {
    machine.start()
    await until(async () => (await machine.status('/readyz')) === 200)
    expect(await machine.text('/station/BRA-K1/')).toContain('BRA-K1')
    // Nothing is given away about how central is reached.
    expect(await machine.text('/admin/sign-in')).not.toMatch(/sb[wr]_/)
  })

  it('tells central how it is', async () => {
    await until(() => contacts().length === 1)
    expect(contacts()[0]?.slice(0, 3)).toEqual(['BRA-K1', 0, 0])
    expect(contacts()[0]?.[4]).toBeGreaterThan(0)
  })

  it('starts without a network, and knows what it knew', async () => {
    await machine.end('SIGKILL')
    await central.stop()
    machine.start()
    await until(async () => (await machine.status('/readyz')) === 200)
    expect(await machine.text('/station/BRA-K1/')).toContain('BRA-K1')
  })

  it('works with central again when that is back', async () => {
    const before = contacts()[0]?.[3]
    await central.start()
    await until(() => contacts()[0]?.[3] !== before)
    expect((await central.ask('status')).join('\n')).toContain('BRA-K1: ')
  })

  it('is shut out by a revocation, and goes on with what it has', async () => {
    await central.ask('revoke', 'BRA-K1', '--because', 'stolen')
    await until(async () =>
      (await machine.text('/station/BRA-K1/')).includes(words.kiosk.status.alarms.token_revoked),
    )
    expect(await machine.status('/healthz')).toBe(200)
    expect(await machine.status('/readyz')).toBe(200)
  })
})

describe('a machine that was shut out', () => {
  it('works again in the same folder once it is enrolled anew, and waits for the books that know it', async () => {
    const settings = await central.ask('enrol', 'BRA-K1', '--branch', 'BRA')
    await machine.end('SIGTERM')
    await central.stop()
    machine = await machineProgram(join(folder, 'pi'), settings)
    machine.start()
    // The copy here is from before.
    await until(async () => (await machine.text('/')).includes('BRA-K1b'))
    expect(await machine.status('/readyz')).toBe(503)
    expect(await machine.text('/')).toContain('as soon as central answers')
    await central.start()
    await until(async () => (await machine.status('/readyz')) === 200)
    await until(() => contacts().some(([writer]) => writer === 'BRA-K1b'))
  })
})

/** Writer, waiting, last number, time and free bytes of every report in central's book. */
function contacts() {
  const book = openReader(join(folder, 'central', 'sqld', 'dbs', 'default', 'data'))
  const rows = book.all(
    'SELECT w.incarnation, c.waiting, c.last_seq, c.at, c.free_bytes FROM station_contact c JOIN writer w ON w.id = c.writer',
  )
  book.close()
  return rows
}
