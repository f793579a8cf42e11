import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unseal } from '../../core/book/content.ts'
import { readDocument, type Document } from '../../core/book/read-document.ts'
import { readRefusals } from '../../core/book/settle/read-refusals.ts'
import { draftSettlement } from '../../core/book/settle/settle.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { ALL_BRANCHES } from '../../core/branches/scope.ts'
import { newDocumentId, type DocumentId } from '../../core/kernel/ids.ts'
import { createSalesOrder } from '../../core/orders/create-sales-order.ts'
import type { TestDraft } from '../../core/testing/bakery.ts'
import { links } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import {
  askForApproval,
  dispatchTooMuch,
  gainUnpriced,
  sellOnClosedOrder,
  sellTooMuch,
  stockUp,
  useOnClosedRun,
  useTooMuch,
} from '../testing/refused-bakery.ts'

let admin: Admin
let cookie: string
let others: Awaited<ReturnType<typeof stockUp>>
beforeEach(async () => {
  admin = await openAdmin()
  others = await stockUp(admin.bakery)
  cookie = await admin.signIn('pieter')
})
afterEach(async () => {
  const wrong = [verifyBook(admin.bakery.reader).firstBad?.words, ...admin.reported].filter(Boolean)
  await admin.close()
  if (wrong.length > 0) throw new Error(wrong.map(String).join('; '))
})

type Fields = Record<string, string>

/** What the person sees before accepting: the page, and the fields of the form that accepts. */
async function preview(id: DocumentId, action: string, typed: Fields = {}, as = cookie) {
  const query = new URLSearchParams({ action, show: 'yes', ...typed }).toString()
  const response = await admin.get(`${links.refusal(id)}?${query}`, { cookie: as })
  const html = await response.text()
  const form = /<form method="post" action="\/admin\/refusals\/[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return {
    status: response.status,
    html,
    text: textOf(html),
    fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value])) as Fields,
  }
}

/** Accepts what the preview showed. Answers with the document it made, and where the person was sent. */
async function settle(id: DocumentId, action: string, typed: Fields = {}, as = cookie) {
  const { fields } = await preview(id, action, typed, as)
  const response = await admin.post(links.refusal(id), { ...fields, ...typed, action }, { cookie: as })
  const made = fields['id'] as DocumentId
  return { response, id: made, to: response.headers.get('location'), document: read(made) }
}

const read = (id: DocumentId): Document | undefined => readDocument(ALL_BRANCHES, admin.bakery.reader, id)
const openIds = (): string[] =>
  readRefusals(ALL_BRANCHES, admin.bakery.reader, { state: 'open', limit: 50 }).entries.map(
    ({ head }) => head.id,
  )
const rawContentOf = (id: DocumentId): string =>
  String(admin.bakery.reader.get('SELECT content FROM document WHERE id = ?1', id)?.[0])
