import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyDatabase } from '../../../core/backup/durable-files.ts'
import { unseal, type SealedDocument } from '../../../core/book/content.ts'
import { postDocuments } from '../../../core/book/post.ts'
import { askWriterHeads } from '../../../core/book/writer-heads.ts'
import {
  closeIncarnation,
  readWritersInBook,
  reopenIncarnation,
} from '../../../core/central/writers-in-book.ts'
import { openReader } from '../../../core/database/reader.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { Command } from '../command.ts'
import type { RunningCentral } from '../running-central.ts'
import { countText } from '../texts.ts'

const { central: words_ } = words
const { importing: text } = words_
/** As many as a writer posts in one batch. */
const GROUP = 50

/**
 * Posts what an old card accepted and never posted, under its old numbers. Its writer is open for as long as that takes:
 * the card itself cannot come back, its tokens have ended. What the book has already is left as it is.
 */
export const importOutbox: Command = {
  name: 'import-outbox',
  call: words_.usage.importOutbox[0],
  options: {},
  takes: { least: 1, most: 1 },
  needsBook: true,
  areTheyPaths: true,
  async run(central, { positionals: [path = ''] }, say) {
    const card = readCard(path)
    const { databaseId, documents } = card
    const [own] = await central.book.all({ sql: 'SELECT database_id FROM meta', args: [] })
    if (databaseId !== undefined && databaseId !== own?.[0]) {
      say(text.otherCompany)
      return false
    }
    const writers = [...new Set(documents.map(({ content }) => content.writer))]
    const known = await readWritersInBook(central.book)
    let isAllDone = true
    for (const writer of writers) {
      const inBook = known.find(({ incarnation }) => incarnation === writer)
      if (inBook === undefined) say(text.unknown(writer))
      else if (inBook.isOpen) say(text.alive(writer))
      else await importWriter(central, writer, documents, say)
      isAllDone &&= inBook !== undefined && !inBook.isOpen
    }
    if (writers.length === 0) say(text.empty)
    return isAllDone
  },
}

interface Card {
  /** The book that its documents are for; undefined: none was ever posted. */
  readonly databaseId: string | undefined
  /** All that it accepted, in each writer's order. */
  readonly documents: readonly SealedDocument[]
}

/** Reads a copy: the card may be worn out, and is not written to. */
function readCard(path: string): Card {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-card-'))
  try {
    const copy = join(folder, 'outbox.db')
    copyDatabase(path, copy)
    const outbox = openReader(copy)
    const databaseId = outbox.get('SELECT database_id FROM book')?.[0]
    const documents = outbox
      .all('SELECT content FROM document ORDER BY writer, seq')
      .map(([content]) => unseal(String(content)))
    outbox.close()
    return { databaseId: typeof databaseId === 'string' ? databaseId : undefined, documents }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function importWriter(
  { book, clock }: RunningCentral,
  writer: string,
  documents: readonly SealedDocument[],
  say: (line: string) => void,
): Promise<void> {
  const zones = new Map(
    (await book.all({ sql: 'SELECT id, time_zone FROM branch', args: [] })).map(([id, zone]) => [
      Number(id),
      String(zone),
    ]),
  )
  const [head] = await askWriterHeads(book, [writer])
  const missing = documents.filter(
    ({ content }) => content.writer === writer && content.seq > (head?.seq ?? 0),
  )
  const count = { posted: 0, refused: 0 }
  await reopenIncarnation(book, writer)
  try {
    for (let at = 0; at < missing.length; at += GROUP) {
      const context = { now: clock.now(), zoneOf: (branch: number) => zones.get(branch) ?? 'UTC' }
      for (const { state } of await postDocuments(book, missing.slice(at, at + GROUP), context))
        count[state]++
    }
  } finally {
    await closeIncarnation(book, writer)
  }
  say(text.done(writer, countText(count.posted), countText(count.refused)))
}
