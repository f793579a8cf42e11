import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseScan as parse } from './parse-scan.ts'
import type { Carried, ScanMeaning } from './scan-meaning.ts'

const parseScan = (raw: string): ScanMeaning => parse(raw, { scalePatterns: [], today: '2026-11-20' })
const GS = '\u001d'
const GTIN = '06001087340014'
const ITEM = `01${GTIN}`
const grams = (value: number): Carried => ({ measure: { unit: 'g', value } })
const millilitres = (value: number): Carried => ({ measure: { unit: 'ml', value } })

test.each<readonly [fields: string, carried: Carried, what: string]>([
  ['', {}, 'nothing else'],
  ['10A7', { lot: 'A7' }, 'lot'],
  [`10A7${GS}`, { lot: 'A7' }, 'a separator at the end'],
  [`17261120${GS}10A7`, { lot: 'A7', expiresOn: '2026-11-20' }, 'a separator nobody needs'],
  [`10A7${GS}17261120`, { lot: 'A7', expiresOn: '2026-11-20' }, 'another order'],
  ['10(17)261120', { lot: '(17)261120' }, 'brackets inside a lot'],
  ['21s/n-1', { serial: 's/n-1' }, 'serial number, small letters kept'],
  ['15261120', { expiresOn: '2026-11-20' }, 'best before'],
  ['1526112017261130', { expiresOn: '2026-11-30' }, 'use by counts before best before'],
  ['1726113015261120', { expiresOn: '2026-11-30' }, 'in any order'],
  ['17270200', { expiresOn: '2027-02-28' }, 'a month stands for its last day'],
  ['70032611202359', { expiresOn: '2026-11-20' }, 'use by with its minute'],
  ['1126112016261130', {}, 'production and sell-by day are not kept'],
  ['3012', { count: 12 }, 'count'],
  ['3000000012', { count: 12 }, 'count with zeros in front'],
  ['3100000012', grams(12_000), 'kg without decimals'],
  ['3103001250', grams(1250), 'kg with three'],
  ['3105000050', grams(1), 'kg with five: half a gram is a gram'],
  ['3105000049', {}, 'less than half a gram is none, and no weight'],
  ['3103000000', {}, 'no weight: it is asked for'],
  ['3202000100', grams(454), 'a pound, rounded half up'],
  ['3205999999', grams(4536), 'ten pounds but a trifle'],
  ['3200999999', grams(453_591_916), 'as many pounds as there are'],
  ['31030012503203002756', grams(1250), 'kilograms count before pounds'],
  ['3153000750', millilitres(750), 'litres'],
  ['31530007503103000770', grams(770), 'weight counts before volume'],
  ['3302001250', {}, 'a gross weight is none of ours'],
  ['39221295', { price: 1295 }, 'price'],
  ['392012', { price: 1200 }, 'price without decimals'],
  ['39327101295', { price: 1295 }, 'price with its currency'],
  ['392312950', { price: 1295 }, 'price with three decimals'],
  ['392312955', {}, 'half a cent is no price'],
  ['3920999999999999999', {}, 'a price beyond the book'],
  [`10A7${GS}10A7`, { lot: 'A7' }, 'the same field twice'],
  ['91anything+at-all', {}, 'somebody’s own field'],
  ['1826112010A7', { lot: 'A7' }, 'a field that is still to be given, of known length'],
  [`7290new${GS}10A7`, { lot: 'A7' }, 'a field that is still to be given, up to its separator'],
  [`8008261120${'0915'}`, {}, 'a moment of production'],
  [`422710${GS}10A7`, { lot: 'A7' }, 'country of origin'],
])(']C1 01… %s carries %j: %s', (fields, carried) => {
  const item = { kind: 'item', key: GTIN, carried }
  expect(parseScan(`]C1${ITEM}${fields}`)).toEqual(item)
})

test.each([
  [`]C1${ITEM}10A7`, 'GS1-128'],
  [`]d2${ITEM}10A7`, 'GS1 DataMatrix'],
  [`]Q3${ITEM}10A7`, 'GS1 QR'],
  [`]e0${ITEM}10A7`, 'GS1 DataBar'],
  [`]e1${ITEM}10A7`, 'the composite beside one'],
  [`]J1${ITEM}10A7`, 'GS1 DotCode'],
  [`]C1${GS}${ITEM}10A7`, 'symbology and first FNC1'],
  [`${GS}${ITEM}10A7`, 'first FNC1 alone'],
  [`${ITEM}10A7${GS}`, 'last FNC1 alone'],
  [`10A7${GS}${ITEM}`, 'a separator alone'],
  [`${ITEM}10A7`, 'neither symbology nor separator'],
  [`(01)${GTIN}(10)A7`, 'typed with brackets'],
  [` (01) ${GTIN} (10) A7 `, 'typed with spaces as printed'],
  [`]C0(01)${GTIN}(10)A7`, 'brackets drawn into a barcode that is not GS1'],
])('%j is the item with its lot: %s', (text) => {
  expect(parseScan(text)).toEqual({ kind: 'item', key: GTIN, carried: { lot: 'A7' } })
})

