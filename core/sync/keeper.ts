import { isDeepStrictEqual } from 'node:util'
import type { Beat } from './beat.ts'
import { assertSame, buildGeneration } from './build-generation.ts'
import { ReplicaDamaged } from './feed.ts'
import { currentGeneration, keepOnly, readCompany, rememberCompany, switchTo } from './generations.ts'
import type { KeeperParts } from './keeper-parts.ts'
import { bootId } from '../kernel/machine-time.ts'
import { fingerprint, openKnownFile, readKnown, type KnownFile } from './known.ts'
import { isProven, mayFollow, readCentralFacts, type CentralFacts, type Mark } from './mark.ts'
import { openReplica, type OpenReplica } from './open-replica.ts'
import { catchUpInRoom } from './catch-up-in-room.ts'
import { SyncTrouble } from './trouble.ts'

/** Keeps the replica what central is. Made, and called, in the sync child only. */
export interface Keeper {
  /** Looks at what is on the disk, without a network. */
  check(): void
  /**
   * One round: asks central where it is, syncs, proves, and rebuilds beside where the proof fails. Returns when the
   * replica is proven; throws what `troubleOf` sorts otherwise.
   */
  round(): Promise<void>
  /** What is wrong with the replica in use; undefined: nothing that was seen. */
  damage(): string | undefined
  /** The process ends: the age of the replica is written down, and nothing is closed, which would change its files. */
  leave(): void
  /** Every reader of the parent has left the other generations: they are deleted. */
  moved(generation: string): void
  close(): void
}

/** How often central may be too busy to be compared with before everything is fetched anew instead. */
const DOUBTS = 5
/** Where a comparison was only due, and central too busy for it. */
const COMPARE_AGAIN_MS = 60 * 60_000

/**
 * How long a replica that is where central is goes without a sync: each writes to the disk, news or none. Every write at
 * central counts up what is compared here (design section 5); what did not, by hand, comes as late as this.
 */
const SYNC_ANYWAY_MS = 60_000

/** The replica in use, and how far it can be trusted. */
interface Standing {
  readonly replica: OpenReplica
  readonly knownFile: KnownFile
  /** The files are not as this child, or the one before it, left them: only a comparison tells what they hold. */
  isDoubtful: boolean
  doubts: number
  tablesProvenAt: number
  syncedAt: number
  /** With how many bytes free a sync ran out of disk; 0: the last one did not. */
  ranOutWith: number
  /** How the files lay when they were last ours. */
  files: string
}

export function createKeeper(parts: KeeperParts): Keeper {
  const { folder, clock, beat } = parts
  let inUse: Standing | undefined
  let damage: string | undefined

  /** Writes down that the replica is proven. Returns what is to be said of it: no trouble outlasts a proof. */
  const remember = (
    { replica, knownFile, tablesProvenAt, files }: Standing,
    knownAt: number,
  ): Partial<Beat> => {
    const mark = replica.mark()
    knownFile.keep({ mark, knownAt, tablesProvenAt, files, boot: bootId() })
    return { mark, knownAt, lag: 0, building: undefined, trouble: undefined }
  }
  const rebuild = async (central: CentralFacts, askedAt: number): Promise<void> => {
    inUse?.replica.close()
    inUse = undefined
    const replica = await buildGeneration(parts, central)
    const files = fingerprint(replica.folder)
    inUse = { ...standingOn(replica, files), tablesProvenAt: clock.now() }
    if (readCompany(folder) === undefined) rememberCompany(folder, central.mark.databaseId)
    // In this order: a generation that the pointer names, or that is taken because the pointer is lost, was proven.
    const proof = remember(inUse, askedAt)
    switchTo(folder, replica)
    damage = undefined
    // In one: what was proven is the new one, and not the one that readers still have.
    beat({ generation: replica.name, ...proof })
  }

  return {
    check() {
      beat({ phase: 'checking' })
      try {
        inUse = openCurrent(parts)
      } catch (error) {
        if (!(error instanceof ReplicaDamaged)) throw error
        damage = error.message
      }
    },
    damage: () => damage,
    async round() {
      beat({ phase: 'asking' })
      const mark = markOf(inUse)
      const { central, askedAt } = await askAndNote(parts, mark)
      if (inUse === undefined || mark === undefined || !canFollow(inUse, mark, central.mark))
        return await rebuild(central, askedAt)
      try {
        await follow(parts, inUse, central)
        inUse.files = fingerprint(inUse.replica.folder)
      } catch (error) {
        inUse.files = fingerprint(inUse.replica.folder)
        if (!(error instanceof ReplicaDamaged)) throw error
        damage = error.message
        return await rebuild(central, askedAt)
      }
      beat(remember(inUse, askedAt))
    },
    moved(generation) {
      if (generation === inUse?.replica.name) keepOnly(folder, generation)
    },
    leave: () => inUse?.knownFile.end(),
    close: () => inUse?.replica.close(),
  }
}

