import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'

// Bounded by itself: the epoch only goes up.
const RESTORED = catalogued('book.restored', 'UPDATE meta SET epoch = max(epoch, ?1) + 1, seq = seq + 1', {
  by: 'central',
})

/** A restored book is told from its copy by its epoch: it is one more than any that was seen here. */
export async function countTheRestore(central: Central, seen: number): Promise<void> {
  await central.batch([{ sql: RESTORED, args: [seen] }])
}
