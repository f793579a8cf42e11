import { createBranch } from '../branches/create-branch.ts'
import { openCentralHttp } from '../database/central-http.ts'
import type { Central } from '../database/central.ts'
import { createBook } from '../database/create-book.ts'
import { startSqld, type Sqld, type SqldOptions } from './sqld.ts'

/** A central on a real server with a book in it, and beside the book a table that grows on demand. */
export interface CentralToFollow {
  readonly sqld: Sqld
  readonly central: Central
  /** Writes `count` times, each a row of `filling` and the book's seq. Returns central's seq. */
  write(count?: number): Promise<number>
  /** Adds about that many megabytes, in that many writes. */
  fill(megabytes: number): Promise<void>
  seq(): Promise<number>
  stop(): Promise<void>
}

const TIMEOUT_MS = 30_000

export async function startCentralToFollow(options?: SqldOptions): Promise<CentralToFollow> {
  const sqld = await startSqld(options)
  const central = openCentralHttp({ url: sqld.url, token: sqld.token, timeoutMs: TIMEOUT_MS })
  await furnish(central)
  const seq = async (): Promise<number> =>
    Number((await central.all({ sql: 'SELECT seq FROM meta', args: [] }))[0]?.[0])
  const add = (rows: number): Promise<void> =>
    central.script(`BEGIN IMMEDIATE; INSERT INTO filling (text)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      SELECT hex(randomblob(200)) FROM n; UPDATE meta SET seq = seq + 1; COMMIT`)
  return {
    sqld,
    central,
    seq,
    async write(count = 1) {
      for (let i = 0; i < count; i++) await add(1)
      return await seq()
    },
    async fill(megabytes) {
      for (let i = 0; i < megabytes; i++) await add(2_500)
    },
    async stop() {
      central.close()
      await sqld.stop()
    },
  }
}

/** A book with a branch in it. */
export async function furnish(central: Central): Promise<void> {
  await createBook(central, { company: 'Followed', currency: 'ZAR', isDemo: false })
  await createBranch(central, { prefix: 'BRA', name: 'Braam', timeZone: 'UTC' })
  await central.script('CREATE TABLE filling (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
}
