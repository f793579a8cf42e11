import { fork } from 'node:child_process'
import type { BackupStage } from '../../core/backup/make-copy.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import { words } from '../../core/words/catalogue.ts'
import type { BackupTold } from './backup-entry.ts'

/** The built program of the child, also when this runs from the sources. */
const ENTRY = projectFile('dist', 'scripts', 'backups', 'backup-entry.js')

/** Whose data folder is copied: that of a host of stations or admin, or central's. */
export type BackupOf = 'host' | 'central'

export interface BackupOrder {
  readonly dataFolder: string
  readonly folder: string
  readonly of: BackupOf
  /** The time that the copy is named by, and that its age is told from (ms). */
  readonly now: number
}

export type BackupOutcome = Exclude<BackupTold, { kind: 'stage' }>

/** Makes one copy in a child process. `folder`: where copies lie. */
export function forkBackup({ dataFolder, folder, of, now }: BackupOrder) {
  const args = ['--now', String(now), ...(of === 'central' ? ['--central', dataFolder] : [])]
  const child = fork(ENTRY, args, {
    env: { ...process.env, SCANBOOK_DATA: dataFolder, SCANBOOK_BACKUP: folder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  })
  let told: BackupOutcome | undefined
  let onStage = (_stage: BackupStage): void => undefined
  child.on('message', (message) => {
    const said = message as BackupTold
    if (said.kind === 'stage') onStage(said.stage)
    else told = said
  })
  const outcome = new Promise<BackupOutcome>((resolve) => {
    const end = (): void => resolve(told ?? { kind: 'failed', words: words.backup.failed.killed })
    child.once('error', end)
    child.once('close', end)
  })
  return {
    process: child,
    outcome,
    onStage(listener: (stage: BackupStage) => void) {
      onStage = listener
    },
  }
}
