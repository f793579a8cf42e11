import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ownCode } from '../barcodes/own-codes.ts'
import { quantity } from '../kernel/quantity.ts'
import { createFormats } from '../words/format.ts'
import { drawLabel } from './draw-label.ts'
import { LABEL_KIND_NAMES, type LabelKind } from './label-kind-names.ts'
import { makeLabels } from './label-kinds.ts'
import { LABEL_SIZE_NAMES, LABEL_SIZES } from './label-sizes.ts'
import { printedText, type Label } from './label.ts'
import { LabelTooSmall, labelPrinter, layOutLabel, OFFICE_PRINTER } from './lay-out-label.ts'
import type { LabelledItem } from './read-labelled-items.ts'
import { symbolOfCode } from './symbol-of-code.ts'

const FLOUR = {
  id: 12,
  code: 'FLOUR-CAKE',
  name: 'Cake flour',
  kind: 'raw',
  unit: { base: 'g', name: 'kg', factor: 1000 },
  isMeasured: true,
  barcodes: [
    { code: '06001000000018', quantity: undefined, packName: undefined },
    { code: '16001000000015', quantity: quantity(12_500), packName: 'bag of 12.5 kg' },
  ],
  reorderPoint: quantity(25_000),
} as unknown as LabelledItem
const BARE = { ...FLOUR, barcodes: [] }
const formats = createFormats({ currency: 'ZAR' })
const details = { place: 'Stockroom, BRA', lot: 'A-7', expiresOn: '2026-12-31', quantity: quantity(1_250) }
const make = (kind: LabelKind, item: LabelledItem) => makeLabels(kind, item, details, formats)

describe('what a label says', () => {
  test.each<[LabelKind, LabelledItem, string[][], string[]]>([
    ['item', FLOUR, [['Cake flour', 'FLOUR-CAKE']], ['6001000000018']],
    ['item', BARE, [['Cake flour', 'FLOUR-CAKE']], [ownCode.item(12)]],
    ['pack', FLOUR, [['Cake flour', 'bag of 12.5 kg · 12.5 kg', 'FLOUR-CAKE']], ['(01)16001000000015']],
    ['pack', BARE, [], []],
    [
      'shelf',
      FLOUR,
      [['FLOUR-CAKE', 'Cake flour', 'Order below 25 kg', 'Stockroom, BRA · counted in kg']],
      ['6001000000018'],
    ],
    [
      'lot',
      FLOUR,
      [['Cake flour', 'Lot A-7', 'Use by 31 Dec 2026', '1.25 kg']],
      ['(01)06001000000018 (17)261231 (3103)001250 (10)A-7'],
    ],
    ['lot', BARE, [['Cake flour', 'Lot A-7', 'Use by 31 Dec 2026', '1.25 kg']], [ownCode.item(12)]],
    ['own', FLOUR, [['Cake flour', 'FLOUR-CAKE']], [ownCode.item(12)]],
  ])('%s of %j', (kind, item, lines, codes) => {
    const labels = make(kind, item)
    expect(labels.map((label) => label.lines.map(({ text }) => text))).toEqual(lines)
    expect(labels.map(({ symbol }) => printedText(symbol))).toEqual(codes)
  })

  test.each([
    ['00000096385074', { kind: 'ean8', digits: '96385074' }],
    ['06001000000018', { kind: 'ean13', digits: '6001000000018' }],
    ['00036000291452', { kind: 'ean13', digits: '0036000291452' }],
    ['16001000000015', { kind: 'gs1_128', fields: [{ identifier: '01', value: '16001000000015' }] }],
    ['06001000000019', { kind: 'code128', text: '06001000000019' }],
    ['BREAD-1', { kind: 'code128', text: 'BREAD-1' }],
    ['2112345', { kind: 'code128', text: '2112345' }],
  ])('%s is printed as the barcode that reads like it', (code, symbol) => {
    expect(symbolOfCode(code)).toEqual(symbol)
  })
})

describe('a label is laid out', () => {
  const printings = [OFFICE_PRINTER, labelPrinter(203), labelPrinter(300)]

  test('inside its edges, on every size and printer, however long its words are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LABEL_SIZE_NAMES),
        fc.constantFrom(...LABEL_KIND_NAMES),
        fc.constantFrom(...printings),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
        fc.boolean(),
        async (sizeName, kind, printing, name, isBare) => {
          const size = LABEL_SIZES[sizeName]
          for (const content of make(kind, { ...FLOUR, name, barcodes: isBare ? [] : FLOUR.barcodes })) {
            const { texts, symbol } = await layOutLabel({ ...content, size }, printing)
            const top = symbol.symbol.kind.endsWith('datamatrix') ? size.height : symbol.y
            expect(symbol.x).toBeGreaterThanOrEqual(size.padding.x - 0.01)
            expect(symbol.x + symbol.width).toBeLessThanOrEqual(size.width - size.padding.x + 0.01)
            expect(symbol.y + symbol.height).toBeLessThanOrEqual(size.height - size.padding.y + 0.01)
            for (const text of texts) {
              expect(text.y).toBeLessThanOrEqual(size.height - size.padding.y + 0.5)
              if (text.isCentred) continue
              expect(text.x + text.widthMm).toBeLessThanOrEqual(size.width - size.padding.x + 0.01)
              expect(text.y).toBeLessThan(top)
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('bars that are too long for it become a square, and a code for which there is no room is said', async () => {
    const labelWith = (text: string): Label => ({
      size: LABEL_SIZES['a4-4x10'],
      lines: [{ role: 'name', text: 'Bread' }],
      symbol: { kind: 'code128', text },
    })
    const kindOf = async (text: string) =>
      (await layOutLabel(labelWith(text), OFFICE_PRINTER)).symbol.symbol.kind
    expect(await kindOf('BREAD')).toBe('code128')
    expect(await kindOf('A-VERY-LONG-CODE-OF-THE-BAKERYS-OWN')).toBe('datamatrix')
    const huge: Label = { ...labelWith(''), symbol: { kind: 'datamatrix', text: 'x'.repeat(800) } }
    await expect(layOutLabel(huge, OFFICE_PRINTER)).rejects.toThrow(LabelTooSmall)
  })

  test.each([
    [{ identifier: '01', value: '06001000000019' }],
    [{ identifier: '17', value: '261332' }],
    [{ identifier: '10', value: 'ä' }],
  ])('never with a field that GS1 does not know: %j', async (field) => {
    const label: Label = {
      size: LABEL_SIZES['roll-100x50'],
      lines: [],
      symbol: { kind: 'gs1_128', fields: [field] },
    }
    await expect(layOutLabel(label, OFFICE_PRINTER)).rejects.toThrow(/GS1/)
  })

  test('and drawn without styles or scripts, with every typed word escaped', async () => {
    const [content] = make('item', { ...BARE, name: `<script>"x" & 'y'</script>\u202e\u0000` })
    if (content === undefined) throw new Error('no label')
    const svg = drawLabel(await layOutLabel({ ...content, size: LABEL_SIZES['a4-3x8'] }, OFFICE_PRINTER))
    expect(svg).toMatch(/^<svg class="label" role="img" aria-label="[^"<>]*" width="70mm" height="37.125mm"/)
    expect(svg).not.toMatch(/style|<script|href|\son|\p{Cc}|\u202e/u)
    expect(svg).toContain('&#60;script&#62;&#34;x&#34;')
  })
})
