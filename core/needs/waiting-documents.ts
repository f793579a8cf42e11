import { words } from '../words/catalogue.ts'
import type { NeedRow } from './need.ts'

/** Accepted here and not in the book yet. The queue is the process's: how many is no single branch's to know. */
export const waitingDocuments: NeedRow = {
  kind: 'waiting_documents',
  weight: 'warn',
  read({ facts, isSuperAdmin, formats }) {
    const { documents, oldestAcceptedAt } = facts.outbox.waitingTotal()
    if (documents === 0) return undefined
    const { waiting } = words.adminNeeds
    return {
      title: isSuperAdmin ? waiting.title(formats.count(documents)) : waiting.some,
      count: isSuperAdmin ? documents : undefined,
      oldestAt: oldestAcceptedAt,
      details: [{ text: waiting.detail }],
    }
  },
}
