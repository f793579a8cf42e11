import { askWriterHeads, type WriterHead } from '../book/writer-heads.ts'
import type { Central } from '../database/central.ts'
import { schemaVersion } from '../database/migrate.ts'
import { askMayGo } from './may-go.ts'
import type { Outbox } from './outbox.ts'

/** Another company's book, or a demo for one of a company. Nothing is posted there, ever. */
export class OtherBook extends Error {
  override readonly name = 'OtherBook'
}

/** Central's schema is not this program's: one of the two has to be brought up to date first. */
export class OtherSchema extends Error {
  override readonly name = 'OtherSchema'
  readonly isCentralNewer: boolean
  constructor(central: number, own: number) {
    super(`central has schema ${central}, this program ${own}`)
    this.isCentralNewer = central > own
  }
}

/** It was restored from a copy that is older than those which the outbox relied on when it let documents go. */
export class BookTooOld extends Error {
  override readonly name = 'BookTooOld'
}

const IDENTITY = `SELECT database_id, is_demo, (SELECT max(number) FROM migration) FROM meta`

/**
 * What a writer makes sure of before it posts to a central, the first time and after any trouble (design section 5):
 * that it is its own company's, of this program's schema, and has what it once said it had. A book that was restored
 * lacks documents: those wait again, under their old numbers. What need not be kept any more may go. Throws
 * {@link OtherBook}, {@link OtherSchema}, {@link BookTooOld} or what central throws.
 */
export async function makeSureOfBook(
  central: Central,
  { outbox, isDemo }: { readonly outbox: Outbox; readonly isDemo?: boolean | undefined },
): Promise<void> {
  const [row] = await central.all({ sql: IDENTITY, args: [] })
  const [databaseId, demo, schema] = row ?? []
  // Asked before an outbox that belongs to no book yet takes this one for its own.
  if (isDemo !== undefined && isDemo !== (demo === 1))
    throw new OtherBook('a demo and a book of one’s own never mix')
  if (!outbox.belongsTo(String(databaseId))) throw new OtherBook('the outbox belongs to another book')
  const own = schemaVersion()
  if (Number(schema) !== own) throw new OtherSchema(Number(schema), own)
  const settled = new Map(outbox.settledHeads().map(({ writer, seq }) => [writer, seq]))
  const heads = await askWriterHeads(central, outbox.writers())
  const isBehind = ({ writer, seq }: WriterHead): boolean => seq < (settled.get(writer) ?? 0)
  if (heads.some(isBehind)) outbox.offerAgain(heads.filter(isBehind))
  assertUnbroken(outbox, heads)
  outbox.mayGo(await askMayGo(central, outbox.writers()))
}

/** Where the book lacks what has gone from here as well, nothing that comes after it can be posted. */
function assertUnbroken(outbox: Outbox, heads: readonly WriterHead[]): void {
  for (const { writer, seq } of heads) {
    const [next] = outbox.waiting(writer, 1)
    if (next !== undefined && next.content.seq > seq + 1)
      throw new BookTooOld(
        `${writer}: the book has ${seq} documents, here they begin with ${next.content.seq}`,
      )
  }
}
