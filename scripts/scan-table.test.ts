import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPrograms, type BuiltPrograms } from '../core/testing/build-programs.ts'
import { words } from '../core/words/catalogue.ts'
import { SCAN_KINDS } from '../station/session/scan-kinds.ts'
import { SCAN_STATES, SCAN_TABLE } from '../station/session/scan-table.ts'
import { scanTableAsMarkdown, scanTableAsText } from './scan-table-text.ts'

const PROGRAM = 'scripts/print-scan-table.ts'
/** Without its line breaks, so that a sentence is found wherever it was broken. */
const flat = (text: string): string => text.replace(/\s+/g, ' ')

describe('the printed scan table', () => {
  it('has a paragraph for every place, in the order of the table', () => {
    const text = scanTableAsText()
    const places = SCAN_STATES.map((state) =>
      text.indexOf(`\n${words.scanTable.states[state].toUpperCase()}\n`),
    )
    expect(places.every((at) => at > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('says everything that a row does, and every refusal in the words of the screen', () => {
    const text = flat(scanTableAsText())
    const { deeds, presses, something } = words.scanTable
    const said = SCAN_TABLE.map(({ effect }) => {
      if ('do' in effect) return deeds[effect.do]
      if ('press' in effect) return presses[effect.press]
      const { why, todo } = words.kiosk.whyNot[effect.refuse]
      return `${why({ text: something, name: something })} ${todo}`
    })
    expect(said.filter((one) => !text.includes(one))).toEqual([])
  })

  it('names every kind of scan somewhere', () => {
    const text = flat(scanTableAsText())
    const { card, scans } = words.scanTable
    const { cardNames, digits } = words.kiosk.help
    for (const scan of SCAN_KINDS.filter((kind) => !kind.startsWith('card_digit_'))) {
      const command = scan.replace('card_', '') as keyof typeof cardNames
      expect(text).toContain(scan.startsWith('card_') ? card(cardNames[command]) : scans[scan as 'item'])
    }
    expect(text).toContain(words.scanTable.allDigits(digits))
  })

  it('names the workflow where it matters', () => {
    expect(flat(scanTableAsText())).toContain(
      'It is counted item; item that is on the list (only sales, production)',
    )
  })

  it('says a meaning once for a place, and what is left last', () => {
    const [who] = scanTableAsText().split('\n\n').slice(2)
    expect(who?.split('\n').at(-1)?.trim()).toMatch(/everything else$/)
    expect(who?.match(/everything else/g)).toHaveLength(1)
  })

  it('fits a terminal', () => {
    for (const line of scanTableAsText().split('\n').slice(4)) expect(line.length).toBeLessThanOrEqual(100)
  })

  it('is Markdown where that is wanted, a table a place', () => {
    const text = scanTableAsMarkdown()
    expect(text.match(/^## /gm)).toHaveLength(SCAN_STATES.length)
    for (const line of text.split('\n').filter((one) => one.startsWith('|')))
      expect(line.match(/ \|/g), line).toHaveLength(2)
  })
})

describe('scripts/scan-table', () => {
  let built: BuiltPrograms
  beforeAll(() => {
    built = buildPrograms([PROGRAM])
  })
  afterAll(() => built.remove())
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [built.program(PROGRAM), ...args], { encoding: 'utf8' })

  it('prints it, as text or as Markdown', () => {
    expect(run()).toMatchObject({ status: 0, stdout: scanTableAsText(), stderr: '' })
    expect(run('--markdown')).toMatchObject({ status: 0, stdout: scanTableAsMarkdown(), stderr: '' })
  })

  it('says how it is used, and exits 2', () => {
    expect(run('--html')).toMatchObject({ status: 2, stdout: '', stderr: `${words.scanTable.usage}\n` })
  })
})
