import { statSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { readNote, writeNote } from '../kernel/note-file.ts'

const schema = z.object({
  mark: z.object({ databaseId: z.string(), epoch: z.number(), seq: z.number(), schema: z.number() }),
  knownAt: z.number(),
  tablesProvenAt: z.number(),
  files: z.string(),
  boot: z.string(),
})

/** What is known of a generation, kept beside it for the next start. */
export type Known = Readonly<z.infer<typeof schema>>

const pathIn = (generation: string): string => join(generation, 'known.json')

/** What was last written down; undefined where nothing legible was. */
export function readKnown(generation: string): Known | undefined {
  return readNote(pathIn(generation), schema)
}

/** Left to the system: what a power cut spoils or takes back only makes the replica look older, or in doubt, than it is. */
export function writeKnown(generation: string, known: Known): void {
  writeNote(pathIn(generation), known)
}

/** How much of its age a replica may lose in a restart. */
export const AGE_LOST_MS = 60_000

/** What is known of a generation, written down no more often than a memory card should bear. */
export interface KnownFile {
  /**
   * What central has new is written at once: files that are not as it was written down are compared as a whole after
   * the next start. The age alone, which grows every second, when the one on the disk is a minute behind.
   */
  keep(known: Known): void
  /** Writes the age as it is; the files are those that were kept last. */
  end(): void
}

export function openKnownFile(generation: string): KnownFile {
  let written: Known | undefined
  let latest: Known | undefined
  const write = (known: Known): void => {
    writeKnown(generation, known)
    written = known
  }
  return {
    keep(known) {
      latest = known
      if (written === undefined || !isNearlySame(known, written)) write(known)
    },
    end() {
      if (latest !== undefined && latest !== written) write(latest)
    },
  }
}

/** Either way round: a clock may be put back. */
function isNearlySame(one: Known, other: Known): boolean {
  const isAsOld = Math.abs(one.knownAt - other.knownAt) < AGE_LOST_MS
  return isAsOld && isDeepStrictEqual({ ...one, knownAt: 0 }, { ...other, knownAt: 0 })
}

const FILES = ['replica.db', 'replica.db-wal', 'replica.db-client_wal_index'] as const

/**
 * How the files of a generation lie on the disk: which, how long, when written. When it is not what the sync child
 * left behind, something else was there: a crash, a copied card, a person.
 */
export function fingerprint(generation: string): string {
  return FILES.map((name) => {
    const found = statSync(join(generation, name), { bigint: true, throwIfNoEntry: false })
    return found === undefined ? '-' : `${found.ino}:${found.size}:${found.mtimeNs}`
  }).join(' ')
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Bytes in the database itself, without its log. */
export function bytesInFile(generation: string): number {
  return sizeOf(join(generation, FILES[0]))
}

/** Bytes of central's file that have arrived: in the log first, and then in the file that the log is copied to. */
export function builtBytesOf(generation: string | undefined): number {
  if (generation === undefined) return 0
  return Math.max(sizeOf(join(generation, 'replica.db')), sizeOf(join(generation, 'replica.db-wal')))
}
