import { expect, test } from 'vitest'
import { drawBarcode } from './barcode-drawing.ts'

const CARD = 'SCBCACCEPTK'

test.each(['code128', 'qr'] as const)(
  'a %s needs no style and no script, and says its size',
  async (kind) => {
    const { svg, text } = await drawBarcode(CARD, { kind })
    expect(text).toBe(CARD)
    expect(svg).toMatch(/^<svg width="[\d.]+mm" height="[\d.]+mm" /)
    expect(svg).not.toMatch(/style|<script|href|\son/)
  },
)

test('the bars of a Code 128 are a third of a millimetre and have ten of them free on both sides', async () => {
  const { svg } = await drawBarcode(CARD, { kind: 'code128' })
  // Eleven modules a letter, for the start and for the check, and thirteen for the stop (ISO/IEC 15417).
  const modules = 11 * (CARD.length + 2) + 13
  expect(widthOf(svg)).toBeCloseTo((modules + 20) * 0.33, 1)
  expect(heightOf(svg)).toBeCloseTo(15, 0)
})

test('a QR code is a square with four modules free around it', async () => {
  const { svg } = await drawBarcode('SCBD01931F3A7C5E7ABC8DEF0123456789ABR', { kind: 'qr' })
  const modules = widthOf(svg) / 0.6
  expect(heightOf(svg)).toBe(widthOf(svg))
  // Sizes of QR codes are 21, 25, 29 … modules (ISO/IEC 18004).
  expect((Math.round(modules) - 8 - 21) % 4).toBe(0)
})

function widthOf(svg: string): number {
  return Number(/width="([\d.]+)mm"/.exec(svg)?.[1])
}

function heightOf(svg: string): number {
  return Number(/height="([\d.]+)mm"/.exec(svg)?.[1])
}
