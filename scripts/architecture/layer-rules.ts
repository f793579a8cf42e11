import { posix } from 'node:path'
import type { Rule } from './source.ts'
import { findInLines, findInSyntax, isProgram, isTest, isTypeScript, lineAt } from './source.ts'

/** Who may import whom: station -> core <- admin, and only scripts put the two together. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  station: ['station', 'core'],
  admin: ['admin', 'core'],
  scripts: ['scripts', 'station', 'admin', 'core'],
}

const direction: Rule = {
  name: 'imports go one way: station -> core <- admin',
  remedy: 'move what both need to core, or hand it in as a parameter from scripts',
  appliesTo: isTypeScript,
  find: (source) =>
    findInSyntax(source, (hit) => {
      const check = (specifier: { start: number; end: number; value: unknown } | null): void => {
        if (specifier && reachesTooFar(source.path, String(specifier.value))) {
          hit(specifier, `imports ${String(specifier.value)}`)
        }
      }
      return {
        ImportDeclaration: (node) => check(node.source),
        ExportNamedDeclaration: (node) => check(node.source),
        ExportAllDeclaration: (node) => check(node.source),
        TSImportType: (node) => check(node.source),
        ImportExpression: (node) => {
          if (node.source.type === 'Literal') check({ ...node.source, value: node.source.value })
        },
      }
    }),
}

function reachesTooFar(path: string, specifier: string): boolean {
  if (!specifier.startsWith('.')) return false
  const target = posix.normalize(posix.join(posix.dirname(path), specifier)).split('/')[0] ?? ''
  const allowed = MAY_IMPORT[path.split('/')[0] ?? '']
  return allowed !== undefined && !allowed.includes(target)
}

const WRITES_MOVES = new RegExp(
  [
    String.raw`\b(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|delete\s+from)\s+["'\`]?(?:move|line)\b`,
    String.raw`\bupdate\s+["'\`]?(?:move|line)["'\`]?\s+set\b`,
  ].join('|'),
  'gi',
)

/** The schema's own half of posting: where a line that core/book wrote becomes a row. */
const LINE_BECOMES_MOVE = /CREATE TRIGGER line_becomes_move\b[\s\S]*?\nEND;/

const oneWriter: Rule = {
  name: 'only core/book writes moves',
  remedy: 'make a document and post it: the posting function of core/book is the only way in',
  appliesTo: (path) =>
    /\.(tsx?|sql)$/.test(path) &&
    !isTest(path) &&
    !path.startsWith('core/book/') &&
    !path.startsWith('scripts/bench/') &&
    !path.startsWith('scripts/architecture/'),
  find: ({ text }) => {
    const others = text.replace(LINE_BECOMES_MOVE, (block) => block.replace(/[^\n]/g, ' '))
    return Array.from(others.matchAll(WRITES_MOVES), (match) => ({
      line: lineAt(text, match.index),
      what: match[0],
    }))
  },
}

const timeAsParameter: Rule = {
  name: 'core never asks the machine for the time',
  remedy: 'take a Clock (core/kernel/clock.ts) or a number as a parameter; waiting belongs to the edges',
  appliesTo: (path) => isProgram(path) && path.startsWith('core/') && path !== 'core/kernel/clock.ts',
  find: (source) =>
    findInSyntax(source, (hit) => ({
      CallExpression: (node) => {
        const called = source.text.slice(node.callee.start, node.callee.end)
        if (/^(?:globalThis\.)?(?:setTimeout|setInterval|Date\.now|Date|performance\.now)$/.test(called)) {
          hit(node, `${called}()`)
        }
      },
      NewExpression: (node) => {
        const made = source.text.slice(node.callee.start, node.callee.end)
        if (made === 'Date' && node.arguments.length === 0) hit(node, 'new Date()')
      },
    })),
}

const oneSyncer: Rule = {
  name: 'only core/sync opens a replica',
  remedy:
    'read the file by its readers; opening it with the server’s address blocks the event loop for minutes',
  appliesTo: (path) =>
    isTypeScript(path) && !/^core\/sync\/|^scripts\/(?:architecture|\w+\/testing\/)/.test(path),
  find: (source) => findInLines(source, /\bsyncUrl\b/),
}

const noMachinePaths: Rule = {
  name: 'no path of one machine',
  remedy: 'build the path from a setting, from projectFile() or from os.tmpdir()',
  appliesTo: () => true,
  find: (source) =>
    findInLines(source, /(?<![\w.}])\/(?:root|(?:home|Users|tmp|work)\/[\w.]|var\/folders\/)[\w./-]*/),
}

/** What a file may know of the rest of the house. */
export const layerRules: readonly Rule[] = [direction, oneWriter, timeAsParameter, oneSyncer, noMachinePaths]
