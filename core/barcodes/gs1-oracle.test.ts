import { toBuffer } from 'bwip-js/node'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPicture } from '../testing/read-picture.ts'
import { computeCheckDigit } from './check-digit.ts'
import { parseScan } from './parse-scan.ts'
import type { Carried } from './scan-meaning.ts'

// Two programs that know nothing of ours say what a GS1 barcode holds: bwip-js draws it, zxing reads it.
const CONTEXT = { scalePatterns: [], today: '2026-11-20' }
const SYMBOLOGIES = { gs1datamatrix: ']d2', 'gs1-128': ']C1', gs1qrcode: ']Q3' } as const
const CODE_128_MAX_LENGTH = 48
const RUNS = 150
/** The drawer may also hold labels against rules about what stands together; its types do not know the switch. */
const NO_RULES: object = { dontlint: true }

interface Part {
  readonly identifier: string
  readonly value: string
  readonly carried: Carried
}

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length })
// Without brackets, which printed text cannot tell from those around identifiers, and % which this QR drawer doubles.
const textUpTo = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from(`!"&'*+,-./0123456789:;<=>?ABCDEFXYZ_abcxyz`)),
    minLength: 1,
    maxLength,
  })
const gtin = digits(13).map((body) => body + String(computeCheckDigit(body)))

/** Within the century's window around the day of `CONTEXT`; the day as digits, and whole. */
const day = fc
  .date({ min: new Date('1977-01-01'), max: new Date('2076-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
  .map((iso) => ({ iso, value: iso.slice(2).replaceAll('-', '') }))

const part = (
  identifier: string,
  value: fc.Arbitrary<string>,
  carried: (value: string) => Carried = () => ({}),
): fc.Arbitrary<Part> => value.map((text) => ({ identifier, value: text, carried: carried(text) }))

/** Grams or millilitres, rounded half up, worked out in large whole numbers. */
const measured =
  (unit: 'g' | 'ml', decimals: number, perUnit: bigint, over: bigint) =>
  (value: string): Carried => {
    const by = over * 10n ** BigInt(decimals)
    const whole = Number((2n * BigInt(value) * perUnit + by) / (2n * by))
    return whole === 0 ? {} : { measure: { unit, value: whole } }
  }

const decimals = fc.integer({ min: 0, max: 5 })
const measure = decimals.chain((n) =>
  fc.oneof(
    part(`310${n}`, digits(6), measured('g', n, 1000n, 1n)),
    part(`315${n}`, digits(6), measured('ml', n, 1000n, 1n)),
    part(`320${n}`, digits(6), measured('g', n, 45_359_237n, 100_000n)),
  ),
)
const dated = (identifier: string, isKept: boolean): fc.Arbitrary<Part> =>
  day.map(({ iso, value }) => ({ identifier, value, carried: isKept ? { expiresOn: iso } : {} }))

const beside = fc
  .tuple(
    fc.option(part('10', textUpTo(20), (lot) => ({ lot }))),
    fc.option(part('21', textUpTo(20), (serial) => ({ serial }))),
    fc.option(fc.oneof(dated('15', true), dated('17', true))),
    fc.option(measure),
    fc.option(
      fc.oneof(
        dated('11', false),
        dated('13', false),
        part('240', textUpTo(30)),
        part('422', fc.constantFrom('710', '056')),
        part('91', textUpTo(40)),
        part('3302', digits(6)),
        part('20', digits(2)),
      ),
    ),
  )
  .chain((parts) => {
    const present = parts.filter((one) => one !== null)
    return fc.shuffledSubarray(present, { minLength: present.length })
  })

const anItem = fc
  .tuple(part('01', gtin), fc.option(part('30', count(8), (text) => ({ count: Number(text) }))))
  .map((parts) => parts.filter((one) => one !== null))
const aPallet = fc.tuple(
  part('02', gtin),
  part('37', count(8), (text) => ({ count: Number(text) })),
)

function count(length: number): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 10 ** length - 1 }).map(String)
}

const label = fc
  .tuple(fc.constantFrom('gs1datamatrix', 'gs1-128', 'gs1qrcode'), fc.oneof(anItem, aPallet), beside)
  .map(([symbology, first, rest]) => ({ symbology, parts: [...first, ...rest] }))
  .filter(({ symbology, parts }) => {
    const length = parts.reduce((sum, { identifier, value }) => sum + identifier.length + value.length, 0)
    return symbology !== 'gs1-128' || length + parts.length <= CODE_128_MAX_LENGTH
  })

test('what one program draws and another reads is the item we read', async () => {
  await fc.assert(
    fc.asyncProperty(label, async ({ symbology, parts }) => {
      const text = parts.map(({ identifier, value }) => `(${identifier})${value}`).join('')
      const png = await toBuffer({
        bcid: symbology,
        text,
        scale: 2,
        padding: 10,
        backgroundcolor: 'FFFFFF',
        ...NO_RULES,
      })
      const { sent, printed } = await readPicture(png)
      expect(printed).toBe(text)
      expect(sent.slice(0, 3)).toBe(SYMBOLOGIES[symbology])

      const [first] = parts
      const carried = Object.assign({}, ...parts.map((one) => one.carried)) as Carried
      const item = { kind: 'item', key: first?.value, carried }
      expect(parseScan(sent, CONTEXT)).toEqual(item)
      expect(parseScan(`\u001d${sent.slice(3)}`, CONTEXT)).toEqual(item)
      expect(parseScan(printed, CONTEXT)).toEqual(item)
    }),
    { numRuns: RUNS },
  )
}, 60_000)

test('a price, a month and a moment read from a picture', async () => {
  const text = '(01)06001087340014(10)A7(3103)001250(3922)1295(15)261100'
  const png = await toBuffer({ bcid: 'gs1datamatrix', text, padding: 10, backgroundcolor: 'FFFFFF' })
  const { sent } = await readPicture(png)
  expect(parseScan(sent, CONTEXT)).toEqual({
    kind: 'item',
    key: '06001087340014',
    carried: { lot: 'A7', measure: { unit: 'g', value: 1250 }, price: 1295, expiresOn: '2026-11-30' },
  })
})
