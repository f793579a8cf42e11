import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { computeCheckCharacter, isReservedCode, ownCode } from './own-codes.ts'
import { parseScan as parse } from './parse-scan.ts'
import type { ScanMeaning } from './scan-meaning.ts'

const parseScan = (raw: string): ScanMeaning => parse(raw, { scalePatterns: [], today: '2026-11-20' })

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DOCUMENT = '01931f3a-7c5e-7abc-8def-0123456789ab'

// Numbers published with their check character: ISAN (ISO 15706) and GRid use MOD 37,36.
test.each([
  ['00000000D07A0090', 'Q'],
  ['00000000D07A009000000000', 'X'],
  ['00003BAB93520000', 'G'],
  ['00003BAB9352000000000000', 'Q'],
  ['A12425GABC1234002', 'M'],
])('the check character of %s is %s', (body, check) => {
  expect(computeCheckCharacter(body)).toBe(check)
})

test.each([
  ['sales_order', ownCode.salesOrder(17), { id: 17 }],
  ['run', ownCode.run(999_999_999_999_999), { id: 999_999_999_999_999 }],
  ['item_id', ownCode.item(1), { id: 1 }],
  ['document', ownCode.document(DOCUMENT), { id: DOCUMENT }],
  ['badge', ownCode.badge('Q7X9K2M4'), { code: 'Q7X9K2M4' }],
])('a %s reads back from %s, in small letters and with a symbology too', (kind, code, rest) => {
  expect(code).toMatch(/^SCB[A-Z0-9]+$/)
  for (const scan of [code, code.toLowerCase(), `]C0${code}`, ` ${code}\r`]) {
    expect(parseScan(scan)).toEqual({ kind, ...rest })
  }
})

test.each(COMMANDS)('the card of %s reads back', (command) => {
  expect(parseScan(ownCode.command(command))).toEqual({ kind: 'command', command })
})

const withCheck = (body: string): string => body + computeCheckCharacter(body)

test.each([
  ['SCBREAD', 'unknown_form', 'a word that begins like ours'],
  ['scb', 'unknown_form', 'the prefix alone'],
  ['SCB-FLOUR', 'unknown_form', 'an internal code that begins like ours'],
  ['SCBX12', 'unknown_form', 'a kind we do not have'],
  [withCheck('SCBO0017'), 'unknown_form', 'a number with zeros in front'],
  [withCheck('SCBO1234567890123456'), 'unknown_form', 'a number too large for a row'],
  [withCheck('SCBCFLY'), 'unknown_form', 'a card of another version'],
  [withCheck('SCBD0123'), 'unknown_form', 'a document cut short'],
  ['SCBO17' + (computeCheckCharacter('SCBO17') === 'A' ? 'B' : 'A'), 'wrong_check_character', 'an order'],
  [ownCode.command('accept').replace('CC', 'C0'), 'wrong_check_character', 'a card'],
])('%s is unreadable, %s: %s', (code, reason) => {
  expect(parseScan(code)).toEqual({ kind: 'unreadable', reason })
})

const ours = fc.oneof(
  fc.constantFrom(...COMMANDS).map(ownCode.command),
  fc.integer({ min: 1, max: 1e15 - 1 }).map(ownCode.salesOrder),
  fc.integer({ min: 1, max: 1e15 - 1 }).map(ownCode.run),
  fc.integer({ min: 1, max: 1e15 - 1 }).map(ownCode.item),
  fc.uuid().map(ownCode.document),
  fc
    .string({ unit: fc.constantFrom(...Array.from(ALPHABET)), minLength: 1, maxLength: 32 })
    .map(ownCode.badge),
)

test('every code of ours reads back as itself, and no wrong character behind the prefix goes unseen', () => {
  fc.assert(
    fc.property(ours, fc.nat(), fc.constantFrom(...Array.from(ALPHABET)), (code, place, wrong) => {
      expect(parseScan(code).kind).not.toBe('unreadable')
      const at = 3 + (place % (code.length - 3))
      fc.pre(code.charAt(at) !== wrong)
      expect(parseScan(code.slice(0, at) + wrong + code.slice(at + 1)).kind).toBe('unreadable')
    }),
    { numRuns: 500 },
  )
})

test('of all neighbours that change places, less than two in a thousand go unseen', () => {
  let seen = 0
  let unseen = 0
  for (const front of ALPHABET) {
    for (const one of ALPHABET) {
      for (const other of ALPHABET) {
        if (one === other) continue
        const same = computeCheckCharacter(front + one + other) === computeCheckCharacter(front + other + one)
        if (same) unseen += 1
        else seen += 1
      }
    }
  }
  expect(unseen / (seen + unseen)).toBeLessThan(0.002)
})

test.each([
  ['SCB', true],
  ['scbread', true],
  [' SCBO17X', true],
  ['SC-B', false],
  ['ASCB', false],
  ['\u017fcb', false],
])('whether %j is reserved: %s', (code, isReserved) => {
  expect(isReservedCode(code)).toBe(isReserved)
})
