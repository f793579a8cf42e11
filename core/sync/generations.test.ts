import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  currentGeneration,
  generationAt,
  keepOnly,
  nextGeneration,
  readCompany,
  rememberCompany,
  switchTo,
  type Generation,
} from './generations.ts'
import { AGE_LOST_MS, fingerprint, openKnownFile, readKnown, writeKnown, type Known } from './known.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-generations-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const KNOWN: Known = {
  mark: { databaseId: 'a', epoch: 1, seq: 2, schema: 3 },
  knownAt: 4,
  tablesProvenAt: 5,
  files: 'f',
  boot: 'b',
}

/** Builds the next one, as far as `known`: all but the switch. */
function build(): Generation {
  const next = nextGeneration(folder)
  writeFileSync(next.path, 'pages')
  writeKnown(next.folder, KNOWN)
  return next
}

describe('generations', () => {
  it('begin with none', () => {
    expect(currentGeneration(folder)).toBe(undefined)
    expect(currentGeneration(join(folder, 'missing'))).toBe(undefined)
    expect(nextGeneration(folder)).toMatchObject({ name: 'g1', isResumed: false })
  })

  it('are in use once the pointer names them, not before', () => {
    const first = build()
    switchTo(folder, first)
    const second = build()
    expect(second.name).toBe('g2')
    expect(currentGeneration(folder)?.name).toBe('g1')
    switchTo(folder, second)
    expect(currentGeneration(folder)).toEqual(generationAt(folder, 'g2'))
    keepOnly(folder, 'g2')
    expect(readdirSync(folder).toSorted()).toEqual(['current', 'g2'])
  })

  it('that were left unfinished are gone on with; finished ones that were not switched to are not', () => {
    switchTo(folder, build())
    expect(nextGeneration(folder)).toMatchObject({ name: 'g2', isResumed: false })
    expect(nextGeneration(folder)).toMatchObject({ name: 'g2', isResumed: true })
    writeKnown(generationAt(folder, 'g2').folder, KNOWN)
    expect(nextGeneration(folder)).toMatchObject({ name: 'g3', isResumed: false })
  })

  it.each(['', 'g9\n', '../g1', '\0\0\0', 'g01'])(
    'are found without a pointer that can be used: %j',
    (text) => {
      switchTo(folder, build())
      mkdirSync(join(folder, 'g2'))
      writeFileSync(join(folder, 'g2', 'replica.db'), 'never proven')
      writeFileSync(join(folder, 'current'), text)
      expect(currentGeneration(folder)?.name).toBe('g1')
    },
  )

  it('keep whose books these are', () => {
    expect(readCompany(folder)).toBe(undefined)
    rememberCompany(folder, 'a')
    expect(readCompany(folder)).toBe('a')
  })
})

describe('what is known of a generation', () => {
  it('is read back, also when less is written over more', () => {
    const { folder: generation } = nextGeneration(folder)
    expect(readKnown(generation)).toBe(undefined)
    writeKnown(generation, { ...KNOWN, files: 'a much longer text '.repeat(10) })
    writeKnown(generation, KNOWN)
    expect(readKnown(generation)).toEqual(KNOWN)
    writeFileSync(join(generation, 'known.json'), '{"mark":')
    expect(readKnown(generation)).toBe(undefined)
  })

  it('is written with all that is new, its age alone once a minute and at the end', () => {
    const { folder: generation } = nextGeneration(folder)
    const file = openKnownFile(generation)
    const keep = (change: Partial<Known>): Known | undefined => {
      file.keep({ ...KNOWN, ...change })
      return readKnown(generation)
    }
    expect(keep({ knownAt: 1_000 })).toEqual({ ...KNOWN, knownAt: 1_000 })
    expect(keep({ knownAt: 1_000 + AGE_LOST_MS - 1 })?.knownAt).toBe(1_000)
    expect(keep({ knownAt: 2_000, files: 'moved' })).toEqual({ ...KNOWN, knownAt: 2_000, files: 'moved' })
    expect(keep({ knownAt: 2_000 + AGE_LOST_MS, files: 'moved' })?.knownAt).toBe(2_000 + AGE_LOST_MS)
    // The clock was put back.
    expect(keep({ knownAt: 0, files: 'moved' })?.knownAt).toBe(0)
    expect(keep({ knownAt: 5_000, files: 'moved' })?.knownAt).toBe(0)
    file.end()
    expect(readKnown(generation)?.knownAt).toBe(5_000)
  })

  it('has a fingerprint that moves with every change of a file', () => {
    const { folder: generation, path } = nextGeneration(folder)
    const seen = new Set([fingerprint(generation)])
    for (const act of [
      () => writeFileSync(path, 'pages'),
      () => writeFileSync(`${path}-wal`, 'frames'),
      () => writeFileSync(`${path}-wal`, 'others'),
      () => writeFileSync(`${path}-client_wal_index`, 'x'.repeat(32)),
      () => rmSync(path),
    ]) {
      act()
      seen.add(fingerprint(generation))
    }
    expect(seen.size).toBe(6)
  })
})
