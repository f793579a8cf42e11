import type { WriteText } from '../database/catalogue.ts'

/**
 * A text that no catalogue has, as one that may write: for tests, the demo and benchmarks, which plant rows in a book of
 * their own. The gate in front of central knows nothing of it and refuses it.
 */
export function uncatalogued(sql: string): WriteText {
  return sql as WriteText
}
