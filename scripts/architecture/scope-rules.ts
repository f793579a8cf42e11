import type { Rule } from './source.ts'
import { findInLines, isProgram } from './source.ts'

/**
 * Finding out who somebody is comes before they have a scope; what runs in the background works for everybody; and
 * that something moved is told without what.
 */
const MAY_SEE_EVERYTHING = /^admin\/(?:(?:session|api\/session|testing)\/|live\/look\.ts$)/

const oneScope: Rule = {
  name: 'a handler reads by its visitor’s reader',
  remedy: 'take `reader` or `viewReader` from the visitor: its connection shows nothing of another branch',
  appliesTo: (path) => isProgram(path) && path.startsWith('admin/') && !MAY_SEE_EVERYTHING.test(path),
  find: (source) => findInLines(source, /\breaders\.(?:whole|of)\b|\bALL_BRANCHES\b/),
}

/** A row of a table itself; its key `k` alone may be asked for, to join by or as the last of all. */
const PAST_THE_VIEW =
  /\bmain\.[a-z_$]+\b(?! k\b)|(?<!SELECT max\(k\.\w+\) FROM )\bmain\.[a-z_]+ k\b(?!.*\b(?:INDEXED BY|CROSS JOIN)\b)/

const throughTheView: Rule = {
  name: 'rows are read through the reader’s view',
  remedy:
    'find keys `k` in the table by INDEXED BY, and join the rows by their plain name: only that is scoped',
  appliesTo: (path) => isProgram(path) && /^(?:core|admin)\/(?!branches\/scope)/.test(path),
  find: (source) => findInLines(source, PAST_THE_VIEW),
}

/** Who sees what of the book (design section 3): one place, and no way around it. */
export const scopeRules: readonly Rule[] = [oneScope, throughTheView]
