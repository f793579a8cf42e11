import { fork } from 'node:child_process'
import { switchToStage } from '../../core/backup/switch-files.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { words } from '../../core/words/catalogue.ts'
import { askServer } from './ask-server.ts'
import { ServerFailure } from './server-failure.ts'
import type { NotStaged, StagedBook, StageOrder } from './stage-book.ts'
import type { SqldServer } from './supervise.ts'

/** The built program of the child, also when this runs from the sources. */
const ENTRY = projectFile('dist', 'scripts', 'sqld', 'stage-entry.js')
const TIMEOUT_MS = 30_000

export interface PutBook extends Omit<StagedBook, 'kind'> {
  readonly kind: 'restored'
  /** What was served before lies here, log and all: never to be copied back, but to be looked into. */
  readonly replaced: string | undefined
}

/**
 * Puts a book in the place of the one that is served. It is made ready beside, in a child process, while the server
 * works; then the server is ended, the folders change places in one switch that is done or not done, and it starts
 * again, with a new log: every replica follows to the restored book by itself. The gate has to be closed: what is posted
 * meanwhile is lost. `now`: milliseconds, names what is kept aside.
 */
export async function putBook(
  server: SqldServer,
  order: StageOrder,
  now: number,
): Promise<PutBook | NotStaged> {
  const staged = await stageInChild(order)
  if (staged.kind !== 'staged') return staged
  const replaced = await server.whileDown(words.server.restoring, () =>
    Promise.resolve(switchToStaged(order.folder, now)),
  )
  const served = await askServer({ url: server.url, token: server.readToken() }, META, TIMEOUT_MS)
  if (served.join() !== [staged.databaseId, staged.epoch, staged.seq].join())
    throw new ServerFailure(words.server.failure.notRestored(served.join(' ')))
  return { ...staged, kind: 'restored', replaced }
}

const META = ['database_id', 'epoch', 'seq'].map((column) => `SELECT ${column} FROM meta`)

/** The switch alone, where no server runs because the lost book cannot be served. The next start serves the new one. */
export function switchToStaged(folder: string, now: number): string | undefined {
  return switchToStage(folder, new Date(now).toISOString().replace(/[-:]|\.\d+/g, ''))
}

/** Makes a book ready in a process of its own: it is read twice, and the gate goes on answering meanwhile. */
export function stageInChild(order: StageOrder): Promise<StagedBook | NotStaged> {
  return new Promise((resolve, reject) => {
    const child = fork(ENTRY, [JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    })
    let said = ''
    let staged: StagedBook | NotStaged | undefined
    child.stderr?.on('data', (chunk) => (said = `${said}${String(chunk)}`.slice(-2_000)))
    child.on('message', (message) => (staged = message as StagedBook | NotStaged))
    child.on('error', reject)
    child.on('close', (code, killedBy) => {
      if (staged !== undefined) resolve(staged)
      else reject(new Error(`making the book ready ended (${killedBy ?? code}): ${said.trim()}`))
    })
  })
}
