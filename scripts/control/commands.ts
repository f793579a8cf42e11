import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { release, replace, revoke } from './commands/end-enrolments.ts'
import { enrol } from './commands/enrol.ts'
import { importOutbox } from './commands/import-outbox.ts'
import { open } from './commands/open.ts'
import { restore } from './commands/restore.ts'
import { status } from './commands/status.ts'

/** Everything a running central can be told to do. A new command is a file and a row. */
export const COMMANDS: readonly Command[] = [
  status,
  enrol,
  replace,
  revoke,
  release,
  backup,
  restore,
  open,
  importOutbox,
]
