import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { code128FieldData, FNC1 } from './code-128-zpl.ts'
import { LABEL_SIZES } from './label-sizes.ts'
import type { Label, LabelSymbol } from './label.ts'
import { labelPrinter, layOutLabel } from './lay-out-label.ts'
import { elementString, labelInZpl } from './print-label-zpl.ts'

const EAN: LabelSymbol = { kind: 'ean13', digits: '6001000000018' }
const labelOf = (name: string, symbol: LabelSymbol = EAN): Label => ({
  size: LABEL_SIZES['roll-62x29'],
  lines: [{ role: 'name', text: name }],
  symbol,
})
async function print(label: Label, dpi: 203 | 300 = 203, copies = 1): Promise<string> {
  const printing = labelPrinter(dpi)
  return labelInZpl(await layOutLabel(label, printing), { printing, copies })
}

/** Reads ZPL as a printer does: commands by their letters, field data with its hexadecimal codes. */
function readZpl(zpl: string): { command: string; value: string }[] {
  return zpl
    .split(/(?=[\^~])/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, command = '', value = ''] = /^([\^~](?:A0|[A-Z][A-Z0-9]))([\s\S]*)$/.exec(part) ?? []
      return { command, value: value.replace(/\n$/, '') }
    })
}
const fieldsOf = (zpl: string): string[] =>
  readZpl(zpl)
    .filter(({ command }) => command === '^FD')
    .map(({ value }) =>
      value.replace(/_([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    )

describe('a label in ZPL', () => {
  test('is as many dots as its millimetres, and as many copies as asked', async () => {
    const commands = readZpl(await print(labelOf('Cake flour'), 203, 3))
    const valueOf = (name: string) => commands.find(({ command }) => command === name)?.value
    expect(commands.map(({ command }) => command).slice(0, 5)).toEqual(['^XA', '^CI', '^PW', '^LL', '^LH'])
    expect([valueOf('^CI'), valueOf('^PW'), valueOf('^LL'), valueOf('^PQ')]).toEqual([
      '28',
      '496',
      '232',
      '3',
    ])
    expect(commands.at(-1)?.command).toBe('^XZ')
    const fine = readZpl(await print(labelOf('Cake flour'), 300))
    expect(fine.find(({ command }) => command === '^PW')?.value).toBe('732')
  })

  test('has bars of whole dots, a quarter of a millimetre or more', async () => {
    expect(await print(labelOf('Flour'), 203)).toContain('^BY3^BEN,')
    expect(await print(labelOf('Flour'), 300)).toContain('^BY4^BEN,')
  })

  test.each<[LabelSymbol, RegExp, string]>([
    [EAN, /\^BEN,\d+,N,N\^FH\^FD/, '600100000001'],
    [{ kind: 'ean8', digits: '96385074' }, /\^B8N,\d+,N,N\^FH\^FD/, '9638507'],
    [{ kind: 'code128', text: 'SCBI12K' }, /\^BCN,\d+,N,N,N\^FH\^FD/, '>:SCBI12K'],
    [
      { kind: 'gs1_128', fields: [{ identifier: '01', value: '16001000000015' }] },
      /\^BCN,\d+,N,N,N\^FH\^FD/,
      '>;>80116001000000015',
    ],
    [
      {
        kind: 'gs1_datamatrix',
        fields: [
          { identifier: '01', value: '06001000000018' },
          { identifier: '30', value: '12' },
          { identifier: '10', value: 'A_7' },
        ],
      },
      /\^BXN,\d+,200,,,,_\^FH\^FD/,
      '_1010600100000001830' + '12_110A__7',
    ],
  ])('asks the printer for %j', async (symbol, command, data) => {
    const zpl = await print(labelOf('Flour', symbol))
    expect(zpl).toMatch(command)
    expect(fieldsOf(zpl)).toContain(data)
  })

  test('nothing that somebody typed is a command, whatever it is', async () => {
    const plain = readZpl(await print(labelOf('Flour'))).map(({ command }) => command)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.string({
            unit: fc.constantFrom('^', '~', '\\', '_', 'X', 'Z', 'A', '5E', '\n', '\u0000'),
            maxLength: 12,
          }),
        ),
        async (name) => {
          const zpl = await print(labelOf(`Flour ${name}`))
          const commands = readZpl(zpl).map(({ command }) => command)
          expect(new Set(commands)).toEqual(new Set(plain.includes('^FB') ? plain : [...plain, '^FB']))
          expect(commands.filter((command) => command === '^XA')).toHaveLength(1)
        },
      ),
      { numRuns: 60 },
    )
    expect(fieldsOf(await print(labelOf('a^XZ~JA_5E\\b')))).toContain('a^XZ~JA_5E\\b')
  })
})

describe('the field data of a Code 128', () => {
  test.each([
    ['SCBI12K', '>:SCBI12K'],
    ['1234', '>;1234'],
    ['12345', '>;1234>65'],
    ['A1234B', '>:A>51234>6B'],
    ['A12345', '>:A1>52345'],
    ['A>B^C~', '>:A>0B><C>='],
    [`${FNC1}0112345678901231`, '>;>80112345678901231'],
    [`${FNC1}10AB${FNC1}3012`, '>:>810AB>8>53012'],
  ])('%j is %s', (text, data) => {
    expect(code128FieldData(text)).toBe(data)
  })

  test('a letter that the symbol does not have is no field data', () => {
    expect(() => code128FieldData('é')).toThrow(RangeError)
  })

  test('only a field without a fixed length is ended', () => {
    const fields = [
      { identifier: '01', value: '06001000000018' },
      { identifier: '17', value: '261231' },
      { identifier: '3103', value: '001250' },
      { identifier: '30', value: '12' },
      { identifier: '10', value: 'A7' },
    ]
    expect(elementString({ fields })).toBe(
      `${FNC1}0106001000000018` + '17261231' + '3103001250' + `3012${FNC1}` + '10A7',
    )
  })
})
