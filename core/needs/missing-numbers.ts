import { sees } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import type { SettledHead } from '../outbox/settled-heads.ts'
import { words } from '../words/catalogue.ts'
import { oldestOf, sumOf, type NeedParts, type NeedRow } from './need.ts'

const WRITER = 'SELECT id, branch FROM writer WHERE incarnation = ?1'
// A writer's numbers are gapless in the book, so its last one says which are there: one step in an index.
const LAST_IN_BOOK = 'SELECT max(k.seq) FROM main.document k WHERE k.writer = ?1'

/**
 * Numbers that the book once took, as this process knows, and does not have: an older state of the book was put back.
 * The office writes for all branches, so what it misses is told to super admins only.
 */
export const missingNumbers: NeedRow = {
  kind: 'missing_numbers',
  weight: 'bad',
  read(parts) {
    const missing = parts.facts.outbox.settledHeads().flatMap((head) => {
      const from = firstMissing(parts, head)
      return from === undefined ? [] : [{ head, from, count: head.seq - from + 1 }]
    })
    if (missing.length === 0) return undefined
    const { formats } = parts
    const count = sumOf(missing.map((gap) => gap.count))
    const told = words.adminNeeds.missing
    return {
      title: told.title(formats.count(count)),
      count,
      oldestAt: oldestOf(missing.map(({ head, from }) => head.acceptedAt(from))),
      details: [
        { text: told.detail },
        ...missing.map(({ head, from, count: gap }) => ({
          subject: head.writer,
          text: told.range(formats.count(gap), head.reference(from), head.reference(head.seq)),
        })),
      ],
    }
  },
}

/** The first number of a writer that the book lacks; undefined: none, or not for this person. */
function firstMissing(
  { scope, reader, isSuperAdmin }: NeedParts,
  { writer, seq }: SettledHead,
): number | undefined {
  const row = reader.get(WRITER, writer)
  // A writer that the book does not know any more is the whole company's matter.
  const branch = row?.[1] ?? null
  if (branch === null ? !isSuperAdmin : !sees(scope, Number(branch) as BranchId)) return undefined
  const last = row === undefined ? 0 : lastInBook(reader, Number(row[0]))
  return last < seq ? last + 1 : undefined
}

function lastInBook(reader: Reader, writer: number): number {
  return Number(reader.get(LAST_IN_BOOK, writer)?.[0] ?? 0)
}
