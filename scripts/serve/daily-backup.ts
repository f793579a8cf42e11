import type { ChildProcess } from 'node:child_process'
import { listCopies, type Copy } from '../../core/backup/list-copies.ts'
import type { Backups } from '../../core/backup/backup-facts.ts'
import type { BackupStage } from '../../core/backup/make-copy.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { forkBackup, type BackupOf } from '../backups/fork-backup.ts'
import { isBackupDue } from './backup-due.ts'

const LOOK_EVERY_MS = 60_000

export interface DailyBackup extends Backups {
  /** Ends a copy that is being made; what is there of it is removed by the next one. */
  stop(): Promise<void>
}

export interface DailyBackupParts {
  readonly dataFolder: string
  /** What kind of data folder it is; a host's when left out. */
  readonly of?: BackupOf
  readonly folder: string
  readonly hour: number
  readonly databaseId: string
  readonly clock: Clock
  /** Hears where each copy lies that was made and is in order, also by hand while this process runs. */
  readonly onMade: (path: string) => Promise<void>
  readonly lookEveryMs?: number
}

/** Looks after the copies of a book: makes one a day, in a child process of low priority, and knows how that went. */
export function startDailyBackup({
  dataFolder,
  of = 'host',
  folder,
  hour,
  databaseId,
  clock,
  onMade,
  lookEveryMs = LOOK_EVERY_MS,
}: DailyBackupParts): DailyBackup {
  const since = clock.now()
  let newest: Copy | undefined
  let triedAt: number | undefined
  let failure: { at: number; words: string } | undefined
  let child: { process: ChildProcess; stage: BackupStage | undefined; ended: Promise<void> } | undefined

  const list = async (): Promise<Copy[]> =>
    (await listCopies(folder)).filter(({ manifest }) => manifest.databaseId === databaseId)
  /** Resolves to whether there is a newer one than before. Looks may overlap: one of them sees it. */
  const look = async (): Promise<boolean> => {
    const [found] = await list()
    const before = newest?.manifest.madeAt ?? since
    newest = found
    return found !== undefined && found.manifest.madeAt > before
  }
  const start = (): void => {
    if (child !== undefined) return
    triedAt = clock.now()
    const made = forkBackup({ dataFolder, folder, of, now: triedAt })
    const ended = made.outcome.then(async (outcome) => {
      if (outcome.kind === 'made') await onMade(outcome.path)
      failure = outcome.kind === 'failed' ? { at: clock.now(), words: outcome.words } : undefined
      // Known before it is over: a page that was waiting for it shows it.
      await look()
      child = undefined
    })
    child = { process: made.process, stage: undefined, ended }
    made.onStage((stage) => {
      if (child !== undefined) child.stage = stage
    })
  }
  const lookAndMake = async (): Promise<void> => {
    const isNewer = await look()
    // Whoever copies the book by hand tells the book, and not this process.
    if (isNewer && child === undefined && newest?.manifest.verify.ok === true) await onMade(newest.path)
    const times = { now: clock.now(), startedAt: since, hour, madeAt: newest?.manifest.madeAt, triedAt }
    if (isBackupDue(times)) start()
  }
  const timer = setInterval(() => void lookAndMake(), lookEveryMs)
  void look()
  return {
    since,
    folder,
    list,
    start,
    latest: () => newest && { madeAt: newest.manifest.madeAt, isGreen: newest.manifest.verify.ok },
    lastFailure: () => failure,
    running: () => child && { stage: child.stage },
    async stop() {
      clearInterval(timer)
      child?.process.kill('SIGKILL')
      await child?.ended
    },
  }
}
