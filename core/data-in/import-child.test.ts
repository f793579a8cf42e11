import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { buildPrograms, type BuiltPrograms } from '../testing/build-programs.ts'
import { asSuperAdmin } from '../testing/import-table.ts'
import { importInChild } from './import-child.ts'
import { FILES, type ImportJob } from './run-import.ts'

const ENTRY = 'core/data-in/import-entry.ts'
/** The most a table may have; on a machine that does other things too. */
const ROWS = 50_000
const LONG_MS = 240_000

let built: BuiltPrograms
let bakery: Bakery
beforeAll(async () => {
  built = buildPrograms([ENTRY])
  bakery = await openBakery()
}, LONG_MS)
afterAll(() => {
  bakery.close()
  built.remove()
})

const jobOf = (mode: ImportJob['mode'], digest: string): ImportJob => ({
  mode,
  folder: bakery.folder,
  bookPath: bakery.path,
  name: 'items',
  authority: asSuperAdmin(bakery),
  now: TEST_NOW,
  contentType: '',
  digest,
})

describe('the largest table', () => {
  it(
    'is checked and written by a child within its memory, and tells how far it is',
    async () => {
      const rows = Array.from({ length: ROWS }, (_, index) => `MANY-${index},Many things ${index},raw,kg`)
      writeFileSync(join(bakery.folder, FILES.table), ['code,name,kind,unit', ...rows].join('\n'))
      const fields = { fileName: 'many.csv', mayLeaveOut: false, isMissing: false }
      writeFileSync(join(bakery.folder, FILES.fields), JSON.stringify(fields))
      const run = importInChild(built.program(ENTRY))
      const progress: number[] = []
      const beforeWriting = async () => void asked.push('before writing')
      const asked: string[] = []
      const side = { onProgress: (done: number) => progress.push(done), beforeWriting }
      const checked = await run(jobOf('check', ''), side)
      expect(asked).toEqual([])
      expect([checked.kind, checked.summary.counts]).toMatchObject([
        'checked',
        { new: ROWS, changed: 0, unchanged: 0, problems: 0 },
      ])
      expect(progress.at(-1)).toBe(ROWS)
      expect(checked.summary.rows.length).toBe(100)
      const written = await run(jobOf('write', checked.summary.digest), side)
      expect([written.kind, asked]).toEqual(['written', ['before writing']])
      const count = `SELECT count(*) FROM item WHERE code LIKE 'MANY-%'`
      expect(bakery.reader.get(count)).toEqual([ROWS])
    },
    LONG_MS,
  )

  it('is interrupted, and not half anything, where the child dies', async () => {
    writeFileSync(join(bakery.folder, 'dies.mjs'), 'process.exit(3)')
    const run = importInChild(join(bakery.folder, 'dies.mjs'))
    const side = { onProgress: () => {}, beforeWriting: async () => {} }
    await expect(run(jobOf('check', ''), side)).rejects.toThrow(/without an answer \(3\)/)
  })
})
