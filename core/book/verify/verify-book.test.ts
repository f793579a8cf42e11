import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../../testing/bakery.ts'
import { postEveryEvent } from '../../testing/every-event.ts'
import { summaryLine } from './verdict.ts'
import { verifyBook } from './verify-book.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

describe('verifying a book that is in order', () => {
  it('finds an empty book green', () => {
    const verdict = verifyBook(bakery.reader)
    expect(verdict).toMatchObject({ ok: true, checkedMoves: 0, checkedDocuments: 0 })
  })

  it('finds a book with every event green, and says so in one line', async () => {
    await postEveryEvent(bakery)
    const verdict = verifyBook(bakery.reader)
    expect(verdict.firstBad).toBeUndefined()
    expect(verdict.ok).toBe(true)
    expect(summaryLine(verdict)).toMatch(/^Books verified: \d+ moves in \d+ documents, all green$/)
  })
})
