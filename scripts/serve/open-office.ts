import { join } from 'node:path'
import type { AdminDeps } from '../../admin/deps.ts'
import type { ScopedReaders } from '../../core/branches/scoped-readers.ts'
import { importInChild } from '../../core/data-in/import-child.ts'
import { createImports } from '../../core/data-in/imports.ts'
import type { PausableCentral } from '../../core/database/pausable-central.ts'
import { ReadOnlyHere } from '../../core/database/read-only-here.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { officeOutbox } from '../../core/outbox/office-outbox.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { Poster } from '../../core/outbox/poster.ts'
import { downloadEverything } from './everything-download.ts'
import { downloadJournal } from './journal-download.ts'
import type { BookSource } from './book-source.ts'
import type { Settings } from './settings.ts'

const SWEEP_EVERY_MS = 60 * 60_000

export interface Office {
  readonly facts: Pick<
    AdminDeps,
    'outbox' | 'signInFailures' | 'dataFolder' | 'imports' | 'exportJournal' | 'exportEverything'
  >
  /** Ends the sweeping. A table that is being written is not waited for: it is all there or not at all. */
  readonly stop: () => void
}

interface OfficeParts {
  readonly central: PausableCentral
  readonly outbox: Outbox
  readonly poster: Poster
  readonly readers: ScopedReaders
  readonly clock: Clock
  readonly report: (error: unknown) => void
  /** Where the book is read, as whom this desk writes, and whether there is a way to central. */
  readonly book: Pick<BookSource, 'path' | 'desk' | 'followed'>
}

/** What a desk has: its documents, tables on their way in, which a child checks and writes, and files on their way out. */
export async function openOffice({ dataFolder }: Settings, parts: OfficeParts): Promise<Office> {
  const { central, outbox, poster, readers, clock, report, book } = parts
  const { path: bookPath, desk, followed } = book
  const office = officeOutbox({ outbox, poster, reader: readers.whole, writer: desk?.writer ?? null })
  const imports = await createImports({
    folder: join(dataFolder, 'uploads'),
    bookPath,
    central: desk?.address,
    run: importInChild(),
    assertWritable() {
      // Without an identity of its own there is nothing here to write to but the copy.
      if (desk === undefined) throw new ReadOnlyHere()
      followed?.assertWay()
    },
    whilePaused: central.whilePaused,
    outbox: office,
    whole: readers.whole,
    clock,
    report,
  })
  const sweeping = setInterval(() => void imports.sweep().catch(report), SWEEP_EVERY_MS)
  return {
    facts: {
      outbox: office,
      signInFailures: outbox.signInFailures,
      dataFolder,
      imports,
      exportJournal: (scope, format) => downloadJournal(bookPath(), scope, format),
      exportEverything: (scope) => downloadEverything(bookPath(), scope, clock.now()),
    },
    stop: () => clearInterval(sweeping),
  }
}
