import { createBranch } from '../branches/create-branch.ts'
import { openCentralHttp } from '../database/central-http.ts'
import type { Central } from '../database/central.ts'
import { createBook } from '../database/create-book.ts'
import { startSqld, type Sqld } from './sqld.ts'

/** A central on a real server with a book in it that grows on demand. */
export interface CentralToFollow {
  readonly sqld: Sqld
  readonly central: Central
  /** Makes `count` branches, and with each their accounts and locations. Returns central's seq. */
  write(count?: number): Promise<number>
  /** Puts a table of about that many megabytes in the book, in that many writes. */
  fill(megabytes: number): Promise<void>
  seq(): Promise<number>
  branches(): Promise<number>
  stop(): Promise<void>
}

const TIMEOUT_MS = 30_000
const LETTERS = 26

export async function startCentralToFollow(): Promise<CentralToFollow> {
  const sqld = await startSqld()
  const central = openCentralHttp({ url: sqld.url, token: sqld.token, timeoutMs: TIMEOUT_MS })
  await createBook(central, { company: 'Followed', currency: 'ZAR', isDemo: false })
  const one = async (sql: string): Promise<number> => Number((await central.all({ sql, args: [] }))[0]?.[0])
  const seq = (): Promise<number> => one('SELECT seq FROM meta')
  const branches = (): Promise<number> => one('SELECT count(*) FROM branch')
  return {
    sqld,
    central,
    seq,
    branches,
    async write(count = 1) {
      let next = await branches()
      for (const end = next + count; next < end; next++)
        await createBranch(central, { prefix: prefixOf(next), name: `Branch ${next}`, timeZone: 'UTC' })
      return await seq()
    },
    async fill(megabytes) {
      await central.script(
        'CREATE TABLE IF NOT EXISTS filling (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT',
      )
      for (let i = 0; i < megabytes; i++)
        await central.script(`BEGIN IMMEDIATE; INSERT INTO filling (text)
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
          SELECT hex(randomblob(200)) FROM n; UPDATE meta SET seq = seq + 1; COMMIT`)
    },
    async stop() {
      central.close()
      await sqld.stop()
    },
  }
}

/** AAA, AAB, … */
function prefixOf(n: number): string {
  return [2, 1, 0]
    .map((place) => String.fromCharCode(65 + (Math.floor(n / LETTERS ** place) % LETTERS)))
    .join('')
}
