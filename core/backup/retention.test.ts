import { describe, expect, it } from 'vitest'
import type { Copy } from './list-copies.ts'
import { copiesToRemove } from './retention.ts'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 10, 27, 12)
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A copy so many days ago; `hours` later that day. */
function copy(daysAgo: number, { hours = 0, ok = true, databaseId = 'ours' } = {}): Copy {
  const madeAt = NOON - daysAgo * DAY + hours * 3_600_000
  const name = `${daysAgo}d${hours}h`
  return { name, path: name, size: 1, manifest: { madeAt, databaseId, verify: { ok } } as Copy['manifest'] }
}

const removed = (copies: readonly Copy[]): string[] =>
  copiesToRemove(copies, { databaseId: 'ours', dayOf }).map(({ name }) => name)

describe('of daily copies', () => {
  it('seven days and four weeks are kept', () => {
    const copies = Array.from({ length: 60 }, (_, daysAgo) => copy(daysAgo))
    const gone = new Set(removed(copies))
    const kept = copies
      .map(({ manifest }) => dayOf(manifest.madeAt))
      .filter((_, index) => !gone.has(`${index}d0h`))
    // Friday back to Saturday, then the Sundays that end the weeks before.
    expect(kept).toEqual([
      '2026-11-27',
      '2026-11-26',
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-15',
      '2026-11-08',
    ])
  })

  it('one a day is kept: the newest that was verified', () => {
    expect(removed([copy(0, { hours: 3, ok: false }), copy(0, { hours: 2 }), copy(0, { hours: 1 })])).toEqual(
      ['0d3h', '0d1h'],
    )
  })

  it('the last one is kept, however old', () => {
    expect(removed([copy(400)])).toEqual([])
  })

  it('those of another book are left alone', () => {
    expect(removed([copy(0, { hours: 2 }), copy(0, { hours: 1, databaseId: 'theirs' })])).toEqual([])
  })
})
