import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ESTree, VisitorObject } from 'rolldown/utils'
import { Visitor, parseSync } from 'rolldown/utils'

/** A file of the project, with its path from the top folder. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** A place in a file that breaks a rule, and what stands there. */
export interface Hit {
  readonly line: number
  readonly what: string
}

/** One thing that must hold in every file it applies to. */
export interface Rule {
  readonly name: string
  /** What to do instead: the second half of every failure message. */
  readonly remedy: string
  appliesTo(path: string): boolean
  find(source: Source): readonly Hit[]
}

const NOT_OURS_TO_READ = /\.(png|jpg|svg|ico|woff2?|wav|mp3|pdf|db)$|(^|\/)package-lock\.json$/

/** Every text file that is, or is about to be, under version control. */
export function readProject(root: string): readonly Source[] {
  const command = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = execFileSync('git', command, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return listed
    .split('\0')
    .filter((path) => path !== '' && !NOT_OURS_TO_READ.test(path) && existsSync(join(root, path)))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path)
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
export const isProgram = (path: string): boolean => isTypeScript(path) && !isTest(path)

/** Walks the syntax of a file; a visitor calls `hit` with a node that breaks its rule. */
export function findInSyntax(
  source: Source,
  makeVisitor: (hit: (node: ESTree.Span, what: string) => void) => VisitorObject,
): readonly Hit[] {
  const hits: Hit[] = []
  const visitor = makeVisitor((node, what) => {
    hits.push({ line: lineAt(source.text, node.start), what })
  })
  new Visitor(visitor).visit(parse(source).program)
  return hits
}

/** Every comment of a file that the pattern matches. */
export function findInComments(source: Source, pattern: RegExp): readonly Hit[] {
  return parse(source)
    .comments.filter((comment) => pattern.test(comment.value))
    .map((comment) => ({ line: lineAt(source.text, comment.start), what: comment.value.trim() }))
}

/** Every line of a file that the pattern matches. */
export function findInLines(source: Source, pattern: RegExp): readonly Hit[] {
  return source.text.split('\n').flatMap((text, index) => {
    const match = pattern.exec(text)
    return match ? [{ line: index + 1, what: match[0].trim() }] : []
  })
}

export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

let parsedLast: { readonly source: Source; readonly parsed: ReturnType<typeof parseSync> } | undefined

/** Kept until another file is parsed: many rules look at one after the other. */
function parse(source: Source): ReturnType<typeof parseSync> {
  if (parsedLast?.source !== source) parsedLast = { source, parsed: parseWhole(source) }
  return parsedLast.parsed
}

function parseWhole(source: Source): ReturnType<typeof parseSync> {
  const parsed = parseSync(source.path, source.text)
  const [error] = parsed.errors
  if (error) throw new Error(`${source.path} cannot be parsed: ${error.message}`)
  return parsed
}
