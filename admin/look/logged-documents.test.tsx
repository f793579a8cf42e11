import { html } from 'hono/html'
import { expect, it } from 'vitest'
import type { MoveLine } from '../../core/book/move-line.ts'
import type { JournalEntry } from '../../core/book/read-journal.ts'
import { createFormats } from '../../core/words/format.ts'
import { FormatsContext } from './figures.tsx'
import { LoggedDocuments } from './logged-documents.tsx'

const UNIT = { base: 'each', name: 'each', factor: 1 }

/** What the page says was logged, of a document with so many items. */
async function said(items: number): Promise<string[]> {
  const moves = Array.from({ length: items }, (_, index) => ({
    item: { name: `Item ${index + 1}`, unit: UNIT },
    quantity: 1,
  })) as unknown as MoveLine[]
  const head = {
    id: 'x',
    number: 'BRA-SAL-00001',
    event: 'sale',
    state: 'posted',
    acceptedAt: 0,
    zone: 'UTC',
  }
  const entry = { head, moves } as unknown as JournalEntry
  const page = (
    <FormatsContext.Provider value={createFormats({ currency: 'ZAR' })}>
      <LoggedDocuments
        title="Logged"
        empty=""
        logged={{ entries: [entry], newest: undefined, older: undefined }}
      />
    </FormatsContext.Provider>
  )
  const drawn = (await html`${page}`).toString()
  return [...drawn.matchAll(/<li>([^<]+)<\/li>/g)].map(([, line]) => line ?? '')
}

it('names three items and counts the rest, but names a rest of one too', async () => {
  const first = ['1 each Item 1', '1 each Item 2', '1 each Item 3']
  expect(await said(3)).toEqual(first)
  expect(await said(4)).toEqual([...first, '1 each Item 4'])
  expect(await said(5)).toEqual([...first, 'and 2 more'])
})
