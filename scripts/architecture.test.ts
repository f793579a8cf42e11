import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { catalogueRules, unlistedWrites } from './architecture/catalogue-rules.ts'
import { findCircles } from './architecture/circles.ts'
import { layerRules } from './architecture/layer-rules.ts'
import { scopeRules } from './architecture/scope-rules.ts'
import { shapeRules } from './architecture/shape-rules.ts'
import { readProject, type Source } from './architecture/source.ts'
import { wordingRule } from './architecture/wording-rule.ts'

const rules = [...layerRules, ...scopeRules, ...catalogueRules, ...shapeRules, wordingRule]
// All rules read the whole project at once, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const TOP_FOLDERS = ['admin', 'core', 'scripts', 'station']

describe('the house', () => {
  const project = readProject(join(import.meta.dirname, '..'))
  let hits: ReadonlyMap<string, readonly string[]>
  beforeAll(() => {
    hits = hitsOf(project)
  })

  test.each(rules)('$name', (rule) => {
    const broken = hits.get(rule.name) ?? []
    expect(broken, `${rule.name}.\nTo mend it: ${rule.remedy}.\n${broken.join('\n')}\n`).toEqual([])
  })

  test('every write is loaded with core/central/all-writes.ts', () => {
    const unlisted = unlistedWrites(project)
    expect(unlisted, `import these in core/central/all-writes.ts:\n${unlisted.join('\n')}\n`).toEqual([])
  })

  test('imports make no circle', () => {
    const circles = findCircles(project)
    expect(circles, `give what both need a file of its own:\n${circles.join('\n')}\n`).toEqual([])
  })

  test('the rules read the project', () => {
    expect(project.length).toBeGreaterThan(30)
  })

  test(`the top folders are ${TOP_FOLDERS.join(', ')} and nothing else`, () => {
    const others = project
      .map((source) => source.path)
      .filter((path) => path.includes('/') && !path.startsWith('.'))
      .filter((path) => !TOP_FOLDERS.includes(path.split('/')[0] ?? ''))
    expect(others, `move these into ${TOP_FOLDERS.join(', ')}:\n${others.join('\n')}\n`).toEqual([])
  })
})

// A rule that never speaks is worth nothing: each row breaks one rule, at the line that is named. Paths of
// machines are put together here so that this file keeps the rule it tests.
const ROOT = '/ro' + 'ot'
const TMP = '/tm' + 'p'
const LINE_BECOMES_MOVE =
  'CREATE TRIGGER line_becomes_move INSTEAD OF INSERT ON line BEGIN\n  INSERT INTO move VALUES (1);\nEND;'

