import { describe, expect, it } from 'vitest'
import { readItemBarcode } from './item-barcode.ts'
import { ownCode } from './own-codes.ts'

const CONTEXT = { scalePatterns: ['21IIIIIWWWWWC'], today: '2026-11-20' }
const read = (typed: string) => readItemBarcode(typed, CONTEXT)

describe('a barcode that is typed into a form', () => {
  it.each([
    ['an EAN as its 14 digits', '6001000000018', '06001000000018'],
    ['the same as it is stored', '06001000000018', '06001000000018'],
    ['a UPC', '036000291452', '00036000291452'],
    ['with what a scanner sends around it', ' ]E06001000000018\r\n', '06001000000018'],
    ['GS1 fields by their article number', ']C1010600100000001810L7', '06001000000018'],
    ['a scale label by its number', '2112345012346', '2112345'],
    ['a code of the bakery in capitals', 'tray-7', 'TRAY-7'],
  ])('is %s', (_, typed, key) => {
    expect(read(typed)).toEqual({ ok: true, key })
  })

  it.each([
    ['6001000000019', 'wrong_check_digit'],
    ['', 'empty'],
    ['  ', 'empty'],
    ['x'.repeat(201), 'too_long'],
    ['two words', 'unknown_form'],
    ['a\u0007b', 'control_character'],
    ["' OR 1 --", 'unknown_form'],
    ['SCB-SHELF', 'reserved'],
    [' scbread', 'reserved'],
    [ownCode.item(12), 'reserved'],
    [ownCode.command('accept'), 'reserved'],
  ])('%j is none: %s', (typed, reason) => {
    expect(read(typed)).toEqual({ ok: false, reason })
  })
})
