import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openScopedReaders } from '../../core/branches/scoped-readers.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { plantInBrb, SECRETS } from './planted-book.ts'
import { foundIn, visit, walk, type Walk } from './walk.ts'

// Some hundred pages, each of them three times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let admin: Admin
let everything: Walk
beforeAll(async () => {
  admin = await openAdmin()
  await plantInBrb(admin)
  everything = await walk(admin, await admin.signIn('naledi'))
})
afterAll(() => admin.close())

describe('the scope of every page', () => {
  it.each(SECRETS)('is worth testing: a super admin reads “%s” somewhere', (secret) => {
    expect(foundIn(everything, [secret])).not.toEqual([])
  })

  it('lets the manager of BRB read what is BRB’s', async () => {
    const seen = await walk(admin, await admin.signIn('ayesha'))
    for (const secret of SECRETS) expect([secret, foundIn(seen, [secret]).length > 0]).toEqual([secret, true])
  })

  it('lets the manager of BRA find nothing of it, wherever links lead', async () => {
    const seen = await walk(admin, await admin.signIn('pieter'))
    expect(foundIn(seen, SECRETS)).toEqual([])
    expect(seen.size).toBeGreaterThan(60)
  })

  it('tells the manager of BRA nothing of it at any address that a super admin knows', async () => {
    const seen = await visit(admin, await admin.signIn('pieter'), everything.keys())
    expect(foundIn(seen, SECRETS)).toEqual([])
  })

  it('tells an operator, and nobody at all, nothing', async () => {
    const seen = await visit(admin, '', [...everything.keys()].slice(0, 200))
    expect(foundIn(seen, SECRETS)).toEqual([])
  })

  it('would be noticed missing: without the guard the walk finds what is BRB’s', async () => {
    const open = await openAdmin({
      openReaders(path) {
        const readers = openScopedReaders(path)
        return { ...readers, of: () => readers.whole }
      },
    })
    await plantInBrb(open)
    const seen = await walk(open, await open.signIn('pieter'))
    expect(foundIn(seen, SECRETS)).not.toEqual([])
    await open.close()
  })
})