const breaches: readonly (readonly [path: string, text: string, rule: string, line: number])[] = [
  ['core/a.ts', `\nimport { b } from '../station/b.ts'`, 'imports go one way', 2],
  ['core/a/b.ts', `import type { b } from '../../admin/b.ts'`, 'imports go one way', 1],
  ['core/a.ts', `export * from '../scripts/b.ts'`, 'imports go one way', 1],
  ['station/a.ts', `export { b } from '../admin/b.ts'`, 'imports go one way', 1],
  ['admin/a.ts', `const b = await import('../station/b.ts')`, 'imports go one way', 1],
  ['admin/a.ts', `type B = import('../station/b.ts').B`, 'imports go one way', 1],
  ['admin/a.ts', 'const sql = `\n\nINSERT  INTO\n  move (id) values (1)`', 'only core/book', 3],
  ['core/orders/a.ts', `run('insert or ignore into line values (1)')`, 'only core/book', 1],
  ['core/a.sql', `${LINE_BECOMES_MOVE}\nINSERT INTO move VALUES (1);`, 'only core/book', 4],
  ['core/orders/a.sql', 'UPDATE move SET id = 1;', 'only core/book', 1],
  ['station/a.ts', `run('delete from move')`, 'only core/book', 1],
  ['core/a.ts', '\n\nconst now = Date.now()', 'core never asks', 3],
  ['core/a.ts', 'const now = new Date()', 'core never asks', 1],
  ['core/a.ts', 'setTimeout(() => {}, 5)', 'core never asks', 1],
  ['station/a.ts', 'const a = new Database(b, { syncUrl })', 'only core/sync opens', 1],
  ['core/a.ts', '\ncreateClient({ url, syncUrl: b })', 'only core/sync opens', 2],
  ['admin/a.tsx', 'const b = readers.whole.get(c)', 'a handler reads', 1],
  ['admin/a.tsx', '\nreadHead(ALL_BRANCHES, reader, id)', 'a handler reads', 2],
  ['core/a.ts', 'const a = `SELECT id FROM main.document d WHERE d.id = ?1`', 'rows are read through', 1],
  ['core/a.ts', 'const a = `\n FROM main.document k WHERE k.id = ?1`', 'rows are read through', 2],
  ['core/a.ts', '\nconst a = `UPDATE b` as WriteText', 'only the catalogue', 2],
  ['core/a.test.ts', 'const a = { sql } as unknown as Write', 'only the catalogue', 1],
  [
    'scripts/serve/a.ts',
    `import { uncatalogued } from '../../core/testing/uncatalogued.ts'`,
    'only tests',
    1,
  ],
  ['scripts/a.sh', `\ncd ${ROOT}/scanbook`, 'no path of one machine', 2],
  ['README.md', `see ${TMP}/abc-1`, 'no path of one machine', 1],
  ['core/a.ts', '\n'.repeat(300) + 'const a = 1', 'no file over', 301],
  ['core/a.ts', `\nconst f = () => {${'\n'.repeat(70)}}`, 'no function over', 2],
  ['core/a.ts', `\nfunction f() {${'\n'.repeat(70)}}`, 'no function over', 2],
  ['core/a.ts', 'class A {\n  f() {' + '\n'.repeat(70) + '}\n}', 'no function over', 2],
  ['core/a.ts', 'const a: any = 1', 'no any', 1],
  ['core/a.test.ts', 'const a = b as any', 'no any', 1],
  ['core/a.ts', '// @ts-ignore\nconst a = 1', 'no any', 1],
  ['core/a.test.ts', `\ntest.skip('a', () => {})`, 'no skipped', 2],
  ['core/a.test.ts', `describe.only('a', () => {})`, 'no skipped', 1],
  ['core/a.test.ts', `test.concurrent.only('a', () => {})`, 'no skipped', 1],
  ['core/a.test.ts', `test.skipIf(b)('a', () => {})`, 'no skipped', 1],
  ['core/a.ts', 'const a = 1\n// TODO: later', 'no note', 2],
  ['core/a.sql', '-- FIXME later', 'no note', 1],
  ['scripts/start', '# TODO later', 'no note', 1],
  ['core/a.ts', 'export default 1', 'no default', 1],
  ['core/a.ts', 'const a = 1\nexport { a as default }', 'no default', 2],
  ['core/index.ts', '', 'no index', 1],
  ['core/date-utils.ts', '', 'no index', 1],
  ['core/helpers/a.ts', '', 'no index', 1],
  ['scripts/lib/common.sh', '', 'no index', 1],
  ['admin/a.tsx', 'const A = () => (\n  <p>\n    Hello\n  </p>\n)', 'words only', 3],
  ['admin/a.tsx', 'const A = () => <>Hello</>', 'words only', 1],
  ['admin/a.tsx', `const A = () => <p>{'Hello'}</p>`, 'words only', 1],
  ['admin/a.tsx', `const A = () => <p>{b ? 'Hello' : c}</p>`, 'words only', 1],
  ['admin/a.tsx', 'const A = () => <p>{b && `Hello ${c}`}</p>', 'words only', 1],
  ['admin/a.tsx', `const A = () => <input placeholder="Hello" />`, 'words only', 1],
  ['admin/a.tsx', `const A = () => <input aria-label={'Hello'} />`, 'words only', 1],
]

