import { readManifest } from '../../core/backup/manifest.ts'
import { recordCopy } from '../../core/backup/record-copy.ts'
import type { Central } from '../../core/database/central.ts'
import { askMayGo } from '../../core/outbox/may-go.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { Poster } from '../../core/outbox/poster.ts'
import type { BookSource } from './book-source.ts'

interface NotingParts {
  readonly book: Pick<BookSource, 'sync'>
  readonly central: Central
  readonly outbox: Pick<Outbox, 'mayGo' | 'writers'>
  readonly poster: Pick<Poster, 'wake'>
  readonly report: (error: unknown) => void
}

/**
 * Tells the book beside this process of each copy that was made of it, and lets go what the outbox keeps no more for it.
 * A copy of a replica counts for nothing: it lies on the card that documents are kept there for, and central may lose
 * what both have. Of that, `scripts/central backup` tells.
 */
export function noteCopies({ book, central, outbox, poster, report }: NotingParts) {
  return async (path: string): Promise<void> => {
    const manifest = book.sync === undefined ? readManifest(path) : undefined
    if (manifest === undefined) return
    try {
      await recordCopy(central, manifest)
      outbox.mayGo(await askMayGo(central, outbox.writers()))
      poster.wake()
    } catch (error) {
      // The copy is there all the same; the next one is told of tomorrow.
      report(error)
    }
  }
}
