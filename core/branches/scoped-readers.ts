import type { SqlValue } from '../database/central.ts'
import { openReader, openViewed, type Reader, type TemporaryViews } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import { SCOPE_RULES, type ScopeRule } from './scope-rules.ts'
import type { Scope } from './scope.ts'

/** Readers of one book, each of which sees no more than a scope. */
export interface ScopedReaders {
  /** The reader for what somebody of this scope asks. One connection a branch, opened when it is first asked for. */
  of(scope: Scope): Reader
  /** Everything: for finding out who somebody is, before they have a scope. */
  readonly whole: Reader
  close(): void
}

/** Opens one more connection to the book, with views in front of its tables if `viewsOf` makes some. */
export type OpenBook = (viewsOf?: (book: Reader) => TemporaryViews) => Reader

/**
 * Opens the book for people of all branches: a file, or by its own way of opening. A branch's connection has a temporary view in front of every table, under
 * the table's own name, that shows the rows of {@link SCOPE_RULES}: whatever a statement forgets, and whoever wrote
 * it, it finds nothing of another branch. `rules` is for tests, which break one to see that somebody notices.
 */
export function openScopedReaders(book: string | OpenBook, rules = SCOPE_RULES): ScopedReaders {
  const open: OpenBook = typeof book === 'string' ? (viewsOf) => openFile(book, viewsOf) : book
  const whole = open()
  const ofBranch = new Map<BranchId, Reader>()
  return {
    whole,
    of(scope) {
      if (scope.kind === 'all') return whole
      const known = ofBranch.get(scope.branch)
      if (known !== undefined) return known
      const { branch } = scope
      const opened = open((now) => viewsOf(now, branch, rules))
      ofBranch.set(scope.branch, opened)
      return opened
    },
    close() {
      for (const reader of [whole, ...ofBranch.values()]) reader.close()
    },
  }
}

function openFile(path: string, viewsOf: ((book: Reader) => TemporaryViews) | undefined): Reader {
  return viewsOf === undefined ? openReader(path) : openViewed(path, {}, viewsOf)
}

function viewsOf(
  reader: Reader,
  branch: BranchId,
  rules: Readonly<Record<string, ScopeRule>>,
): Readonly<Record<string, string>> {
  invariant(Number.isSafeInteger(branch), 'a branch is a number')
  const tables = reader.all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )
  const views = tables.flatMap(([name]: readonly SqlValue[]) => {
    const table = String(name)
    const rule = rules[table]
    return rule === 'whole' ? [] : [[table, selectOf(reader, table, rule).replaceAll('?', String(branch))]]
  })
  return Object.fromEntries(views) as Readonly<Record<string, string>>
}

function selectOf(reader: Reader, table: string, rule: Exclude<ScopeRule, 'whole'> | undefined): string {
  if (rule === undefined) return `SELECT * FROM main.${table} t WHERE 0`
  if ('where' in rule) return `SELECT * FROM main.${table} t WHERE ${rule.where}`
  const columns = reader.all('SELECT name FROM pragma_table_info(?1)', table).map(([name]) => String(name))
  const shown = columns.map((column) => {
    const instead = rule.instead[column]
    return instead === undefined
      ? `t.${column}`
      : `CASE WHEN ${rule.isOwn} THEN t.${column} ELSE ${instead} END AS ${column}`
  })
  return `SELECT ${shown.join(', ')} FROM main.${table} t`
}
