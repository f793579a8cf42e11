import type { ESTree } from 'rolldown/utils'
import type { Rule } from './source.ts'
import {
  findInComments,
  findInLines,
  findInSyntax,
  isProgram,
  isTest,
  isTypeScript,
  lineAt,
} from './source.ts'

const FILE_MAX_LINES = 300
const FUNCTION_MAX_LINES = 70

/** Shell scripts have no ending where a person types their name. */
const isShell = (path: string): boolean => /\.sh$|^scripts\/[^/.]+$|^\.ci\//.test(path)

const shortFiles: Rule = {
  name: `no file over ${FILE_MAX_LINES} lines`,
  remedy: 'find its second reason to change and give that a file of its own',
  appliesTo: (path) => isProgram(path) || isShell(path),
  find: ({ text }) => {
    const lines = text.trimEnd().split('\n').length
    return lines > FILE_MAX_LINES ? [{ line: FILE_MAX_LINES + 1, what: `${lines} lines` }] : []
  },
}

const shortFunctions: Rule = {
  name: `no function over ${FUNCTION_MAX_LINES} lines`,
  remedy: 'name its steps and make each a function',
  appliesTo: isProgram,
  find: (source) =>
    findInSyntax(source, (hit) => {
      const measure = (node: ESTree.Span): void => {
        const lines = lineAt(source.text, node.end) - lineAt(source.text, node.start) + 1
        if (lines > FUNCTION_MAX_LINES) hit(node, `${lines} lines`)
      }
      return {
        FunctionDeclaration: measure,
        FunctionExpression: measure,
        ArrowFunctionExpression: measure,
      }
    }),
}

const noAny: Rule = {
  name: 'no any, and nothing hidden from the compiler',
  remedy: 'say the type; for data from outside, parse it with a schema into one',
  appliesTo: isTypeScript,
  find: (source) => [
    ...findInSyntax(source, (hit) => ({ TSAnyKeyword: (node) => hit(node, 'any') })),
    ...findInComments(source, /@ts-(?:ignore|nocheck|expect-error)/),
  ],
}

const SWITCHES = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails'])
const TEST_FUNCTIONS = /^(?:test|it|describe|suite|bench)\b/

const everyTestRuns: Rule = {
  name: 'no skipped or focused test',
  remedy: 'repair or delete it; what needs a tool says so in its file name (see scripts/test)',
  appliesTo: isTest,
  find: (source) =>
    findInSyntax(source, (hit) => ({
      MemberExpression: (node) => {
        const callee = source.text.slice(node.object.start, node.object.end)
        const name = source.text.slice(node.property.start, node.property.end)
        if (SWITCHES.has(name) && TEST_FUNCTIONS.test(callee)) hit(node, `${callee}.${name}`)
      },
    })),
}

const nothingLeftToDo: Rule = {
  name: 'no note of unfinished work',
  remedy: 'do it now, or open an issue and leave no trace in the code',
  appliesTo: (path) => isTypeScript(path) || isShell(path) || /\.(sql|css)$/.test(path),
  find: (source) =>
    isTypeScript(source.path)
      ? findInComments(source, /\b(?:TODO|FIXME|XXX|HACK)\b/)
      : findInLines(source, /(?:#|--|\/\*).*\b(?:TODO|FIXME|XXX|HACK)\b/),
}

const namedExports: Rule = {
  name: 'no default export',
  remedy: 'export it by its name, so that it is called the same everywhere',
  appliesTo: (path) => isTypeScript(path) && !path.endsWith('.config.ts'),
  find: (source) =>
    findInSyntax(source, (hit) => ({
      ExportDefaultDeclaration: (node) => hit(node, 'export default'),
      ExportSpecifier: (node) => {
        if (source.text.slice(node.exported.start, node.exported.end) === 'default') hit(node, 'as default')
      },
    })),
}

const SAYS_NOTHING = /(?:^|[/.-])(?:index|utils?|helpers?|common|misc)(?:[/.-]|$)/

const tellingNames: Rule = {
  name: 'no index, utils, helpers, common or misc',
  remedy: 'name the file for what it does, and import from where a thing is made',
  appliesTo: (path) => isTypeScript(path) || isShell(path) || /\.(sql|css)$/.test(path),
  find: ({ path }) => (SAYS_NOTHING.test(path) ? [{ line: 1, what: 'the name' }] : []),
}

/** How a file is written. */
export const shapeRules: readonly Rule[] = [
  shortFiles,
  shortFunctions,
  noAny,
  everyTestRuns,
  nothingLeftToDo,
  namedExports,
  tellingNames,
]
