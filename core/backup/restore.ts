import { copyFileSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { verifyBook } from '../book/verify/verify-book.ts'
import type { Verdict } from '../book/verify/verdict.ts'
import { readBranches } from '../branches/read-branches.ts'
import { openCentralFile } from '../database/central-file.ts'
import type { Central } from '../database/central.ts'
import { migrate, SchemaIsNewer } from '../database/migrate.ts'
import { openReader } from '../database/reader.ts'
import { offerAgain, type Offered } from '../outbox/offer-again.ts'
import { openOutbox } from '../outbox/outbox.ts'
import { copySecret } from './make-copy.ts'
import { copyDatabase, hashFile, syncPath } from './durable-files.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { postAgain, type PostedAgain } from './post-again.ts'
import { countTheRestore } from './count-the-restore.ts'
import { findLiving, isCarriedOn, type Living } from './living.ts'
import { clearStage, finishSwitch, switchToStage } from './switch-files.ts'

export interface RestoreOrder {
  /** The folder of one copy. */
  readonly copy: string
  /** Whoever calls holds its lock. */
  readonly dataFolder: string
  /** Over another company's book, one that cannot be read, or although `verify` is red. */
  readonly force: boolean
  readonly now: number
  /** Told before what takes time. */
  readonly onStage?: (stage: RestoreStage) => void
}
export type RestoreStage = 'checking' | 'copying' | 'posting' | 'verifying'

/** Why nothing was restored, and nothing changed. */
export type NotRestored =
  | { readonly kind: 'no_copy' }
  | { readonly kind: 'damaged'; readonly file: string }
  | { readonly kind: 'other_company'; readonly company: string; readonly here: string }
  | { readonly kind: 'unknown_company' }
  | { readonly kind: 'newer_program' }
  | { readonly kind: 'red'; readonly verdict: Verdict }

export interface Restored {
  readonly kind: 'restored'
  readonly manifest: Manifest
  /** What was there before lies here. */
  readonly replaced: string | undefined
  /** Whose outbox goes on: the one that was here, which has everything since the copy, or the copy's. */
  readonly outbox: 'living' | 'copied'
  readonly again: PostedAgain
  /** Waits in the outbox and is posted at the next start. */
  readonly waiting: number
  readonly verdict: Verdict
}

/**
 * Puts a copy in the place of a data folder's book. It is made ready beside: what its outbox has beyond the book is
 * posted again, and all of it verified, before one switch that is done or not done.
 */
export async function restoreCopy(order: RestoreOrder): Promise<Restored | NotRestored> {
  const { copy, dataFolder, force, now, onStage = () => undefined } = order
  finishSwitch(dataFolder)
  const manifest = readManifest(copy)
  if (manifest === undefined) return { kind: 'no_copy' }
  onStage('checking')
  const damaged = manifest.files.find((file) => !isWhole(copy, file))
  if (damaged !== undefined) return { kind: 'damaged', file: damaged.name }
  const living = findLiving(dataFolder)
  const objection = force ? undefined : objectionTo(living, manifest)
  if (objection !== undefined) return objection

  onStage('copying')
  const stage = clearStage(dataFolder)
  const isLiving = isCarriedOn(dataFolder, living, manifest)
  fillStage(stage, { copy, dataFolder, manifest, isLiving })
  const central = openCentralFile(join(stage, 'book.db'))
  try {
    await migrate(central)
    await countTheRestore(central, living.epoch)
    onStage('posting')
    const { again, waiting } = await bringInLine(stage, central, now)
    onStage('verifying')
    const verdict = verifyStage(stage)
    central.close()
    if (!verdict.ok && !force) return { kind: 'red', verdict }
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
    const replaced = switchToStage(dataFolder, stamp)
    return {
      kind: 'restored',
      manifest,
      replaced,
      outbox: isLiving ? 'living' : 'copied',
      again,
      waiting,
      verdict,
    }
  } catch (error) {
    central.close()
    if (error instanceof SchemaIsNewer) return { kind: 'newer_program' }
    throw error
  }
}

/** Whether a file of a copy is what its manifest says. */
export function isWhole(copy: string, { name, size, sha256 }: Manifest['files'][number]): boolean {
  const path = join(copy, name)
  return statSync(path, { throwIfNoEntry: false })?.size === size && hashFile(path) === sha256
}

function objectionTo(living: Living, manifest: Manifest): NotRestored | undefined {
  if (living.kind === 'nothing') return undefined
  if (living.databaseId === undefined) return { kind: 'unknown_company' }
  if (living.databaseId === manifest.databaseId) return undefined
  return { kind: 'other_company', company: manifest.company, here: living.company ?? living.databaseId }
}

function fillStage(
  stage: string,
  from: { copy: string; dataFolder: string; manifest: Manifest; isLiving: boolean },
): void {
  const { copy, dataFolder, manifest, isLiving } = from
  // What goes on from here is newer than the copy; what waits to be told to others goes with it.
  const ofLiving = ['outbox.db', 'webhooks.db'].filter(
    (name) => isLiving && existsSync(join(dataFolder, name)),
  )
  for (const name of ofLiving) copyDatabase(join(dataFolder, name), join(stage, name))
  for (const { name } of manifest.files.filter((file) => !ofLiving.includes(file.name))) {
    if (name.endsWith('.key')) copySecret(join(copy, name), join(stage, name))
    else {
      copyFileSync(join(copy, name), join(stage, name))
      syncPath(join(stage, name))
    }
  }
}

async function bringInLine(
  stage: string,
  central: Central,
  now: number,
): Promise<{ again: PostedAgain; waiting: number }> {
  const outboxPath = join(stage, 'outbox.db')
  const book = openReader(join(stage, 'book.db'))
  const zones = new Map(readBranches(book).map(({ id, timeZone }) => [Number(id), timeZone]))
  // Also where the copy had no outbox: its writers go on after the book's last numbers.
  const offered: Offered[] = offerAgain(outboxPath, book)
  book.close()
  const outbox = openOutbox(outboxPath)
  try {
    const again = await postAgain(central, outbox, offered, {
      now,
      zoneOf: (branch) => zones.get(branch) ?? 'UTC',
    })
    return { again, waiting: outbox.waitingTotal().documents }
  } finally {
    outbox.close()
  }
}

function verifyStage(stage: string): Verdict {
  const book = openReader(join(stage, 'book.db'))
  try {
    return verifyBook(book)
  } finally {
    book.close()
  }
}
