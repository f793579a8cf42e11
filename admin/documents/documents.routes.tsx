import { Hono } from 'hono'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { findDocument } from '../../core/book/find-document.ts'
import { readDocument } from '../../core/book/read-document.ts'
import { readDocuments } from '../../core/book/read-documents.ts'
import { sees, type Scope } from '../../core/branches/scope.ts'
import type { BranchId, DocumentId } from '../../core/kernel/ids.ts'
import type { OutboxDocument } from '../../core/outbox/outbox.ts'
import { refusalInWords } from '../../core/reports/refusal-in-words.ts'
import { drawBarcode } from '../../core/web/barcode-drawing.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { beforeIn, choiceIn, documentIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { DocumentPage, WaitingPage } from './document.views.tsx'
import { DocumentsPage } from './documents.views.tsx'

const DOCUMENTS_LIMIT = 50

/** The business papers: the list, finding one by what it is called, and each one whole. */
export function documentsRoutes({ formats, outbox }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.documents, (c) => {
    const { view, authority, reader } = c.get('visitor')
    const called = (c.req.query('called') ?? '').slice(0, 60)
    const one = called === '' ? undefined : findDocument(authority, reader, called)
    if (one !== undefined) return c.redirect(links.document(one.id), 303)
    const filter = choiceIn(c, 'filter', ['all', 'posted', 'unsettled', 'refused'])
    const before = beforeIn(c)
    const { entries, next } = readDocuments(view, reader, { filter, before, limit: DOCUMENTS_LIMIT })
    return show(
      c,
      { title: words.adminDocuments.list.title, section: 'documents', isLive: true },
      <DocumentsPage
        documents={entries.map((head) => ({
          head,
          reason: head.refusal && refusalInWords(view, reader, formats, head.refusal),
        }))}
        filter={filter}
        called={called}
        newest={before && links.documents({ filter })}
        older={next && links.documents({ filter, before: next })}
      />,
    )
  })

  app.get(routes.document, async (c) => {
    const { authority, reader } = c.get('visitor')
    const id = documentIn(c)
    const document = readDocument(authority, reader, id)
    if (document === undefined) {
      const waiting = found(findWaiting(authority, outbox, id))
      const title = words.adminDocuments.document.waitingTitle(waiting.reference)
      return await show(c, { title, section: 'documents' }, <WaitingPage title={title} waiting={waiting} />)
    }
    const { head } = document
    const reason = head.refusal && refusalInWords(authority, reader, formats, head.refusal)
    // The id is too long for bars that a paper has room for.
    const drawn = await drawBarcode(ownCode.document(id), { kind: 'qr' })
    return await show(
      c,
      { title: head.number ?? head.reference, section: 'documents' },
      <DocumentPage document={document} reason={reason} drawn={drawn} />,
    )
  })
  return app
}

/** A document of this process that the book does not have yet. */
function findWaiting(scope: Scope, outbox: AdminDeps['outbox'], id: DocumentId): OutboxDocument | undefined {
  const waiting = outbox.find(id)
  return waiting !== undefined && sees(scope, waiting.document.content.branch as BranchId)
    ? waiting
    : undefined
}
