import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MANIFEST_NAME, parseManifest, type Manifest } from './manifest.ts'

/** A copy as it lies in the folder of all. */
export interface Copy {
  readonly name: string
  readonly path: string
  readonly manifest: Manifest
  /** Bytes of all its files. */
  readonly size: number
}

const COPY_NAME = /^\d{8}T\d{6}Z(?:-\d+)?$/

/** Every complete copy, the newest first; none where there is no folder. Waits off the event loop: the disk may be far. */
export async function listCopies(folder: string): Promise<Copy[]> {
  const names = await readdir(folder).catch(() => [])
  const copies = await Promise.all(
    names.filter((name) => COPY_NAME.test(name)).map((name) => readCopy(folder, name)),
  )
  return copies.filter((copy) => copy !== undefined).toSorted((a, b) => b.manifest.madeAt - a.manifest.madeAt)
}

async function readCopy(folder: string, name: string): Promise<Copy | undefined> {
  const path = join(folder, name)
  const text = await readFile(join(path, MANIFEST_NAME), 'utf8').catch(() => '')
  const manifest = parseManifest(text)
  if (manifest === undefined) return undefined
  return { name, path, manifest, size: manifest.files.reduce((sum, file) => sum + file.size, 0) }
}