const contentOf = (id: DocumentId) => unseal(rawContentOf(id)).content
const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<(small|br|li)[^>]*>/g, ' ')
    .replace(/<\/(td|th|dt|dd|p|h1|h2|h3|h4|li|a|tr)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

describe('post unchanged', () => {
  it('approves what was sent to a manager: the same lines, by who scanned them, accepted by the manager', async () => {
    const { bakery } = admin
    const asked = await askForApproval(bakery)
    const { text } = await preview(asked.id, 'post')
    expect(text).toContain('Sent to a manager: more than was planned.')
    expect(text).toContain(
      'Coke 330 ml Thandi M. 3 each Retail Customer Cost of Sale Finished Goods Inventory R29.70',
    )
    const { to, id, document } = await settle(asked.id, 'post')
    expect(to).toBe(links.document(id))
    expect(document?.head).toMatchObject({
      state: 'posted',
      event: 'sale',
      acceptedBy: 'Pieter Botha',
      total: 2_970,
    })
    expect(document?.settles?.id).toBe(asked.id)
    expect(document?.salesOrder?.id).toBe(bakery.order)
    expect(contentOf(id).lines).toMatchObject([{ quantity: 3, by: bakery.thandi }])
    expect(contentOf(id).approval).toBeUndefined()
    expect(openIds()).toEqual([])
    expect(textOf(await (await admin.get(links.refusal(asked.id), { cookie })).text())).toContain(
      'BRA-SAL-00001 Sale by Pieter Botha: posted in its place.',
    )
  })

  it('posts exactly the moves and amounts that were shown', async () => {
    const used = await useTooMuch(admin.bakery)
    await admin.bakery.post({
      event: 'purchase_invoice',
      lines: [
        {
          item: admin.bakery.flour,
          from: admin.bakery.place('supplier'),
          to: admin.bakery.place('stockroom'),
          quantity: 777,
          take: { by: 'stated', amount: 1_001 },
        },
      ],
    })
    const { html } = await preview(used.id, 'post')
    const shown = [...html.slice(html.indexOf('What will be posted')).matchAll(/>(R[\d.,]+)</g)].map(
      ([, amount]) => amount,
    )
    const { document } = await settle(used.id, 'post')
    expect(document?.head.state).toBe('posted')
    expect(shown).toEqual(document?.moves.map(({ amount }) => `R${(amount / 100).toFixed(2)}`))
  })

  it('says beforehand that it is still not there, can be sent all the same, and stays open as one', async () => {
    const refused = await sellTooMuch(admin.bakery)
    const { text } = await preview(refused.id, 'post')
    expect(text).toContain('The book would refuse this now')
    expect(text).toContain('Coke 330 ml: 77 each would have to come from Retail, 30 each is there.')
    const first = await settle(refused.id, 'post')
    const second = await settle(refused.id, 'post')
    expect(first.to).toBe(links.refusal(refused.id))
    expect([first.document?.head.state, second.document?.head.state]).toEqual(['refused', 'refused'])
    expect(openIds()).toEqual([refused.id])
    const page = textOf(await (await admin.get(links.refusal(refused.id), { cookie })).text())
    expect(page).toContain('Tried, and refused too')
    expect(page).toContain('HQ-A1-000002 by Pieter Botha, 20 Nov 12:00: Coke 330 ml: 7')
    expect(page).toContain('This one is still open.')
    // The try's own page leads back to what is open.
    expect((await admin.get(links.refusal(first.id), { cookie })).headers.get('location')).toBe(
      links.refusal(refused.id),
    )
    const ofTry = await (await admin.get(links.document(first.id), { cookie })).text()
    expect(textOf(ofTry)).toContain('Tried to settle BRA-K1-000003')
    expect(ofTry).not.toContain('Settle …')
    const posted = await admin.post(
      links.refusal(first.id),
      { action: 'post', id: newDocumentId() },
      { cookie },
    )
    expect(posted.headers.get('location')).toBe(links.refusal(refused.id))
    expect(openIds()).toEqual([refused.id])
  })

  it('takes back what could not be taken back before, with the moves that were shown', async () => {
    const { bakery } = admin
    const { salt, place, post } = bakery
    const [supplier, stockroom] = [place('supplier'), place('stockroom')]
    const bought = await post({
      event: 'purchase_invoice',
      lines: [
        { item: salt, from: supplier, to: stockroom, quantity: 900, take: { by: 'stated', amount: 450 } },
      ],
    })
    const lost = await post({
      event: 'adjustment',
      lines: [{ item: salt, from: stockroom, to: place('loss'), quantity: 600, take: { by: 'cost' } }],
    })
    const undo = (document: string): TestDraft => ({
      event: 'reversal',
      reverses: { document, moves: 1 },
      lines: [],
    })
    const refused = await post(undo(bought.id))
    expect(refused.state).toBe('refused')
    expect((await preview(refused.id, 'post')).html).not.toContain('Correct and post')
    await post(undo(lost.id))
    expect((await preview(refused.id, 'post')).text).toContain('Salt 0.9 kg Stockroom Supplier')
    const { document } = await settle(refused.id, 'post')
    expect(document?.head).toMatchObject({ state: 'posted', event: 'reversal' })
    expect([document?.settles?.id, document?.reverses?.id]).toEqual([refused.id, bought.id])
    expect(bakery.stock(stockroom, salt)).toEqual([0, 0])
  })

  it('is one document, however often the form is sent', async () => {
    const asked = await askForApproval(admin.bakery)
    const { fields } = await preview(asked.id, 'post')
    const send = () => admin.post(links.refusal(asked.id), fields, { cookie })
    const sent = [...(await Promise.all([send(), send(), send()])), await send()]
    for (const response of sent)
      expect(response.headers.get('location')).toBe(links.document(fields['id'] as DocumentId))
    expect(
      admin.bakery.reader.get(`SELECT count(*) FROM document WHERE event = 'sale' AND state = 'posted'`),
    ).toEqual([1])
  })

  it('tells the second of two managers what became of it', async () => {
    const { bakery } = admin
    const asked = await askForApproval(bakery)
    const { fields } = await preview(asked.id, 'post')
    const naledi = await admin.signIn('naledi')
    await settle(asked.id, 'post', {}, naledi)
    const late = await admin.post(links.refusal(asked.id), fields, { cookie })
    expect(late.status).toBe(409)
    const page = textOf(await late.text())
    expect(page).toContain('It was settled before you sent this')
    expect(page).toContain('BRA-SAL-00001 Sale by Naledi Khumalo: posted in its place.')
    expect(read(fields['id'] as DocumentId)).toBeUndefined()
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(27)
  })

  it('tells it also when both had sent before either was posted', async () => {
    const { bakery, outbox } = admin
    const asked = await askForApproval(bakery)
    const content = unseal(rawContentOf(asked.id)).content
    const sent = [bakery.palesa, bakery.zanele].map((acceptedBy) => {
      const request = { id: newDocumentId(), acceptedAt: admin.clock.now(), acceptedBy }
      outbox.accept({ writer: 'HQ-A1', draft: draftSettlement({ content, branch: bakery.bra }, request) })
      return request.id
    })
    // Whatever is sent next also sends what waits.
    await settle((await askForApproval(bakery)).id, 'void', { why: 'Scanned twice' })
    expect(sent.map((id) => read(id)?.head.refusal?.code)).toEqual([undefined, 'E_SETTLED_BEFORE'])
    const page = textOf(await (await admin.get(links.refusal(asked.id), { cookie })).text())
    expect(page).toContain('BRA-SAL-00001 Sale by Palesa D.: posted in its place.')
    expect(page).toContain('Zanele N., 20 Nov 12:00: It was settled before. Nothing of it was booked.')
    expect(openIds()).toEqual([])
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(27)
  })
})

describe('post with a correction', () => {
  it('posts what was typed in display units, leaves lines at 0 out, and keeps who scanned and the lot', async () => {
    const { bakery } = admin
    const refused = await sellTooMuch(bakery)
    const typed = { 'quantity-0': '20', 'quantity-1': '0' }
    expect((await preview(refused.id, 'correct', typed)).text).toContain('20 each Retail Customer')
    const { id, document } = await settle(refused.id, 'correct', typed)
    expect(document?.moves.map(({ quantity }) => quantity)).toEqual([20])
    expect(contentOf(id).lines).toMatchObject([{ quantity: 20, by: bakery.thandi, lot: 'L2611' }])
    expect(openIds()).toEqual([])
  })

  it('issues only what the corrected usage lacks', async () => {
    const { bakery } = admin
    const used = await useTooMuch(bakery)
    const { document } = await settle(used.id, 'correct', {
      'quantity-1': '2,5',
      'quantity-2': '0.25 kg',
      'quantity-4': '0',
    })
    expect(document?.moves.map(({ quantity, from, to }) => [quantity, from.kind, to.kind])).toEqual([
      [2_750, 'stockroom', 'manufacturing'],
      [2_500, 'manufacturing', 'run'],
      [250, 'manufacturing', 'run'],
    ])
  })

  it.each([
    ['negative', { 'quantity-0': '-3', 'quantity-1': '1' }, 'Type a number that is not negative.'],
    ['letters', { 'quantity-0': 'three', 'quantity-1': '1' }, 'This is not a number.'],
    ['nothing', { 'quantity-0': '', 'quantity-1': '1' }, 'Type a number.'],
    [
      'half a bottle',
      { 'quantity-0': '1.5', 'quantity-1': '1' },
      'This number has more decimals than can be counted.',
    ],
    ['too much', { 'quantity-0': '2000000001', 'quantity-1': '1' }, 'This number is too large.'],
    ['nothing at all', { 'quantity-0': '0', 'quantity-1': '0' }, 'At least one line must be left.'],
    ['half the form', { 'quantity-0': '1' }, 'Type a number.'],
  ])('asks again for %s, shown or sent', async (_, typed, problem) => {
    const refused = await sellTooMuch(admin.bakery)
    const shown = await preview(refused.id, 'correct', typed)
    expect([shown.status, shown.fields]).toEqual([422, {}])
    expect(shown.text).toContain(problem)
    expect(shown.html).toContain(`name="quantity-0" value="${typed['quantity-0']}"`)
    const sent = await admin.post(
      links.refusal(refused.id),
      { action: 'correct', id: newDocumentId(), ...typed },
      { cookie },
    )
    expect(sent.status).toBe(422)
    expect(openIds()).toEqual([refused.id])
  })

  it('says where more is typed than is there', async () => {
    const refused = await sellTooMuch(admin.bakery)
    const typed = { 'quantity-0': '25', 'quantity-1': '7' }
    expect((await preview(refused.id, 'correct', typed)).text).toContain(
      'Coke 330 ml: 32 each would have to come from Retail, 30 each is there.',
    )
  })

  it('takes the value that a manager states for a gain that has no cost', async () => {
    const { bakery } = admin
    const gained = await gainUnpriced(bakery)
    const page = await preview(gained.id, 'correct', { 'quantity-0': '3', 'amount-0': 'a lot' })
    expect(page.text).toContain('Nobody has said yet what it costs')
    expect(page.text).toContain('This is not a number.')
    const unpriced = await settle(gained.id, 'correct', { 'quantity-0': '3', 'amount-0': '' })
    expect(unpriced.document?.head).toMatchObject({ state: 'refused', refusal: { code: 'E_NO_COST' } })
    const { document } = await settle(gained.id, 'correct', { 'quantity-0': '2.5', 'amount-0': '41.50' })
    expect(document?.head).toMatchObject({ state: 'posted', total: 4_150 })
    expect(document?.reason).toBe('found')
    expect(bakery.stock(bakery.place('manufacturing'), bakery.dough)).toEqual([2_500, 4_150])
    expect(openIds()).toEqual([])
  })
})

describe('relink', () => {
  it('posts a sale on another open order of the branch', async () => {
    const { bakery } = admin
    const refused = await sellOnClosedOrder(bakery)
    const page = await preview(refused.id, 'relink', { target: '' })
    expect(page.text).toContain('Choose an open sales order.')
    expect(page.html).toContain('BRA-SO-00002 · Corner Café · due 24 Nov 2026')
    expect(page.html).not.toContain('BRA-SO-00001 · ')
    const { document } = await settle(refused.id, 'relink', { target: String(others.otherOrder) })
    expect(document?.salesOrder?.number).toBe('BRA-SO-00002')
    expect(document?.head.state).toBe('posted')
  })

  it('puts usage on another run: its place, and the shortfall issued for it', async () => {
    const { bakery } = admin
    const used = await useOnClosedRun(bakery)
    const { document, id } = await settle(used.id, 'relink', { target: String(others.otherRun) })
    expect(document?.run?.serial).toBe('BRA-PR-00002')
    expect(document?.moves.map(({ quantity, to }) => [quantity, to.serial])).toEqual([
      [1_500, undefined],
      [1_000, 'BRA-PR-00002'],
      [500, 'BRA-PR-00002'],
      [100, undefined],
      [100, 'BRA-PR-00002'],
    ])
    expect(contentOf(id).lines[4]?.insteadOf).toBe(bakery.salt)
  })

  it.each(['999999', '0', 'x', '', '1e0'])('takes no order called %j', async (target) => {
    const refused = await sellOnClosedOrder(admin.bakery)
    const sent = await admin.post(
      links.refusal(refused.id),
      { action: 'relink', id: newDocumentId(), target },
      { cookie },
    )
    expect(sent.status).toBe(422)
    expect(openIds()).toEqual([refused.id])
  })

  it('takes no order of another branch, and offers none', async () => {
    const { central, brb, cafe, coke } = admin.bakery
    const strange = await createSalesOrder(central, {
      branch: brb,
      partner: cafe,
      orderedOn: '2026-11-20',
      dueOn: '2026-11-20',
      lines: [{ item: coke, quantity: 1 }],
    })
    const refused = await sellOnClosedOrder(admin.bakery)
    const page = await preview(refused.id, 'relink', { target: String(strange) })
    expect(page.status).toBe(422)
    expect(page.html).not.toContain('BRB-SO')
    const sent = { action: 'relink', id: newDocumentId(), target: String(strange) }
    expect((await admin.post(links.refusal(refused.id), sent, { cookie })).status).toBe(422)
    expect(openIds()).toEqual([refused.id])
  })
})

describe('material that came for a closed run', () => {
  it('can be booked as a loss, from the pool and what it lacks from the stockroom', async () => {
    const { bakery } = admin
    const { flour, place } = bakery
    await bakery.post({
      event: 'issue',
      lines: [
        {
          item: flour,
          from: place('stockroom'),
          to: place('manufacturing'),
          quantity: 1_200,
          take: { by: 'cost' },
        },
      ],
    })
    const used = await useOnClosedRun(bakery)
    const { document } = await settle(used.id, 'loss')
    expect(document?.head).toMatchObject({ state: 'posted', event: 'adjustment' })
    expect(document?.moves.map(({ quantity, from, to }) => [quantity, from.kind, to.kind])).toEqual([
      [1_000, 'manufacturing', 'loss'],
      [200, 'manufacturing', 'loss'],
      [300, 'stockroom', 'loss'],
      [100, 'stockroom', 'loss'],
    ])
  })
})

describe('void', () => {
  it('books nothing, for a reason that is chosen, written, or both', async () => {
    const { bakery } = admin
    const refused = await sellTooMuch(bakery)
    const { to, id, document } = await settle(refused.id, 'void', {
      why: 'Scanned twice',
      words: ' by the new one ',
    })
    expect(to).toBe(links.document(id))
    expect(document?.head).toMatchObject({ state: 'posted', event: 'void', total: 0 })
    expect(document?.reason).toBe('Scanned twice: by the new one')
    expect(openIds()).toEqual([])
    const settled = await admin.get(links.refusals({ state: 'settled' }), { cookie })
    expect(textOf(await settled.text())).toContain('Voided by BRA-VOI-00001 Pieter Botha')
  })

  it.each([
    [{ why: '', words: '  ' }, 'Say why.'],
    [{ why: 'something else', words: '' }, 'Say why.'],
    [{ why: 'Scanned twice', words: 'x'.repeat(190) }, 'At most 200 characters.'],
  ])('asks for the reason again: %j', async (typed, problem) => {
    const refused = await sellTooMuch(admin.bakery)
    const sent = { action: 'void', id: newDocumentId(), ...typed }
    const response = await admin.post(links.refusal(refused.id), sent, { cookie })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(problem)
    expect(openIds()).toEqual([refused.id])
  })
})

describe('authority', () => {
  it('nobody approves their own: the page says why and offers the void', async () => {
    const { bakery } = admin
    const pieter = Number(bakery.reader.get(`SELECT id FROM person WHERE login = 'pieter'`)?.[0])
    const asked = await askForApproval(bakery, { acceptedBy: pieter })
    const page = await preview(asked.id, 'post')
    expect(page.text).toContain('You accepted this yourself')
    expect(page.html).not.toContain('Post unchanged')
    const forced = await admin.post(
      links.refusal(asked.id),
      { action: 'post', id: newDocumentId() },
      { cookie },
    )
    expect(forced.status).toBe(409)
    expect(openIds()).toEqual([asked.id])
    const { document } = await settle(asked.id, 'post', {}, await admin.signIn('naledi'))
    expect(document?.head).toMatchObject({ state: 'posted', acceptedBy: 'Naledi Khumalo' })
  })

  it('of another branch there is nothing to see and nothing to do', async () => {
    const refused = await sellTooMuch(admin.bakery)
    const ayesha = await admin.signIn('ayesha')
    expect((await admin.get(links.refusal(refused.id), { cookie: ayesha })).status).toBe(404)
    const sent = { action: 'void', id: newDocumentId(), why: 'Scanned twice' }
    expect((await admin.post(links.refusal(refused.id), sent, { cookie: ayesha })).status).toBe(404)
    expect(openIds()).toEqual([refused.id])
  })
})

describe('what waits for a refusal', () => {
  it('is shown with it, cannot be posted before it, and is offered next, on what was posted instead', async () => {
    const { bakery } = admin
    const { dispatch, recall } = await dispatchTooMuch(bakery)
    expect((await preview(dispatch.id, 'correct')).text).toContain(
      'They are offered here once this one is settled.',
    )
    const early = await preview(recall.id, 'post')
    expect(early.text).toContain('It waits for another refused document')
    expect(early.html).not.toContain('Post unchanged')
    // The bread is left out: the recall's line is the first one now.
    const first = await settle(dispatch.id, 'correct', { 'quantity-0': '0', 'quantity-1': '4' })
    expect(first.document?.head.state).toBe('posted')
    expect(first.to).toBe(links.refusal(dispatch.id))
    expect(textOf(await (await admin.get(first.to ?? '', { cookie })).text())).toContain(
      'Settle them next, from the top.',
    )
    const second = await settle(recall.id, 'post')
    expect(second.document?.head).toMatchObject({ state: 'posted', event: 'transfer_recall' })
    expect(second.document?.answers?.id).toBe(first.id)
    expect(second.document?.moves.map(({ quantity }) => quantity)).toEqual([1])
    expect(openIds()).toEqual([])
  })

  it('can only be voided once what it waits for was voided', async () => {
    const { dispatch, recall } = await dispatchTooMuch(admin.bakery)
    await settle(dispatch.id, 'void', { why: 'It did not happen' })
    const page = await preview(recall.id, 'post')
    expect(page.text).toContain('What it answers was voided')
    const { document } = await settle(recall.id, 'void', { words: 'nor did this' })
    expect(document?.head.event).toBe('void')
    expect(openIds()).toEqual([])
  })
})