describe('a rule speaks', () => {
  test.each(breaches.map(([path, text, rule, line]) => ({ path, text, rule, line })))(
    '$rule, in $path',
    ({ path, text, rule, line }) => {
      expect(linesOf(path, text)).toEqual([{ rule: expect.stringContaining(rule), line }])
    },
  )

  test.each([
    ['admin/session/guard.ts', 'const b = readers.whole.get(c)'],
    [
      'core/a.ts',
      'const a = `FROM main.document k INDEXED BY b CROSS JOIN document d ON d.position = k.position`',
    ],
    ['core/a/b.ts', `import { c } from '../c.ts'\nimport { readFile } from 'node:fs'`],
    ['scripts/a.ts', `import { c } from '../station/c.ts'\nimport { d } from '../admin/d.ts'`],
    ['core/book/a.ts', `run('insert into move values (1)')`],
    ['core/database/a.sql', 'create trigger t before insert on move begin select 1; end;'],
    ['core/a.sql', LINE_BECOMES_MOVE],
    ['core/orders/a.ts', `run('insert into movement values (1)') // only the book may write moves`],
    ['core/a.ts', 'const day = new Date(atMs)'],
    ['scripts/demo/a.ts', `import { uncatalogued } from '../../core/testing/uncatalogued.ts'`],
    ['core/kernel/clock.ts', 'const now = Date.now()'],
    ['core/sync/a.ts', 'const options = { syncUrl: url }'],
    ['station/a.ts', 'const now = Date.now()'],
    ['admin/paths.ts', `const path = '/home'\nconst other = 'https://example.com/home/x'`],
    ['core/a.ts', `const text = 'any TODO: export default'\n// any word`],
    ['core/a.test.ts', `queue.skip(1)\ntest.each([1])('a', () => {})`],
    ['core/words/en/shared-words.ts', ''],
    ['admin/a.tsx', 'const A = () => <p class="b" href="/c">{d.e} · {f("g")} &nbsp; 12</p>'],
    ['admin/a.tsx', 'const A = () => <style>{`p { color: red }`}</style>'],
  ])('but not in %s, row %#', (path, text) => {
    expect(linesOf(path, text)).toEqual([])
  })
})

test('a file that registers a write and is not listed is named', () => {
  const registering = {
    path: 'core/a/b.ts',
    text: `const B = catalogued('b.made', 'UPDATE b', { by: 'central' })`,
  }
  const listing = (text: string) => ({ path: 'core/central/all-writes.ts', text })
  expect(unlistedWrites([registering, listing(`import '../a/c.ts'`)])).toEqual(['core/a/b.ts'])
  expect(unlistedWrites([registering, listing(`import '../a/b.ts'`)])).toEqual([])
})

/** What breaks each rule, by its name. File by file, because a file is parsed for all its rules at once. */
function hitsOf(project: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const hits = new Map<string, string[]>(rules.map(({ name }) => [name, []]))
  for (const source of project)
    for (const rule of rules)
      if (rule.appliesTo(source.path))
        for (const { line, what } of rule.find(source))
          hits.get(rule.name)?.push(`${source.path}:${line}  ${what}`)
  return hits
}

test.each([
  ['two', { 'core/a.ts': './b.ts', 'core/b.ts': './a.ts' }, ['core/a.ts -> core/b.ts -> core/a.ts']],
  [
    'three, beside others',
    { 'a/x.ts': './y.ts', 'a/y.ts': '../b/z.ts', 'b/z.ts': './w.ts', 'b/w.ts': '../a/y.ts' },
    ['a/y.ts -> b/z.ts -> b/w.ts -> a/y.ts'],
  ],
  ['none', { 'a/x.ts': './y.ts', 'a/w.ts': './y.ts', 'a/y.ts': './z.ts', 'a/z.ts': 'zod' }, []],
])('circles: %s', (_, imports, circles) => {
  const project = Object.entries(imports).map(([path, from]) => ({
    path,
    text: `import type {\n  A,\n} from '${from}'\n`,
  }))
  expect(findCircles(project)).toEqual(circles)
})

function linesOf(path: string, text: string): readonly { rule: string; line: number }[] {
  return rules
    .filter((rule) => rule.appliesTo(path))
    .flatMap((rule) => rule.find({ path, text }).map((hit) => ({ rule: rule.name, line: hit.line })))
}