test('what a pallet holds is so many of its item', () => {
  const text = `]C100376104250021234569${GS}02${GTIN}3748${GS}10A7`
  expect(parseScan(text)).toEqual({ kind: 'item', key: GTIN, carried: { lot: 'A7', count: 48 } })
})

test.each([
  ['00376104250021234569', 'a pallet’s number'],
  ['4106001087340014', 'a place'],
  ['8004ASSET1', 'an asset'],
  ['8017376104250021234569', 'a person’s number'],
  ['10A7', 'a lot of nothing'],
  ['3712', 'a number of nothing'],
  [`8006${GTIN}0102`, 'a piece of an item'],
])(']C1%s is not an item: %s', (fields) => {
  expect(parseScan(`]C1${fields}`)).toEqual({ kind: 'unreadable', reason: 'not_an_item' })
})

test.each([
  ['', 'nothing'],
  [GS, 'a separator and nothing'],
  ['0106001087340015', 'a wrong check digit'],
  ['010600108734001', 'a GTIN cut short'],
  [`${ITEM}1`, 'half an identifier'],
  [`${ITEM}10`, 'a lot of no length'],
  [`${ITEM}10${GS}17261120`, 'the same, before another'],
  [`${ITEM}10${'A'.repeat(21)}`, 'a lot too long'],
  [`${ITEM}10Brötchen`, 'a letter that barcodes do not have'],
  [`${ITEM}10A 7`, 'a space'],
  [`${ITEM}17261301`, 'month 13'],
  [`${ITEM}17260230`, '30 February'],
  [`${ITEM}1726112`, 'a date cut short'],
  [`${ITEM}11261301`, 'month 13 in a date we do not keep'],
  [`${ITEM}7003261100`, 'a moment cut short'],
  [`${ITEM}70032611001200`, 'a moment without a day'],
  [`${ITEM}70032611202460`, 'an hour no clock has'],
  [`${ITEM}310300125`, 'a weight cut short'],
  [`${ITEM}31030012A0`, 'a letter in a weight'],
  [`${ITEM}300`, 'a count of none'],
  [`${ITEM}30123456789`, 'a count too long'],
  [`${ITEM}3712`, 'a number of items inside one item'],
  [`02${GTIN}`, 'contents without their number'],
  [`02${GTIN}3712${GS}305`, 'contents with two numbers'],
  [`${ITEM}02${GTIN}3712`, 'an item and contents'],
  [`${ITEM}0112345678901231`, 'two items'],
  [`${ITEM}10A7${GS}10A8`, 'two lots'],
  [`${ITEM}31030012503103001251`, 'two weights'],
  [`${ITEM}10A7${GS}${GS}21B`, 'an empty field'],
  [`${ITEM}05123456`, 'an identifier that GS1 keeps back'],
  [`${ITEM}38123`, 'another'],
  [`${ITEM}1826112`, 'a field that is still to be given, too short'],
  ['00376104250021234568', 'a pallet’s number with a wrong check digit'],
  [`${ITEM}(10)A7`, 'brackets where there are none'],
  ['hello', 'no fields at all'],
])('with ]C1, %j is refused: %s', (fields) => {
  // A ]C1 with nothing behind it is no scan at all.
  const reason = fields === '' ? 'empty' : 'gs1_fields'
  expect(parseScan(`]C1${fields}`)).toEqual({ kind: 'unreadable', reason })
})

test.each([
  [`(01)${GTIN}(10)`, 'gs1_fields'],
  ['(01)6001087340014', 'gs1_fields'],
  ['(05)1', 'gs1_fields'],
  ['(01)', 'gs1_fields'],
  ['(00)376104250021234569', 'not_an_item'],
  ['(1)2', 'unknown_form'],
  ['(01', 'unknown_form'],
])('typed, %j is unreadable: %s', (text, reason) => {
  expect(parseScan(text)).toEqual({ kind: 'unreadable', reason })
})

test.each([
  '0106001087340015', // wrong check digit
  '010600108734001417', // a field without a value
  '010600108734001417261301', // month 13
  '0306001087340014', // not a GTIN’s identifier
])('digits that only resemble GS1, %s, stay an internal code', (text) => {
  expect(parseScan(text)).toEqual({ kind: 'item', key: text, carried: {} })
})

test('a separator in another symbology is a control character', () => {
  expect(parseScan(`]C0${ITEM}10A7${GS}21B`)).toEqual({ kind: 'unreadable', reason: 'control_character' })
})

test('no text makes the reader of fields throw, and all it carries is whole', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        ITEM,
        GS,
        '10',
        '17',
        '3103',
        '3205',
        '3925',
        '3930',
        '37',
        '02',
        '7003',
        '8008',
        '421',
      ),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 8 }),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const meaning = parseScan(`]d2${parts.join('')}`)
      expect(['item', 'unreadable']).toContain(meaning.kind)
      if (meaning.kind !== 'item') return
      const { count, measure, price } = meaning.carried
      const numbers = [count, measure?.value, price].filter((number) => number !== undefined)
      expect(numbers.filter((number) => !Number.isSafeInteger(number))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})
