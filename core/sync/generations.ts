import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncPath, writeWhole } from '../backup/durable-files.ts'
import { readKnown } from './known.ts'

/**
 * The folder of replicas: `g<number>/replica.db` for each generation, `current` with the name of the one in use, and
 * `company` with the database id that was seen first. Written by the sync child alone.
 */
export interface Generation {
  readonly name: string
  readonly folder: string
  /** The file to read. */
  readonly path: string
}

/** Where the replicas lie in a data folder. */
export const REPLICA_FOLDER = 'replica'

const POINTER = 'current'
const COMPANY = 'company'
const NAME = /^g([1-9]\d{0,8})$/

export function generationAt(folder: string, name: string): Generation {
  return { name, folder: join(folder, name), path: join(folder, name, 'replica.db') }
}

/**
 * The replica to use: what the pointer names, without a look inside. When the pointer itself is lost, the newest that
 * was ever proven. Undefined before the first one. A few system calls: part of every boot.
 */
export function currentGeneration(folder: string): Generation | undefined {
  const named = readText(join(folder, POINTER))?.trim() ?? ''
  const pointed = NAME.test(named) ? generationAt(folder, named) : undefined
  if (pointed !== undefined && existsSync(pointed.path)) return pointed
  return generationsIn(folder)
    .toReversed()
    .find((generation) => existsSync(generation.path) && readKnown(generation.folder) !== undefined)
}

/** Where the next one is built: the one that a killed process left unfinished, if there is one. */
export function nextGeneration(folder: string): Generation & { readonly isResumed: boolean } {
  const current = currentGeneration(folder)
  const last = generationsIn(folder).at(-1)
  if (last !== undefined && last.name !== current?.name && readKnown(last.folder) === undefined)
    return { ...last, isResumed: true }
  const next = generationAt(folder, `g${numberOf(last?.name ?? 'g0') + 1}`)
  mkdirSync(next.folder, { recursive: true, mode: 0o700 })
  syncPath(folder)
  return { ...next, isResumed: false }
}

/** Makes a generation the one in use; on the disk when this returns. What it holds must have been proven. */
export function switchTo(folder: string, { folder: generation, path, name }: Generation): void {
  for (const file of readdirSync(generation)) if (!file.endsWith('-shm')) syncPath(join(generation, file))
  syncPath(path)
  syncPath(generation)
  writeWhole(folder, join(folder, POINTER), `${name}\n`)
}

/** Deletes every other generation than this one. */
export function keepOnly(folder: string, name: string): void {
  for (const generation of generationsIn(folder))
    if (generation.name !== name) rmSync(generation.folder, { recursive: true, force: true })
}

/** Whose books these are, once any were seen. */
export function readCompany(folder: string): string | undefined {
  const text = readText(join(folder, COMPANY))?.trim()
  return text === '' ? undefined : text
}

/** Kept for good: another company's database is never taken for this one's. */
export function rememberCompany(folder: string, databaseId: string): void {
  writeWhole(folder, join(folder, COMPANY), `${databaseId}\n`)
}

function generationsIn(folder: string): Generation[] {
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => NAME.test(name))
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .map((name) => generationAt(folder, name))
}

const numberOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0)

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
