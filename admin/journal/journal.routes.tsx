import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { ENDING_OF, LEDGER_FORMATS, type LedgerFormat } from '../../core/book/journal/ledger-formats.ts'
import { readJournal } from '../../core/book/read-journal.ts'
import { businessDay } from '../../core/kernel/business-day.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, choiceIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { JournalPage } from './journal.views.tsx'

const DOCUMENTS_LIMIT = 50

/** The book as it was written, and the same as a file for hledger. */
export function journalRoutes({ clock, exportJournal }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.journal, (c) => {
    const before = beforeIn(c)
    const { entries, next } = readJournal(c.get('visitor').view, c.get('visitor').viewReader, {
      before,
      limit: DOCUMENTS_LIMIT,
    })
    return show(
      c,
      { title: words.admin.journal.title, section: 'journal', isLive: true },
      <JournalPage
        entries={entries}
        newest={before && routes.journal}
        older={next && links.journal({ before: next })}
      />,
    )
  })

  app.get(routes.journalFile, (c) => {
    const visitor = c.get('visitor')
    const format = choiceIn(c, 'format', LEDGER_FORMATS)
    const pieces = exportJournal(visitor.view, format)
    if (pieces === undefined) throw new NotHere()
    const stream = Readable.toWeb(Readable.from(pieces, { objectMode: false })) as ReadableStream
    return c.body(stream, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName(visitor, clock.now(), format)}"`,
      'cache-control': 'no-store',
    })
  })
  return app
}

function fileName({ view, branches }: Visitor, now: number, format: LedgerFormat): string {
  const branch = view.kind === 'all' ? undefined : branches.find(({ id }) => id === view.branch)
  const zone = branch?.timeZone ?? branches[0]?.timeZone ?? 'UTC'
  const whose = branch?.prefix ?? words.admin.branches.all
  return words.admin.journal.downloadName(whose, businessDay(now, zone), ENDING_OF[format])
}
