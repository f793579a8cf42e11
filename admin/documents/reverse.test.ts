import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readReversalPlan } from '../../core/book/plan-reversal.ts'
import { readDocument } from '../../core/book/read-document.ts'
import { ALL_BRANCHES } from '../../core/branches/scope.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { links } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let day: Awaited<ReturnType<typeof workADay>>
let cookie: string
beforeEach(async () => {
  admin = await openAdmin()
  day = await workADay(admin.bakery)
  cookie = await admin.signIn('pieter')
})
afterEach(() => admin.close())

/** The document id that the form of a reversal carries. */
async function openForm(id: DocumentId): Promise<string> {
  const html = await (await admin.get(links.reverse(id), { cookie })).text()
  return /name="id" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

describe('reversing a document', () => {
  it('posts exactly what the confirmation showed, by the person and for the reason', async () => {
    const { reader } = admin.bakery
    const plan = readReversalPlan(ALL_BRANCHES, reader, day.sale.id)
    const id = (await openForm(day.sale.id)) as DocumentId
    const response = await admin.post(
      links.reverse(day.sale.id),
      { id, reason: 'Wrong customer' },
      { cookie },
    )
    expect(response.headers.get('location')).toBe(links.document(id))
    const posted = readDocument(ALL_BRANCHES, reader, id)
    expect(posted?.head).toMatchObject({
      state: 'posted',
      event: 'reversal',
      acceptedBy: 'Pieter Botha',
      writer: 'HQ-A1',
    })
    expect(posted?.reason).toBe('Wrong customer')
    expect(posted?.moves.map(shape)).toEqual(plan?.moves.map(shape))
    const html = await (await admin.get(links.document(day.sale.id), { cookie })).text()
    expect(html).toContain('Reversed')
    expect(html).toContain('BRA-REV-00001')
  })

  it('shows the difference when the stock is worth more or less now, and books it so', async () => {
    const { bakery } = admin
    const { coke, place } = bakery
    const dear = await bakery.post({
      event: 'purchase_invoice',
      lines: [
        {
          item: coke,
          from: place('supplier'),
          to: place('retail'),
          quantity: 10,
          take: { by: 'stated', amount: 50_000 },
        },
      ],
    })
    await bakery.post({
      event: 'write_off',
      lines: [
        { item: coke, from: place('retail'), to: place('write_off'), quantity: 18, take: { by: 'cost' } },
      ],
    })
    const plan = readReversalPlan(ALL_BRANCHES, bakery.reader, dear.id)
    expect(plan?.moves.map(({ isDifference }) => isDifference)).toEqual([true, false])
    const html = await (await admin.get(links.reverse(dear.id), { cookie })).text()
    expect(html).toContain('value difference')
    const id = (await openForm(dear.id)) as DocumentId
    await admin.post(links.reverse(dear.id), { id, reason: 'Wrong price' }, { cookie })
    expect(readDocument(ALL_BRANCHES, bakery.reader, id)?.moves.map(shape)).toEqual(plan?.moves.map(shape))
  })

  it('is one reversal, however often the form is sent', async () => {
    const id = await openForm(day.sale.id)
    const sent = await Promise.all(
      Array.from({ length: 4 }, () =>
        admin.post(links.reverse(day.sale.id), { id, reason: 'Twice' }, { cookie }),
      ),
    )
    const again = await admin.post(links.reverse(day.sale.id), { id, reason: 'Twice' }, { cookie })
    for (const response of [...sent, again])
      expect(response.headers.get('location')).toBe(links.document(id as DocumentId))
    const count = admin.bakery.reader.get(`SELECT count(*) FROM document WHERE event = 'reversal'`)
    expect(count).toEqual([1])
  })

  it('is not taken a second time from another form', async () => {
    const first = await openForm(day.sale.id)
    const second = await openForm(day.sale.id)
    await admin.post(links.reverse(day.sale.id), { id: first, reason: 'First' }, { cookie })
    const response = await admin.post(
      links.reverse(day.sale.id),
      { id: second, reason: 'Second' },
      { cookie },
    )
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('It was reversed before.')
  })

  it('never takes the id of another document', async () => {
    const response = await admin.post(
      links.reverse(day.sale.id),
      { id: day.brbInvoice.id, reason: 'Mischief' },
      { cookie },
    )
    expect(response.headers.get('location')).toBe(links.document(day.brbInvoice.id))
    expect(admin.outbox.find(day.brbInvoice.id)).toBeUndefined()
  })

  it.each([
    ['', 'Say why.'],
    ['   ', 'Say why.'],
    ['x'.repeat(201), 'At most 200 characters.'],
  ])('asks for the reason again when it is %j', async (reason, problem) => {
    const id = await openForm(day.sale.id)
    const response = await admin.post(links.reverse(day.sale.id), { id, reason }, { cookie })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(problem)
    expect(html).toContain(`name="id" value="${id}"`)
    expect(html).toContain(`value="${reason.trim()}"`)
  })

  it('says before anyone accepts it when the goods are not there any more', async () => {
    const response = await admin.get(links.reverse(day.built.id), { cookie })
    expect(await response.text()).toContain(
      'White bread: 60 each would have to come back from Retail, 35 each is there.',
    )
    const id = '01936f9c-0000-7000-8000-000000000002'
    expect((await admin.post(links.reverse(day.built.id), { id, reason: 'No' }, { cookie })).status).toBe(409)
  })

  it.each(['dearer', 'cheaper'] as const)(
    'takes back a %s price when nothing of the item is left',
    async (by) => {
      const { flour, place, post, reader } = admin.bakery
      const [supplier, stockroom] = [place('supplier'), place('stockroom')]
      const line =
        by === 'dearer'
          ? { from: supplier, to: stockroom, take: { by, amount: 100, loss: place('loss') } as const }
          : { from: stockroom, to: supplier, take: { by, amount: 100, gain: place('gain') } as const }
      const lines = [{ item: flour, quantity: 47_500, ...line }]
      const confirmed = await post({ event: 'price_confirmation', lines })
      const gone = { item: flour, from: stockroom, to: place('write_off'), quantity: 47_500 }
      await post({ event: 'write_off', lines: [{ ...gone, take: { by: 'cost' } }] })
      const plan = readReversalPlan(ALL_BRANCHES, reader, confirmed.id)
      const differences = plan?.moves.map(({ isDifference }) => isDifference)
      expect(differences).toEqual(by === 'dearer' ? [true, false] : [false, true])
      const html = await (await admin.get(links.reverse(confirmed.id), { cookie })).text()
      expect(html).toContain('value difference')
      expect(html).toContain(by === 'dearer' ? 'Gain' : 'Loss')
      const id = (await openForm(confirmed.id)) as DocumentId
      await admin.post(links.reverse(confirmed.id), { id, reason: 'Wrong price' }, { cookie })
      expect(readDocument(ALL_BRANCHES, reader, id)?.moves.map(shape)).toEqual(plan?.moves.map(shape))
    },
  )

  it('is shown as waiting while the book does not have it, and looks again by itself', async () => {
    const { document } = admin.outbox.accept({
      writer: 'HQ-A9',
      draft: {
        id: '01936f9c-0000-7000-8000-000000000003',
        event: 'reversal',
        branch: admin.bakery.bra,
        acceptedAt: 0,
        acceptedBy: admin.bakery.thandi,
        lines: [],
      },
    })
    const path = links.document(document.content.id as DocumentId)
    const html = await (await admin.get(path, { cookie })).text()
    expect(html).toContain('HQ-A9-000001 waits to be posted')
    expect(html).toContain(`hx-get="${path}"`)
    expect((await admin.get(path, { cookie: await admin.signIn('ayesha') })).status).toBe(404)
  })
})

function shape(move: {
  item: { id: number } | undefined
  quantity: number
  amount: number
  from: { id: number }
  to: { id: number }
  debit: { id: number }
  credit: { id: number }
}) {
  const { item, quantity, amount, from, to, debit, credit } = move
  return [item?.id, quantity, amount, from.id, to.id, debit.id, credit.id]
}