/** What the pointer names. Throws {@link ReplicaDamaged} where it is no whole database with a book in it. */
function openCurrent({ folder, openFeed, beat }: KeeperParts): Standing | undefined {
  const current = currentGeneration(folder)
  if (current === undefined) return undefined
  const files = fingerprint(current.folder)
  const known = readKnown(current.folder)
  const replica = openReplica(current, openFeed)
  try {
    replica.checkPages()
    beat({ generation: current.name, mark: replica.mark(), knownAt: known?.knownAt })
  } catch (error) {
    replica.close()
    throw error
  }
  const isDoubtful = known === undefined || known.files !== files || known.boot !== bootId()
  return { ...standingOn(replica, files), isDoubtful, tablesProvenAt: known?.tablesProvenAt ?? 0 }
}

function standingOn(replica: OpenReplica, files: string): Omit<Standing, 'tablesProvenAt'> {
  return {
    replica,
    knownFile: openKnownFile(replica.folder),
    isDoubtful: false,
    doubts: 0,
    syncedAt: 0,
    ranOutWith: 0,
    files,
  }
}

/** How far the replica is; undefined where there is none that could say. */
function markOf(inUse: Standing | undefined): Mark | undefined {
  try {
    return inUse?.replica.mark()
  } catch (error) {
    if (error instanceof ReplicaDamaged) return undefined
    throw error
  }
}

/** Where central is, and when it was asked, by its own clock: how old a copy is, is told by no other. */
async function askAndNote(
  parts: KeeperParts,
  replica: Mark | undefined,
): Promise<{ central: CentralFacts; askedAt: number }> {
  const { clock } = parts
  const isTimeKnown = clock.isDoubtful?.() !== true
  const before = clock.now()
  const central = await askCentral(parts, replica)
  return { central, askedAt: isTimeKnown ? before : clock.now() }
}

/** Where central is. Throws where it is not ours to follow. */
async function askCentral(parts: KeeperParts, replica: Mark | undefined): Promise<CentralFacts> {
  const facts = await readCentralFacts(parts.central)
  const central = facts.mark
  parts.beat({ lag: Math.max(0, central.seq - (replica?.seq ?? 0)) })
  const company = readCompany(parts.folder) ?? replica?.databaseId ?? parts.company
  if (company !== undefined && company !== central.databaseId)
    throw new SyncTrouble(
      'other_company',
      `central holds ${central.databaseId}, this replica is of ${company}`,
    )
  if (central.schema > parts.schema)
    throw new SyncTrouble(
      'schema_newer',
      `central has schema ${central.schema}, this program ${parts.schema}`,
    )
  return facts
}

/** Looks whether the files are still ours. Another file in the place of ours is not synced: readers hold the old one. */
function canFollow(inUse: Standing, replica: Mark, central: Mark): boolean {
  const files = fingerprint(inUse.replica.folder)
  if (files !== inUse.files) inUse.isDoubtful = true
  return inodeOf(files) === inodeOf(inUse.files) && mayFollow(replica, central)
}

const inodeOf = (files: string): string => files.split(':')[0] ?? ''

async function follow(parts: KeeperParts, standing: Standing, central: CentralFacts): Promise<void> {
  const { replica } = standing
  const now = parts.clock.now()
  if (isSyncDue(standing, central.mark, now)) {
    parts.beat({ phase: 'syncing' })
    await catchUpInRoom(parts, standing, central)
    standing.syncedAt = now
  }
  if (!isProven(replica.mark(), central.mark))
    throw new ReplicaDamaged('after a sync it is not what central has')
  // Either way round: central's clock may have been set.
  const isDue = Math.abs(now - standing.tablesProvenAt) >= parts.compareEveryMs
  if (standing.isDoubtful || isDue) await compare(parts, standing, now)
}

function isSyncDue({ replica, isDoubtful, syncedAt }: Standing, central: Mark, now: number): boolean {
  return (
    isDoubtful || Math.abs(now - syncedAt) >= SYNC_ANYWAY_MS || !isDeepStrictEqual(replica.mark(), central)
  )
}

async function compare(parts: KeeperParts, standing: Standing, now: number): Promise<void> {
  try {
    await assertSame(parts, standing.replica)
    standing.isDoubtful = false
    standing.doubts = 0
    standing.tablesProvenAt = now
  } catch (error) {
    if (!(error instanceof SyncTrouble)) throw error
    if (!standing.isDoubtful) standing.tablesProvenAt = now - parts.compareEveryMs + COMPARE_AGAIN_MS
    else if (++standing.doubts >= DOUBTS) throw new ReplicaDamaged(error.message, { cause: error })
    else throw error
  }
}
