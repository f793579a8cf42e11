import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvText, type Cell } from '../data-out/csv-text.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { asManagerOfBra, checkSent, problemsOf, statesOf } from '../testing/import-table.ts'
import { readCsvTable } from './csv-table.ts'
import { decodeText } from './decode-text.ts'
import { IMPORTERS } from './importers.ts'
import { templateCsv } from './template.ts'

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
})
afterAll(() => bakery.close())

const GOOD = 'code,name,kind,unit\r\nMILK,Crème fraîche,raw,l\r\n'
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()

describe('what a file is written in', () => {
  it.each<[name: string, bytes: Buffer, encoding: string]>([
    ['UTF-8', Buffer.from(GOOD), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${GOOD}`), 'utf-8'],
    ['UTF-16 with a mark', utf16(`\ufeff${GOOD}`), 'utf-16le'],
    ['UTF-16 without one', utf16(GOOD), 'utf-16le'],
    ['UTF-16 the other way round', swapped(utf16(`\ufeff${GOOD}`)), 'utf-16be'],
    ['UTF-16 the other way round without a mark', swapped(utf16(GOOD)), 'utf-16be'],
    ['Windows-1252', Buffer.from(GOOD, 'latin1'), 'windows-1252'],
  ])('%s is read, and said', (_, bytes, encoding) => {
    const checked = checkSent(bakery, 'items', bytes)
    expect([checked.facts?.encoding, problemsOf(checked)]).toEqual([encoding, []])
    expect(checked.results[0]?.title).toBe('Crème fraîche (MILK)')
    expect(checked.notes.length).toBe(encoding === 'windows-1252' ? 1 : 0)
  })

  it.each([
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
  ])('%s is no text', (_, bytes) => {
    expect(decodeText(bytes)).toMatchObject({ ok: false, problem: { code: 'not_text' } })
    expect(problemsOf(checkSent(bakery, 'items', bytes))).toEqual(['1  not_text'])
  })
})

describe('how cells are parted', () => {
  it.each([
    ['commas and CRLF', 'code,name,kind,unit\r\nA,"x, y",raw,kg\r\n', 'x, y'],
    ['semicolons and LF', 'code;name;kind;unit\nA;x, y;raw;kg', 'x, y'],
    ['tabs and CR', 'code\tname\tkind\tunit\rA\tx;y\traw\tkg\r', 'x;y'],
    ['a declared separator', 'sep=;\r\ncode;name;kind;unit\r\nA;x;raw;kg\r\n', 'x'],
    ['quotes within quotes', 'code,name,kind,unit\nA,"the ""best""",raw,kg', 'the "best"'],
    ['separators in quoted headings', '"code";"name";"kind";"unit"\nA;"a;b";raw;kg', 'a;b'],
    [
      'spaces around cells, capitals and underscores in headings',
      'Item Code , NAME, Kind , Unit\n A , x , raw , kg',
      'x',
    ],
  ])('%s', (_, table, name) => {
    const checked = checkSent(bakery, 'items', table)
    expect(problemsOf(checked)).toEqual([])
    expect(checked.results[0]?.title).toBe(`${name} (A)`)
  })
})

describe('a table that is none', () => {
  it.each<[table: string, problems: string[]]>([
    ['', ['1  no_rows']],
    ['\r\n\r\n', ['1  no_rows']],
    ['code,name\r\n', ['1  no_rows']],
    ['# only a comment\r\n', ['1  no_rows']],
    ['code,name\nA,"open', ['2  not_csv']],
    ['name,kind,unit\nFlour,raw,kg', ['1 code missing_column']],
    ['code,nmae\nA,x', ['1 nmae unknown_column']],
    ['code,sku\nA,x', ['1 sku column_twice']],
    ['code,name,kind,unit\nA,x,raw,kg,extra', ['2  too_many_cells']],
    [`${'x,'.repeat(101)}\n`, ['1  too_many_columns']],
  ])('%j', (table, problems) => {
    const checked = checkSent(bakery, 'items', table)
    expect(problemsOf(checked)).toEqual(problems)
    expect(checked.statements).toEqual([])
  })

  it('leaves columns out that nothing reads where one allows it, and says which', () => {
    const table = 'code,name,kind,unit,CreatedDate\nA,x,raw,kg,2025-01-01'
    const checked = checkSent(bakery, 'items', table, { mayLeaveOut: true })
    expect(problemsOf(checked)).toEqual([])
    expect(checked.notes.map(({ note }) => note)).toEqual(['These columns are left out: CreatedDate.'])
  })

  it('has at most 50,000 rows', () => {
    const table = `code,name,kind,unit\n${'A,x,raw,kg\n'.repeat(50_001)}`
    expect(problemsOf(checkSent(bakery, 'items', table))).toEqual(['50002  too_many_rows'])
  })
})

describe('every problem', () => {
  it('is at its own row, as a spreadsheet counts them, comments and empty rows included', () => {
    const table = [
      'code,name,kind,unit',
      '# how to fill it in,,,',
      '',
      'A,x,raw,kg',
      ',,,',
      'B,,raw,kg',
      'C,x,rock,kg',
      'D,x,raw,furlong',
      ',x,raw,kg',
      `E,${'x'.repeat(121)},raw,kg`,
      'F G%,x,raw,kg',
      'A,again,raw,kg',
      '"H","one\ntwo",raw,kg',
      'J,x,raw,kg',
    ].join('\r\n')
    expect(problemsOf(checkSent(bakery, 'items', table))).toEqual([
      '6 name required',
      '7 kind not_one_of',
      '8 unit unit_needed',
      '9 code required',
      '10 name too_long',
      '11 code not_a_code',
      '12 code twice_in_file',
      '13 name unseen_characters',
    ])
  })

  it('says what is wrong and what to do', () => {
    const [first] = checkSent(bakery, 'items', 'code,name,kind,unit\nA,x,rock,kg').problems
    expect([first?.wrong, first?.remedy]).toEqual([
      '"rock" is none of raw, external, manufactured.',
      'Write one of raw, external, manufactured.',
    ])
  })
})

describe('what would be a formula in a spreadsheet', () => {
  it.each([
    '=1+1',
    '+27 11 555',
    '-x',
    '@SUM(A1)',
    "'quoted",
    "'=x",
    '＝1',
    '# note',
    '\tx',
    "''",
    "'",
    'plain',
  ])('%j is guarded on its way out and read back exactly', (text) => {
    const written = csvText([['heading', 'other'], ['x', text] as Cell[]])
    const cell = written.split('\r\n')[1]?.slice(2) ?? ''
    expect(/^"?[=+\-@\t\uff1d]/.test(cell)).toBe(false)
    const table = readCsvTable(written)
    expect('rows' in table ? table.rows[0]?.cells[1] : table).toBe(text)
  })
})

describe('each template', () => {
  it.each(Object.values(IMPORTERS))('of $name is its own table, with no row to import', (importer) => {
    const checked = checkSent(bakery, importer.name, templateCsv(importer))
    expect(problemsOf(checked)).toEqual([])
    expect(checked.notes.map(({ note }) => note)).toEqual([
      'This is the example of the template and is left out.',
    ])
    expect(statesOf(checked)).toEqual([])
  })

  it.each(Object.values(IMPORTERS))('of $name shows an example that its columns take', ({ columns }) => {
    const context = { mark: '.', moneyFactor: 100, scalePatterns: [] } as const
    const shown = Object.entries(columns).filter(([, { example }]) => example !== '')
    for (const [name, { example, parse }] of shown)
      expect([name, parse(example, context).ok]).toEqual([name, true])
  })

  it('is not for a manager where it concerns all branches', () => {
    expect(() => checkSent(bakery, 'branches', 'x', { authority: asManagerOfBra(bakery) })).toThrow(/not for/)
  })
})
