import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { makeCopy, sourcesOfHost } from '../../../core/backup/make-copy.ts'
import type { Outcome } from '../../../core/book/outcome.ts'
import { postDocuments } from '../../../core/book/post.ts'
import { verifyBook } from '../../../core/book/verify/verify-book.ts'
import { openCentralHttp } from '../../../core/database/central-http.ts'
import { openReader } from '../../../core/database/reader.ts'
import { projectFile } from '../../../core/kernel/project-root.ts'
import { openBakery, TEST_NOW } from '../../../core/testing/bakery.ts'
import { switchToStaged } from '../put-book.ts'
import { servedBookPath } from '../served-files.ts'
import { stageBook } from '../stage-book.ts'
import { startServer, type SqldServer } from '../supervise.ts'

const run = promisify(execFile)
/** A sync that hangs cannot be ended from within. */
const SYNC_TIMEOUT_MS = 30_000

const SYNC = `
  import Database from 'libsql'
  const [file, syncUrl, authToken] = process.argv.slice(1)
  const replica = new Database(file, { syncUrl, authToken })
  replica.sync()
  replica.close()
  // As its readers open it: on a replica's own connection a check of its pages would go to the server.
  const reader = new Database('file:' + file + '?mode=ro')
  const one = (sql) => reader.prepare(sql).raw().get()
  const [epoch, seq] = one('SELECT epoch, seq FROM meta')
  const [documents] = one('SELECT count(*) FROM document')
  const [damage] = one('PRAGMA integrity_check')
  console.log(JSON.stringify({ epoch, seq, documents, damage }))
  reader.close()`

/** A small bakery whose book is served by a supervised server, from a data folder of central. */
export async function serveBakery() {
  const bakery = await openBakery()
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-central-'))
  const log = pino({ level: 'silent' })
  const { path: copy } = makeCopy({
    sources: sourcesOfHost(bakery.folder),
    into: join(folder, 'backups'),
    now: TEST_NOW,
    program: 'test',
  })
  await stageBook({ folder, source: copy, epochSeen: 0, force: false })
  switchToStaged(folder, TEST_NOW)
  let server = await startServer({ folder, log })
  return {
    bakery,
    folder,
    /** The copy that central was begun with. */
    copy,
    get server(): SqldServer {
      return server
    },
    /** Starts a server in the folder anew, after it was stopped. */
    async startAgain(): Promise<void> {
      server = await startServer({ folder, log })
    },
    /** Posts one invoice over HTTP, under the next number of a writer, and returns what came of it. */
    async post(writer = 'BRA-K1'): Promise<Outcome | undefined> {
      const central = openCentralHttp({ url: server.url, token: server.writeToken(), timeoutMs: 30_000 })
      const { coke, place } = bakery
      const take = { by: 'stated', amount: 990 } as const
      const line = { item: coke, from: place('supplier'), to: place('retail'), quantity: 1, take }
      const document = bakery.sealNext({ event: 'purchase_invoice', lines: [line] }, writer)
      const [outcome] = await postDocuments(central, [document], bakery.context)
      central.close()
      return outcome
    },
    /** What a station's replica holds after it has synced, in a process of its own. */
    async sync(replica: string): Promise<{ epoch: number; seq: number; documents: number; damage: string }> {
      const args = ['--input-type=module', '-e', SYNC, replica, server.url, server.readToken()]
      const { stdout } = await run(process.execPath, args, {
        cwd: projectFile(),
        timeout: SYNC_TIMEOUT_MS,
        killSignal: 'SIGKILL',
      })
      // The driver writes lines of its own there.
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
    },
    isVerified(): boolean {
      const reader = openReader(servedBookPath(folder))
      const { ok } = verifyBook(reader)
      reader.close()
      return ok
    },
    async close(): Promise<void> {
      await server.stop()
      bakery.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type ServedBakery = Awaited<ReturnType<typeof serveBakery>>
