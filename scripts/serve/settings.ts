import { join } from 'node:path'
import { z } from 'zod'
import type { IdleTimes } from '../../station/station-parts.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { backupFolder } from '../backups/backup-settings.ts'
import { StartFailure } from './start-failure.ts'
import { words } from '../../core/words/catalogue.ts'

const schema = z.object({
  PORT: z.coerce.number('PORT is a number from 1 to 65535').int().min(1).max(65_535).default(8080),
  /** Which of this machine's addresses to serve on: nothing leaves it by default. */
  SCANBOOK_HOST: z.string().min(1).default('127.0.0.1'),
  SCANBOOK_DATA: z.string().min(1).default(projectFile('data')),
  /** The stations of this machine: writers of the book that belong to a branch. The first one's screen is `/`. */
  SCANBOOK_STATIONS: z
    .string()
    .regex(
      /^\s*[A-Za-z0-9-]{1,40}(?:\s*,\s*[A-Za-z0-9-]{1,40})*\s*$/,
      'stations such as BRA-K1, with commas between them',
    )
    .transform((text) => [...new Set(text.split(',').map((name) => name.trim()))])
    .default([]),
  /** Whether a demo is made in an empty folder: when nobody says, it is; and a book that is there is opened. */
  SCANBOOK_DEMO: z.enum(['0', '1'], 'SCANBOOK_DEMO is 1 for a demo, 0 for a book of your own').optional(),
  /** Where daily copies lie: beside the book when nobody says, better on another disk. */
  SCANBOOK_BACKUP: z.string().min(1).optional(),
  /** The hour of the daily copy, as this machine's clock shows it. */
  SCANBOOK_BACKUP_AT: z.coerce
    .number('SCANBOOK_BACKUP_AT is an hour from 0 to 23')
    .int()
    .min(0)
    .max(23)
    .default(2),
  /** How long an untouched kiosk stays signed in, the countdown at its end included. Seconds. */
  SCANBOOK_IDLE: z.coerce.number('SCANBOOK_IDLE is seconds').int().min(30).max(3600).default(120),
  /** How much of that is counted down in sight. Seconds. */
  SCANBOOK_COUNTDOWN: z.coerce.number('SCANBOOK_COUNTDOWN is seconds').int().min(5).max(25).default(15),
  /** Whether webhooks may lead to this machine and the networks behind it, which a manager does not reach otherwise. */
  SCANBOOK_WEBHOOK_PRIVATE: z.enum(['0', '1'], 'SCANBOOK_WEBHOOK_PRIVATE is 0 or 1').default('0'),
})

export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly bookPath: string
  readonly outboxPath: string
  /** Empty: nobody said which. */
  readonly stations: readonly string[]
  /** What kind of book was asked for; undefined: nobody said. */
  readonly demo: 'yes' | 'no' | undefined
  readonly idle: IdleTimes
  readonly backup: { readonly folder: string; readonly hour: number }
  readonly webhooksMayBePrivate: boolean
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
  const { PORT, SCANBOOK_HOST, SCANBOOK_DATA, SCANBOOK_STATIONS } = parsed.data
  const demo = parsed.data.SCANBOOK_DEMO
  const { SCANBOOK_IDLE: idle, SCANBOOK_COUNTDOWN: countdown } = parsed.data
  return {
    port: PORT,
    host: SCANBOOK_HOST,
    dataFolder: SCANBOOK_DATA,
    bookPath: join(SCANBOOK_DATA, 'book.db'),
    outboxPath: join(SCANBOOK_DATA, 'outbox.db'),
    stations: SCANBOOK_STATIONS,
    demo: demo === undefined ? undefined : demo === '1' ? 'yes' : 'no',
    backup: { folder: backupFolder(env, SCANBOOK_DATA), hour: parsed.data.SCANBOOK_BACKUP_AT },
    webhooksMayBePrivate: parsed.data.SCANBOOK_WEBHOOK_PRIVATE === '1',
    idle: { quietMs: (idle - countdown) * 1000, countdownMs: countdown * 1000 },
  }
}
