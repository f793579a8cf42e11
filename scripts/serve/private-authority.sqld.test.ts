import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { copyDatabase } from '../../core/backup/durable-files.ts'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { openReader } from '../../core/database/reader.ts'
import { currentGeneration, REPLICA_FOLDER } from '../../core/sync/generations.ts'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { centralProgram, type CentralProgram } from '../control/testing/running-program.ts'
import { makeAuthorityOnce, renewServer, tlsFiles } from '../phone/authority.ts'
import { hostNames } from '../phone/host-names.ts'
import { machineProgram, until, type MachineProgram } from './testing/machine-program.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const { troubles } = words.firstDownload

let folder: string
let authority: string
let stranger: string
let bakery: Bakery
let central: CentralProgram
let printed: readonly string[]

// Central under a certificate of the company's own authority, and machines that trust it or do not.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-authority-'))
  const files = certificates('own')
  authority = files.authorityCert
  stranger = certificates('stranger').authorityCert
  bakery = await openBakery()
  const book = join(folder, 'begin.db')
  copyDatabase(bakery.path, book)
  central = await centralProgram(join(folder, 'central'), {
    cert: files.serverCert,
    key: files.serverKey,
    authority,
    host: 'localhost',
  })
  await central.start()
  await central.ask('restore', book)
  printed = await central.ask('enrol', 'BRA-K1', '--branch', 'BRA')
})
afterAll(async () => {
  await central.stop()
  bakery.close()
  rmSync(folder, { recursive: true, force: true })
})

function certificates(name: string) {
  const own = join(folder, `tls-${name}`)
  makeAuthorityOnce(own, hostNames(name, []))
  renewServer(own, hostNames(name, []))
  return tlsFiles(own)
}

async function whileRunning(
  name: string,
  changed: Readonly<Record<string, string>>,
  work: (machine: MachineProgram) => Promise<void>,
): Promise<void> {
  const machine = await machineProgram(join(folder, name), printed, changed)
  machine.start()
  try {
    await work(machine)
  } finally {
    await machine.end('SIGTERM')
  }
}

/** When the machine last told central of itself: it posts as it does then. */
function toldAt(path: string): unknown {
  const book = openReader(path)
  const at = book.get('SELECT at FROM station_contact')?.[0]
  book.close()
  return at
}

const centralsBook = (): string => join(folder, 'central', 'sqld', 'dbs', 'default', 'data')
const replicaOf = (name: string): string => currentGeneration(join(folder, name, REPLICA_FOLDER))?.path ?? ''

describe('a machine of a central with a certificate of its own authority', () => {
  it('that is given the file of it fetches the books, posts, and follows', async () => {
    await whileRunning('knows', { SCANBOOK_CENTRAL_CA: authority }, async (machine) => {
      await until(async () => (await machine.status('/readyz')) === 200)
      // It tells of itself once it has the books: what it told comes back with what is new there.
      await until(() => toldAt(centralsBook()) !== undefined)
      await until(() => toldAt(replicaOf('knows')) !== undefined)
    })
  })

  it.each([
    ['is given none', {}, 'untrusted'],
    ['is given another one', { SCANBOOK_CENTRAL_CA: 'stranger' }, 'untrusted'],
    ['calls it by a name that the certificate does not have', { isOtherName: true }, 'other_name'],
  ] as const)('that %s says so, and what to do', async (what, how, kind) => {
    const port = new URL(central.url).port
    const changed = {
      ...('SCANBOOK_CENTRAL_CA' in how && { SCANBOOK_CENTRAL_CA: stranger }),
      // An address that leads here, and that no certificate of ours is for.
      ...('isOtherName' in how && {
        SCANBOOK_CENTRAL_CA: authority,
        SCANBOOK_CENTRAL: `https://127.0.0.2:${port}`,
      }),
    }
    await whileRunning(what, changed, async (machine) => {
      await until(async () => (await machine.text('/')).includes(troubles[kind]))
      expect(await machine.status('/readyz')).toBe(503)
    })
  })
})

it('whose authority is trusted for central answers as by fetch, and a slow answer is given up', async () => {
  const token = /:(sbr_[\w-]+)$/.exec(printed.find((line) => line.includes('ENROLMENT')) ?? '')?.[1] ?? ''
  const address = { url: central.url, token, authority }
  const said: number[] = []
  const before = Date.now()
  const way = openCentralHttp(
    { ...address, timeoutMs: 30_000 },
    {
      asking: () => (at) => void said.push(at),
    },
  )
  expect(await way.all({ sql: 'SELECT 1 + 1', args: [] })).toEqual([[2]])
  // Central says its time in whole seconds.
  expect(said[0]).toBeGreaterThan(before - 1000)
  expect(said[0]).toBeLessThanOrEqual(Date.now())
  way.close()
  const hasty = openCentralHttp({ ...address, timeoutMs: 0 })
  await expect(hasty.all({ sql: 'SELECT 1', args: [] })).rejects.toMatchObject({ name: 'CentralUnavailable' })
  hasty.close()
})
