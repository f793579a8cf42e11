import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownCode } from '../barcodes/own-codes.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { hashBadge, issueBadge, newBadgeCode, readBadgeHolder, revokeBadges } from './badges.ts'
import { setPersonActive } from './change-person.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

describe('a badge’s code', () => {
  it('is 26 letters and digits that nobody misreads, never the same twice', () => {
    const codes = Array.from({ length: 500 }, newBadgeCode)
    for (const code of codes) expect(code).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    expect(new Set(codes).size).toBe(500)
    expect(ownCode.badge(codes[0] ?? '')).toMatch(/^SCB[A-Z0-9]{28}$/)
  })

  it('uses every bit: each place takes every character', () => {
    const codes = Array.from({ length: 2_000 }, newBadgeCode)
    for (let place = 1; place < 26; place++) expect(new Set(codes.map((code) => code[place])).size).toBe(32)
  })
})

describe('a badge', () => {
  it('is its holder’s, and the book keeps only its hash', async () => {
    const { central, reader, thandi, bra } = bakery
    const code = await issueBadge(central, thandi, TEST_NOW)
    expect(readBadgeHolder(reader, code)).toEqual({
      id: thandi,
      name: 'Thandi M.',
      role: 'operator',
      branch: bra,
      version: 1,
    })
    expect(reader.all('SELECT * FROM badge')).toEqual([[hashBadge(code), thandi, TEST_NOW, null]])
  })

  it('ends with the next one, and with being revoked', async () => {
    const { central, reader, thandi, palesa } = bakery
    const first = await issueBadge(central, thandi, TEST_NOW)
    const others = await issueBadge(central, palesa, TEST_NOW)
    const second = await issueBadge(central, thandi, TEST_NOW + 1)
    expect(readBadgeHolder(reader, first)).toBe('revoked')
    expect(readBadgeHolder(reader, second)).toMatchObject({ id: thandi })
    await revokeBadges(central, thandi, TEST_NOW + 2)
    expect(readBadgeHolder(reader, second)).toBe('revoked')
    expect(readBadgeHolder(reader, others)).toMatchObject({ id: palesa })
    expect(reader.all('SELECT revoked_at FROM badge WHERE person = ?1 ORDER BY issued_at', thandi)).toEqual([
      [TEST_NOW + 1],
      [TEST_NOW + 2],
    ])
  })

  it('ends when its holder leaves, and does not begin again when they come back', async () => {
    const { central, reader, thandi } = bakery
    const code = await issueBadge(central, thandi, TEST_NOW)
    await setPersonActive(central, thandi, { isActive: false, now: TEST_NOW })
    expect(readBadgeHolder(reader, code)).toBe('revoked')
    await setPersonActive(central, thandi, { isActive: true, now: TEST_NOW })
    expect(readBadgeHolder(reader, code)).toBe('revoked')
  })

  it.each(['', ' ', "' OR 1=1 --", '%', 'x'.repeat(10_000), '\u0000', '💥'])(
    'is nobody’s when it says %j',
    async (code) => {
      await issueBadge(bakery.central, bakery.thandi, TEST_NOW)
      expect(readBadgeHolder(bakery.reader, code)).toBeUndefined()
    },
  )
})
