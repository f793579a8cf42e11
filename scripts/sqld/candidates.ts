import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findDamage } from '../../core/backup/durable-files.ts'
import { readManifest } from '../../core/backup/manifest.ts'
import { isWhole } from '../../core/backup/restore.ts'
import { readWriterHeads, type WriterHead } from '../../core/book/writer-heads.ts'
import { openBookFile } from '../../core/database/open-book-file.ts'

/** A file that a book could be restored from. */
export interface Candidate {
  /** As it was given: the folder of a copy, or a replica's file. */
  readonly path: string
  readonly kind: 'copy' | 'replica'
  /** What is wrong with it; undefined: its pages are whole. Whether its books are right, `stageBook` proves. */
  readonly damage: string | undefined
  /** Undefined: it cannot be read, or holds no book. */
  readonly book: CandidateBook | undefined
}

export interface CandidateBook {
  /** The file itself. */
  readonly file: string
  readonly databaseId: string
  readonly company: string
  readonly epoch: number
  readonly seq: number
  /** Of its last document. */
  readonly position: number
  /** The last document of each writer. */
  readonly heads: readonly WriterHead[]
}

/**
 * Looks at several files a book could be restored from, best first: whole ones before damaged ones, then the one with the
 * latest state, so that the freshest station's replica goes before an older backup. Reads each file once from end to
 * end, and writes none. Blocks meanwhile.
 */
export function lookAtCandidates(paths: readonly string[]): Candidate[] {
  return paths.map(lookAt).toSorted(compareCandidates)
}

export function lookAt(path: string): Candidate {
  const isCopy = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  const file = isCopy ? join(path, 'book.db') : path
  const { book, problem } = readBook(file)
  const damage = problem ?? (isCopy ? damageOfCopy(path) : undefined) ?? findDamage(file)
  return { path, kind: isCopy ? 'copy' : 'replica', damage, book }
}

function damageOfCopy(folder: string): string | undefined {
  const manifest = readManifest(folder)
  if (manifest === undefined) return 'manifest.json'
  return manifest.files.find((file) => !isWhole(folder, file))?.name
}

function readBook(file: string): { book: CandidateBook | undefined; problem?: string } {
  if (!existsSync(file)) return { book: undefined, problem: 'missing' }
  const opened = openBookFile(file)
  if ('problem' in opened) {
    const { problem } = opened
    return { book: undefined, problem: problem.kind === 'missing' ? 'missing' : problem.reason }
  }
  const { reader } = opened
  try {
    return reader.snapshot(() => {
      const [databaseId, company, epoch, seq] =
        reader.get('SELECT database_id, company, epoch, seq FROM meta') ?? []
      if (typeof databaseId !== 'string') return { book: undefined, problem: 'no book' }
      const position = Number(reader.get('SELECT coalesce(max(position), 0) FROM document')?.[0])
      const heads = readWriterHeads(reader)
      const numbers = { epoch: Number(epoch), seq: Number(seq), position }
      return { book: { file, databaseId, company: String(company), ...numbers, heads } }
    })
  } catch (error) {
    return { book: undefined, problem: error instanceof Error ? error.message : String(error) }
  } finally {
    reader.close()
  }
}

function compareCandidates(a: Candidate, b: Candidate): number {
  const damaged = Number(a.damage !== undefined) - Number(b.damage !== undefined)
  if (damaged !== 0) return damaged
  const [one, other] = [a.book, b.book]
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return other.epoch - one.epoch || other.seq - one.seq
}
