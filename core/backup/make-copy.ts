import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { summaryLine } from '../book/verify/verdict.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { freeBytesAt, RESERVE_BYTES } from '../kernel/disk-room.ts'
import { currentGeneration, REPLICA_FOLDER } from '../sync/generations.ts'
import { copyDatabase, findDamage, hashFile, sizeOfDatabase, syncPath, writeWhole } from './durable-files.ts'
import { MANIFEST_NAME, type CopiedFile, type Manifest } from './manifest.ts'

/** What is being done, for whoever waits; the words are the catalogue's. */
export type BackupStage = 'book' | 'outbox' | 'hashes' | 'verify'

/** The files that one copy is made of. */
export interface CopySources {
  /** Lies in the copy as `book.db`, whatever it is called here. */
  readonly book: string
  /** Databases that belong to it, copied after it under their own names. */
  readonly databases: readonly string[]
  readonly secrets: readonly string[]
}

export interface CopyOrder {
  readonly sources: CopySources
  /** Where copies lie, each in a folder of its own. */
  readonly into: string
  /** Milliseconds since 1970: names the copy. */
  readonly now: number
  readonly program: string
  readonly onStage?: (stage: BackupStage) => void
  /** Bytes free for this user where the copies lie; asked of the disk when left out. */
  readonly freeBytes?: (folder: string) => number
}

export interface MadeCopy {
  readonly path: string
  readonly manifest: Manifest
}

/** There would not be room for the copy and for the work that goes on beside it. Nothing was written. */
export class DiskTooFull extends Error {
  override readonly name = 'DiskTooFull'
  readonly needed: number
  readonly free: number
  constructor(needed: number, free: number) {
    super(`${needed} bytes are needed, ${free} are free`)
    this.needed = needed
    this.free = free
  }
}

const UNFINISHED = /^\.making-/

/** The book of a host's data folder: its replica, where it follows a central; else its own. The file may be missing. */
export function hostBookPath(dataFolder: string): string {
  return currentGeneration(join(dataFolder, REPLICA_FOLDER))?.path ?? join(dataFolder, 'book.db')
}

/** What a host of stations or an admin host keeps in its data folder. */
export function sourcesOfHost(dataFolder: string): CopySources {
  const inFolder = (name: string): string => join(dataFolder, name)
  return {
    book: hostBookPath(dataFolder),
    databases: ['outbox.db', 'webhooks.db'].map(inFolder).filter((path) => existsSync(path)),
    secrets: readdirSync(dataFolder)
      .filter((name) => name.endsWith('.key'))
      .map(inFolder),
  }
}

/**
 * Copies book, outbox and secrets while their process works. The book first: what is posted after it
 * was copied is in the outbox, which is copied then, so that book and outbox together lack nothing. The copy is
 * verified, and only then gets its name: it is complete, or it is not there. Blocks until it is done.
 */
export function makeCopy(order: CopyOrder): MadeCopy {
  const { sources, into, now, onStage = () => undefined } = order
  mkdirSync(into, { recursive: true, mode: 0o700 })
  removeUnfinished(into)
  requireRoom(order)
  const folder = join(into, `.making-${process.pid}-${now}`)
  mkdirSync(folder, { mode: 0o700 })
  try {
    onStage('book')
    copyDatabase(sources.book, join(folder, 'book.db'))
    onStage('outbox')
    for (const path of sources.databases) copyDatabase(path, join(folder, basename(path)))
    for (const path of sources.secrets) copySecret(path, join(folder, basename(path)))
    onStage('hashes')
    const files = readdirSync(folder)
      .toSorted()
      .map((name): CopiedFile => {
        const path = join(folder, name)
        return { name, size: statSync(path).size, sha256: hashFile(path) }
      })
    onStage('verify')
    const manifest = describeCopy(folder, order, files)
    writeWhole(folder, join(folder, MANIFEST_NAME), `${JSON.stringify(manifest, undefined, 2)}\n`)
    const path = nameFor(into, now)
    renameSync(folder, path)
    syncPath(into)
    return { path, manifest }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** Copies a secret: readable by its owner only. */
export function copySecret(from: string, to: string): void {
  copyFileSync(from, to)
  chmodSync(to, 0o600)
  syncPath(to)
}

function requireRoom({ sources, into, freeBytes = freeBytesAt }: CopyOrder): void {
  const copied = [sources.book, ...sources.databases].map(sizeOfDatabase)
  const needed = copied.reduce((sum, size) => sum + size, RESERVE_BYTES)
  const free = freeBytes(into)
  if (free < needed) throw new DiskTooFull(needed, free)
}

/** What an earlier attempt left when its process was killed. One that is being made by a living process stays. */
function removeUnfinished(into: string): void {
  for (const name of readdirSync(into).filter((entry) => UNFINISHED.test(entry)))
    if (!isAlive(Number(name.split('-')[1]))) rmSync(join(into, name), { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}

/** "20261128T020000Z", and a number after it should there be one of the same second. */
function nameFor(into: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  const path = join(into, stamp)
  for (let n = 2; ; n++) {
    const name = n === 2 ? path : `${path}-${n - 1}`
    if (!existsSync(name)) return name
  }
}

function describeCopy(folder: string, order: CopyOrder, files: CopiedFile[]): Manifest {
  const { now, program, sources } = order
  const book = openReader(join(folder, 'book.db'))
  const outboxPath = join(folder, 'outbox.db')
  const outbox = existsSync(outboxPath) ? openReader(outboxPath) : undefined
  try {
    const [databaseId, epoch, seq, company, isDemo] =
      book.get('SELECT database_id, epoch, seq, company, is_demo FROM meta') ?? []
    const verdict = verifyBook(book)
    const damage = sources.databases
      .map((path) => basename(path))
      .flatMap((name) => {
        const found = findDamage(join(folder, name))
        return found === undefined ? [] : [`${name}: ${found}`]
      })[0]
    return {
      format: 1,
      madeAt: now,
      program,
      databaseId: String(databaseId),
      company: String(company),
      isDemo: isDemo === 1,
      epoch: Number(epoch),
      seq: Number(seq),
      lastPosition: Number(book.get('SELECT coalesce(max(position), 0) FROM document')?.[0]),
      writers: headsOf(
        book,
        `SELECT incarnation, coalesce((SELECT max(seq) FROM document WHERE writer = writer.id), 0)
         FROM writer ORDER BY incarnation`,
      ),
      outboxWriters:
        outbox === undefined ? [] : headsOf(outbox, 'SELECT name, seq FROM writer ORDER BY name'),
      files,
      verify: {
        ok: verdict.ok && damage === undefined,
        summary: damage ?? summaryLine(verdict),
        moves: verdict.checkedMoves,
        documents: verdict.checkedDocuments,
      },
    }
  } finally {
    book.close()
    outbox?.close()
  }
}

function headsOf(reader: Reader, sql: string): Manifest['writers'] {
  return reader.all(sql).map(([writer, seq]) => ({ writer: String(writer), seq: Number(seq) }))
}
