import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeCheckDigit } from './check-digit.ts'
import { ownCode } from './own-codes.ts'
import { SCAN_MAX_LENGTH, parseScan as parse, type ScanContext } from './parse-scan.ts'
import type { ScanMeaning } from './scan-meaning.ts'

const CONTEXT: ScanContext = { scalePatterns: [], today: '2026-11-20' }
const parseScan = (raw: string, context = CONTEXT): ScanMeaning => parse(raw, context)

test.each([
  ['6001087340014', '06001087340014', 'EAN-13'],
  ['96385074', '00000096385074', 'EAN-8'],
  ['036000291452', '00036000291452', 'UPC-A'],
  ['0036000291452', '00036000291452', 'the same UPC as an EAN-13'],
  ['10036000291459', '10036000291459', 'GTIN-14 of a case'],
  ['  6001087340014\r\n', '06001087340014', 'line end sent by the scanner'],
  [']E06001087340014', '06001087340014', 'symbology identifier of an EAN-13'],
  [']E496385074', '00000096385074', 'symbology identifier of an EAN-8'],
  [']C0FLOUR-25', 'FLOUR-25', 'symbology identifier of a Code 128'],
  [']E3977123456700305', '09771234567003', 'a newspaper with the number of its issue'],
  [']I110036000291459', '10036000291459', 'a case in ITF-14'],
  ['2112345006789', '02112345006789', 'a company’s own number, without a pattern for it'],
  ['0212345678909', '00212345678909', 'a restricted number that begins with 02'],
  ['977123456700305', '977123456700305', 'fifteen digits of which nobody says what they are'],
  ['flour-25', 'FLOUR-25', 'case does not matter'],
  ['A/1.2-3', 'A/1.2-3', 'all punctuation'],
  ['12345', '12345', 'digits that are too few for a GTIN'],
  ['123456789', '123456789', 'digits of a length no GTIN has'],
  ['A'.repeat(48), 'A'.repeat(48), 'the longest internal code'],
])('%j is the item %s: %s', (text, key) => {
  expect(parseScan(text)).toEqual({ kind: 'item', key, carried: {} })
})

test.each([
  ['', 'empty', 'nothing'],
  [' \t\r\n', 'empty', 'only white space'],
  [']E0', 'empty', 'a symbology identifier and nothing else'],
  ['A'.repeat(SCAN_MAX_LENGTH + 1), 'too_long', 'two scans run together'],
  ['FLOUR\u000025', 'control_character', 'NUL inside'],
  ['FLOUR\u001d25', 'control_character', 'a GS1 separator in what is not GS1'],
  ['FLOUR\u007f', 'control_character', 'DEL'],
  ['6001087340015', 'wrong_check_digit', 'EAN-13'],
  ['96385075', 'wrong_check_digit', 'EAN-8'],
  ['036000291453', 'wrong_check_digit', 'UPC-A'],
  ['10036000291458', 'wrong_check_digit', 'GTIN-14'],
  [']E3977123456700405', 'wrong_check_digit', 'newspaper'],
  [']C1FLOUR-25', 'gs1_fields', 'a GS1-128 that holds no fields'],
  ['A'.repeat(49), 'unknown_form', 'longer than an internal code'],
  ['FLOUR 25', 'unknown_form', 'a space inside'],
  ['FLOUR_25', 'unknown_form', 'a character internal codes do not have'],
  ['MÜSLI', 'unknown_form', 'a letter with a mark'],
  ['https://example.com/?a=1', 'unknown_form', 'a poster on the wall'],
  ['٠١٢٣٤٥٦٧', 'unknown_form', 'digits of another script'],
])('%j is unreadable, %s: %s', (text, reason) => {
  expect(parseScan(text)).toEqual({ kind: 'unreadable', reason })
})

const gtin = fc
  .tuple(fc.constantFrom(7, 11, 12, 13), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13 }))
  .map(([length, digits]) => digits.slice(0, length).join(''))
  .map((body) => body + String(computeCheckDigit(body)))

test('every GTIN is the item of its 14 digits, with or without a symbology identifier', () => {
  fc.assert(
    fc.property(gtin, (code) => {
      const item = { kind: 'item', key: code.padStart(14, '0'), carried: {} }
      expect(parseScan(code)).toEqual(item)
      expect(parseScan(`]E0${code}`)).toEqual(item)
      expect(parseScan(item.key)).toEqual(item)
    }),
  )
})

test('one misread digit is never another item', () => {
  fc.assert(
    fc.property(gtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      const index = place % code.length
      const misread = (Number(code.charAt(index)) + shift) % 10
      const text = code.slice(0, index) + String(misread) + code.slice(index + 1)
      expect(parseScan(text)).toEqual({ kind: 'unreadable', reason: 'wrong_check_digit' })
    }),
  )
})

test('any text at all gets an answer, and an item key reads as the same item', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 250 })
  const codeLike = fc.string({ unit: fc.constantFrom(...Array.from('AZaz09-./]')), maxLength: 60 })
  const gs1Like = fc
    .tuple(
      fc.constantFrom('', ']C1', ']d2', ']Q3', ']e0', '\u001d', '(01)', '0106001087340014'),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789A()\u001d')), maxLength: 60 }),
    )
    .map((parts) => parts.join(''))
  const ownLike = fc
    .tuple(
      fc.constantFrom(...Array.from('CPORDI')),
      fc.string({ unit: fc.constantFrom(...Array.from('0A9Z')), maxLength: 40 }),
    )
    .map(([letter, rest]) => `SCB${letter}${rest}`)
  const digits = fc
    .string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 15 })
    .map((rest) => `2${rest}`)
  const context = { scalePatterns: ['21IIIIIWWWWWC', '2IIIIIIIPPPPC', '20IIIIIVPPPPC'], today: '2026-11-20' }
  fc.assert(
    fc.property(fc.oneof(anything, codeLike, gs1Like, ownLike, digits), (text) => {
      const meaning = parseScan(text, context)
      if (meaning.kind !== 'item') return
      expect(parseScan(meaning.key, context)).toEqual({ kind: 'item', key: meaning.key, carried: {} })
    }),
    { numRuns: 1000 },
  )
})

test('a card between two items is never taken for one', () => {
  fc.assert(
    fc.property(gtin, (code) => {
      const run = parseScan(ownCode.command('accept') + code)
      expect(run.kind).toBe('unreadable')
    }),
  )
})
