import { expect, it } from 'vitest'
import { ITEM_CODE_MAX, readItemCode } from './item-code.ts'

it.each([
  ['FLOUR', { code: 'FLOUR' }],
  ['flour-cake', { code: 'FLOUR-CAKE' }],
  ['  Flour   cake  ', { code: 'FLOUR CAKE' }],
  ['FLOUR\tCAKE', { code: 'FLOUR CAKE' }],
  ['7', { code: '7' }],
  ['Brötchen/5.2_a', { code: 'BRÖTCHEN/5.2_A' }],
  ['VITAMIN C+', { code: 'VITAMIN C+' }],
  ['x'.repeat(ITEM_CODE_MAX), { code: 'X'.repeat(ITEM_CODE_MAX) }],
  ['x'.repeat(ITEM_CODE_MAX + 1), { problem: 'too_long' }],
  // Grows when it is put in capitals.
  ['ß'.repeat(ITEM_CODE_MAX), { problem: 'too_long' }],
  ['', { problem: 'missing' }],
  [' \t ', { problem: 'missing' }],
  ['---', { problem: 'not_a_code' }],
  ['FLOUR-', { problem: 'not_a_code' }],
  ['-FLOUR', { problem: 'not_a_code' }],
  ['FLOUR,CAKE', { problem: 'not_a_code' }],
  ['FLOUR\u0007CAKE', { problem: 'not_a_code' }],
  ['=FLOUR', { problem: 'not_a_code' }],
])('reads %j as %j', (written, read) => {
  expect(readItemCode(written)).toEqual(read)
})
