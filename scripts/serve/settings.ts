import { join } from 'node:path'
import { z } from 'zod'
import { projectFile } from '../../core/kernel/project-root.ts'
import { StartFailure } from './start-failure.ts'
import { words } from '../../core/words/catalogue.ts'

const schema = z.object({
  PORT: z.coerce.number('PORT is a number from 1 to 65535').int().min(1).max(65_535).default(8080),
  /** Which of this machine's addresses to serve on. The kiosk has no sign-in of its own: loopback by default. */
  SCANBOOK_HOST: z.string().min(1).default('127.0.0.1'),
  SCANBOOK_DATA: z.string().min(1).default(projectFile('data')),
  /** The station whose screen `/` is: the name of a writer in the book. */
  SCANBOOK_STATION: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, 'SCANBOOK_STATION is a writer such as BRA-K1')
    .default('BRA-K1'),
})

export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly bookPath: string
  readonly outboxPath: string
  readonly station: string
}

/** Reads all settings from the environment at once; every wrong one is named in the one failure. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(filled)
  if (!parsed.success)
    throw new StartFailure(
      words.start.failure.settings(
        parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`),
      ),
    )
  const { PORT, SCANBOOK_HOST, SCANBOOK_DATA, SCANBOOK_STATION } = parsed.data
  return {
    port: PORT,
    host: SCANBOOK_HOST,
    dataFolder: SCANBOOK_DATA,
    bookPath: join(SCANBOOK_DATA, 'book.db'),
    outboxPath: join(SCANBOOK_DATA, 'outbox.db'),
    station: SCANBOOK_STATION,
  }
}
