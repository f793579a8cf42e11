import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Approval } from '../../core/book/content.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { links } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { askForApproval } from '../testing/refused-bakery.ts'

let admin: Admin
let cookie: string
beforeEach(async () => {
  admin = await openAdmin()
  cookie = await admin.signIn('pieter')
})
afterEach(() => admin.close())

const page = async (id: Parameters<typeof links.document>[0]): Promise<string> => {
  const html = await (await admin.get(links.document(id), { cookie })).text()
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}
/** One coke, bought before, sold with a manager's word. */
const sell = async (approval?: Approval) => {
  const { bakery } = admin
  const { coke, place } = bakery
  const [retail, supplier, customer] = [place('retail'), place('supplier'), place('customer')]
  const bought = {
    item: coke,
    from: supplier,
    to: retail,
    quantity: 9,
    take: { by: 'stated', amount: 90 },
  } as const
  await bakery.post({ event: 'purchase_invoice', lines: [bought] }, 'HQ-A1')
  const sold = { item: coke, from: retail, to: customer, quantity: 1, take: { by: 'cost' } } as const
  return await bakery.post({ event: 'sale', lines: [sold], ...(approval && { approval }) }, 'HQ-A1')
}
const given = (by: PersonId): Approval => ({ state: 'given', for: ['over_planned', 'old_books'], by })

it('says who allowed a document at the station, and everything it was allowed for', async () => {
  const { id } = await sell(given(admin.bakery.palesa))
  expect(await page(id)).toContain(
    'Allowed at the station by Palesa D.: More than was planned. The books at the station were old.',
  )
})

it('says for what a document was sent', async () => {
  const asked = await askForApproval(admin.bakery, { approval: { state: 'asked', for: ['old_books'] } })
  expect(await page(asked.id)).toContain('Sent for approval The books at the station were old.')
})

it('says nothing of it where nobody was asked', async () => {
  expect(await page((await sell()).id)).not.toMatch(/Allowed at|Sent for/)
})
