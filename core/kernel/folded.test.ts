import { expect, it } from 'vitest'
import { hasWords } from './folded.ts'

it.each([
  ['Corner Café', 'cafe', true],
  ['Corner Café', 'CAFÉ corner', true],
  ['Corner Café', 'corn', true],
  ['Corner Café', '', true],
  ['Corner Café', '  ', true],
  ['Corner Café', 'cafe tea', false],
  ['Bakers’ Pantry 011 555', '011', true],
  ['100 % Rye_', '%', true],
  ['Golden Mills', '_', false],
])('%j has the words of %j: %s', (text, typed, found) => {
  expect(hasWords(text, typed)).toBe(found)
})
