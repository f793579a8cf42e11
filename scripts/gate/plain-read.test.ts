import { describe, expect, it } from 'vitest'
import { READ_TEXT_MAX, requirePlainRead } from './plain-read.ts'

describe('what may be asked', () => {
  it.each([
    'SELECT 1',
    '\n  select * from move',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT reader, credited, file FROM t',
    `SELECT 1 /* ${'x'.repeat(READ_TEXT_MAX - 15)} */`,
  ])('a question, row %#', (text) => {
    expect(() => requirePlainRead(text)).not.toThrow()
  })

  it.each([
    '',
    'BEGIN IMMEDIATE',
    'PRAGMA synchronous = OFF',
    'EXPLAIN SELECT 1',
    "ATTACH 'x' AS y",
    '/* SELECT */ DELETE FROM move',
    'selected',
    "SELECT readfile('server.key')",
    "SELECT ReadFile /* of course */ ('server.key')",
    `SELECT "writefile"('a', 'b')`,
    'SELECT [load_extension](?1)',
    'SELECT * FROM fsdir',
    'SELECT * FROM pragma_database_list',
    'SELECT sha3_query(?1)',
    `SELECT 1 /* ${'x'.repeat(READ_TEXT_MAX)} */`,
  ])('nothing else, row %#', (text) => {
    expect(() => requirePlainRead(text)).toThrow(expect.objectContaining({ name: 'GateRefusal' }))
  })
})
