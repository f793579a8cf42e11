import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Refusal } from '../book/refusal.ts'
import { projectFile } from '../kernel/project-root.ts'
import { createFormats } from './format.ts'
import { refusalWords } from './refusal-words.ts'

const formats = createFormats({ currency: 'ZAR' })
const KG = { base: 'g', name: 'kg', factor: 1000 } as const
const EACH = { base: 'each', name: 'each', factor: 1 } as const
const refusal = (code: string, parts: Partial<Refusal> = {}): Refusal => ({
  code,
  line: 0,
  item: 1,
  location: 1,
  asked: null,
  there: null,
  waitsFor: null,
  ...parts,
})

it.each([
  ['Cake flour', KG, 3200, 500, 'stockroom', 'Cake flour: 3.2 kg asked, 0.5 kg there in the stockroom.'],
  ['White bread', EACH, 8, 4, 'retail', 'White bread: 8 asked, 4 there in the shop.'],
  ['White bread', EACH, 8, 4, null, 'White bread: 8 asked, 4 there.'],
  ['White bread', EACH, null, null, 'run', 'White bread: more was asked than is there on the run.'],
])('%s %o: %s asked, %s there', (name, unit, asked, there, place, text) => {
  const { what, todo } = refusalWords(
    refusal('E_BELOW_ZERO', { asked, there }),
    { item: { name, unit }, place },
    formats,
  )
  expect(what).toBe(text)
  expect(todo).toMatch(/\.$/)
})

it('names no item where the reader may not know it', () => {
  const { what } = refusalWords(
    refusal('E_BELOW_ZERO', { asked: 3, there: 1 }),
    { item: null, place: 'retail' },
    formats,
  )
  expect(what).toBe('An item: more was asked than is there in the shop.')
})

it('says something about every code of the book, and the code itself where only we can help', () => {
  const folder = projectFile('core', 'database', 'migrations')
  const sql = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  const codes = new Set(sql.join('').match(/\bE_[A-Z_]+/g))
  expect(codes.size).toBeGreaterThan(40)
  for (const code of codes) {
    const { what, todo } = refusalWords(refusal(code), { item: null, place: null }, formats)
    expect(what, code).toMatch(/\.$/)
    expect(todo, code).toMatch(/\.$/)
  }
})
