import { expect, test } from 'vitest'
import { allEntries, catalogued, findWrite } from './catalogue.ts'

test('a registered text is found by the whole of it, with its rule', () => {
  const sql = catalogued('loaf.baked', 'UPDATE loaf SET baked = 1 WHERE id = ?1', {
    by: 'writers',
    own: { branch: 1 },
  })
  expect(findWrite(sql)).toEqual({ name: 'loaf.baked', sql, by: 'writers', own: { branch: 1 } })
  expect(allEntries().map(({ name }) => name)).toContain('loaf.baked')
  for (const other of [`${sql} `, sql.toLowerCase(), sql.slice(0, -1), ''])
    expect(findWrite(other)).toBeUndefined()
})

test('the same name or the same text a second time is a mistake of the program', () => {
  catalogued('loaf.sliced', 'UPDATE loaf SET sliced = 1', { by: 'offices' })
  expect(() => catalogued('loaf.sliced', 'UPDATE loaf SET sliced = 2', { by: 'offices' })).toThrow(
    'loaf.sliced',
  )
  expect(() => catalogued('loaf.cut', 'UPDATE loaf SET sliced = 1', { by: 'central' })).toThrow('loaf.sliced')
  // What was refused left nothing behind.
  expect(findWrite('UPDATE loaf SET sliced = 2')).toBeUndefined()
  expect(findWrite('UPDATE loaf SET sliced = 1')?.by).toBe('offices')
})
