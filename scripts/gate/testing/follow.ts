import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectFile } from '../../../core/kernel/project-root.ts'

/** What a replica in a process of its own says: it blocks while it talks, so that no test could answer it. */
export interface Followed {
  /** How many documents it has; undefined: it failed. */
  readonly documents: number | undefined
  readonly error: string
}

const PROGRAM = `
const Database = require(process.argv[1])
const [path, syncUrl, authToken, write] = process.argv.slice(2)
const say = (answer) => console.log('ANSWER ' + JSON.stringify(answer))
try {
  const replica = new Database(path, { syncUrl, authToken })
  replica.sync()
  if (write) replica.exec(write)
  say({ documents: replica.prepare('SELECT count(*) FROM document').raw().get()[0], error: '' })
} catch (error) {
  say({ error: error.message })
}
`

/** Opens a replica, brings it up to date, and has it write through itself where that is asked. */
export async function follow(replica: {
  readonly path: string
  readonly url: string
  readonly token: string
  readonly write?: string
}): Promise<Followed> {
  const { path, url, token, write = '' } = replica
  const driver = projectFile('node_modules', 'libsql')
  const child = spawn(process.execPath, ['-e', PROGRAM, driver, path, url, token, write], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await once(child, 'close')
  const answer = /^ANSWER (.*)$/m.exec(said)?.[1]
  return {
    documents: undefined,
    error: `it ended: ${said}`,
    ...(JSON.parse(answer ?? '{}') as Partial<Followed>),
  }
}
