import { describe, expect, it } from 'vitest'
import { decimalMarkOf, readNumber, type DecimalMark } from './decimals.ts'

const grams = { factor: 1000, max: 2_000_000_000, smallest: '1 g' }

describe('a written number', () => {
  it.each<[written: string, mark: DecimalMark | undefined, read: number | string]>([
    ['3.2', undefined, 3_200],
    ['3,2', undefined, 3_200],
    ['3,2', '.', 3_200],
    ['1.234', '.', 1_234],
    ['1.234', ',', 1_234_000],
    ['1.234', undefined, 'ambiguous'],
    ['1,234', undefined, 'ambiguous'],
    ['0.250', undefined, 250],
    ['1234.567', undefined, 1_234_567],
    ['1.234,5', undefined, 1_234_500],
    ['1,234.5', undefined, 1_234_500],
    ['12.345.678', undefined, 'too_much'],
    ['1.234.567', undefined, 1_234_567_000],
    ["1'234.5", undefined, 1_234_500],
    ['1 234,5', undefined, 1_234_500],
    ['1\u00a0234\u202f567', undefined, 1_234_567_000],
    ['.5', undefined, 500],
    ['5.', undefined, 5_000],
    ['0', undefined, 0],
    ['12', undefined, 12_000],
    ['-3', undefined, 'negative'],
    ['\u22123,5', undefined, 'negative'],
    ['(3.50)', undefined, 'negative'],
    ['0.0001', undefined, 'too_fine'],
    ['3000000', undefined, 'too_much'],
    ['9'.repeat(38), undefined, 'too_much'],
    ['9'.repeat(400), undefined, 'not_a_number'],
    ['6.00E+12', undefined, 'shortened'],
    ['1,2,3', undefined, 'not_a_number'],
    ['1.2.3', undefined, 'not_a_number'],
    ['12,34.5', undefined, 'not_a_number'],
    ['1 23', undefined, 'not_a_number'],
    ['=1+1', undefined, 'not_a_number'],
    ['0x10', undefined, 'not_a_number'],
    ['Infinity', undefined, 'not_a_number'],
    ['٣', undefined, 'not_a_number'],
    ['', undefined, 'not_a_number'],
    ['.', undefined, 'not_a_number'],
  ])('%j with the mark %j is %j', (written, mark, wanted) => {
    const read = readNumber(written, { ...grams, mark })
    expect(read.ok ? read.value : read.problem.code).toBe(wanted)
  })
})

describe('the decimal mark of a table', () => {
  it.each<[numbers: string[], separator: ',' | ';' | '\t', mark: DecimalMark | undefined]>([
    [['1,5', '1.234'], ';', ','],
    [['1.5', '1,234'], ',', '.'],
    [['1.234', '2.500'], ';', undefined],
    [['1.234', '2.500'], '\t', undefined],
    [['1.234', '2.500'], ',', '.'],
    [['1,5', '2.25'], ';', undefined],
    [['1.234.567'], ';', ','],
    [['1,234,567'], ';', '.'],
    [['12', 'abc', ''], ';', undefined],
    [['12,50'], ',', ','],
  ])('of %j with %j between cells is %j', (numbers, separator, mark) => {
    expect(decimalMarkOf(numbers, separator)).toBe(mark)
  })
})
