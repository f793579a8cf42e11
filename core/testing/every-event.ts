import type { DocumentLine, Take } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { newDocumentId } from '../kernel/ids.ts'
import type { Bakery, TestDraft } from './bakery.ts'

/** Documents that tests name again. */
export interface EveryEvent {
  readonly posted: ReadonlyMap<string, string>
}

/** Posts at least one document of every event, with every way to value a line, a refusal and its void. */
export async function postEveryEvent(bakery: Bakery): Promise<EveryEvent> {
  const posted = new Map<string, string>()
  const post = async (name: string, draft: TestDraft, writer?: string): Promise<Outcome> => {
    const id = newDocumentId()
    posted.set(name, id)
    const outcome = await bakery.post({ ...draft, id }, writer)
    const wanted = name.startsWith('refused') ? 'refused' : 'posted'
    if (outcome.state !== wanted) throw new Error(`${name} is ${JSON.stringify(outcome)}`)
    return outcome
  }
  const story: Story = { bakery, post, id: (name) => posted.get(name) ?? '' }
  await fillTheStockroom(story)
  await bakeBread(story)
  await sellAndCount(story)
  await sendToTheOtherBranch(story)
  await correctPrices(story)
  await undoAndRefuse(story)
  return { posted }
}

interface Story {
  readonly bakery: Bakery
  readonly post: (name: string, draft: TestDraft, writer?: string) => Promise<Outcome>
  readonly id: (name: string) => string
}

const line = (item: number | null, from: number, to: number, quantity: number, take: Take): DocumentLine => ({
  item,
  from,
  to,
  quantity,
  take,
})
const atCost: Take = { by: 'cost' }
const stated = (amount: number): Take => ({ by: 'stated', amount })

async function fillTheStockroom({ bakery, post }: Story): Promise<void> {
  const { flour, butter, salt, coke, dough, place } = bakery
  const supplier = place('supplier')
  const stockroom = place('stockroom')
  await post('opening', {
    event: 'opening',
    lines: [
      line(flour, place('opening'), stockroom, 20_000, stated(16_001)),
      line(dough, place('opening'), place('manufacturing'), 3_000, stated(2_000)),
      line(coke, place('opening'), place('retail'), 5, stated(4_999)),
    ],
  })
  await post('purchase', {
    event: 'purchase_invoice',
    paper: 'INV 17; "rush", | Mill',
    lines: [
      line(flour, supplier, stockroom, 100_000, stated(79_999)),
      line(butter, supplier, stockroom, 9_000, stated(100_003)),
      line(salt, supplier, stockroom, 5_000, stated(1_111)),
      line(coke, supplier, stockroom, 48, stated(40_000)),
      line(null, supplier, place('tax'), 0, stated(12_345)),
    ],
  })
  await post('restock', { event: 'restock', lines: [line(coke, stockroom, place('retail'), 30, atCost)] })
  await post('issue', {
    event: 'issue',
    lines: [line(flour, stockroom, place('manufacturing'), 7_003, atCost)],
  })
  await post('issue_return', {
    event: 'issue_return',
    lines: [line(flour, place('manufacturing'), stockroom, 1_001, atCost)],
  })
}

async function bakeBread({ bakery, post }: Story): Promise<void> {
  const { flour, butter, salt, bread, dough, run, place } = bakery
  const stockroom = place('stockroom')
  const pool = place('manufacturing')
  const onRun = bakery.placeOfRun(run)
  const use = (item: number, quantity: number): DocumentLine[] => [
    line(item, stockroom, pool, quantity, { by: 'shortfall' }),
    line(item, pool, onRun, quantity, atCost),
  ]
  const build = (quantity: number): DocumentLine[] => [
    line(salt, pool, onRun, quantity, { by: 'backflush', stockroom }),
    line(null, onRun, place('built'), quantity, { by: 'ingredients' }),
    line(bread, place('built'), place('retail'), quantity, { by: 'made' }),
  ]
  await post('usage', { event: 'usage', run, lines: [...use(flour, 50_000), ...use(butter, 1_007)] })
  await post('usage_return', { event: 'usage_return', run, lines: [line(butter, onRun, pool, 7, atCost)] })
  await post('part build', { event: 'build', run, lines: build(37) })
  await post('final build', { event: 'build', run, lines: build(63) })
  await post('late usage', { event: 'usage', run, lines: [line(dough, pool, onRun, 1_234, atCost)] })
  await post('run close', {
    event: 'run_close',
    run,
    reason: 'fell on the floor',
    lines: [line(null, onRun, place('write_off'), 0, { by: 'rest' })],
  })
}

async function sellAndCount({ bakery, post, id }: Story): Promise<void> {
  const { flour, coke, bread, order, place } = bakery
  const retail = place('retail')
  const customer = place('customer')
  await post('sale', {
    event: 'sale',
    salesOrder: order,
    lines: [line(bread, retail, customer, 40, atCost), line(coke, retail, customer, 7, atCost)],
  })
  const back = (quantity: number): Take => ({ by: 'answered', document: id('sale'), move: quantity })
  await post('customer return', {
    event: 'customer_return',
    answers: id('sale'),
    lines: [line(bread, customer, retail, 3, back(0)), line(coke, customer, place('write_off'), 2, back(1))],
  })
  await post('write-off', { event: 'write_off', lines: [line(bread, retail, place('write_off'), 2, atCost)] })
  await post('gain and loss', {
    event: 'adjustment',
    lines: [
      line(flour, place('gain'), place('stockroom'), 250, { by: 'gain' }),
      line(coke, place('stockroom'), place('loss'), 1, atCost),
      line(bakery.butter, place('gain'), place('manufacturing'), 5_001, { by: 'gain' }),
    ],
  })
}

async function sendToTheOtherBranch({ bakery, post, id }: Story): Promise<void> {
  const { bra, brb, bread, coke, place } = bakery
  const out = bakery.placeTowards(bra, 'branch_out', brb)
  const into = bakery.placeTowards(brb, 'branch_in', bra)
  const drawn = (name: string, move: number): Take => ({ by: 'answered', document: id(name), move })
  const dispatch = [
    line(bread, place('retail'), out, 20, atCost),
    line(coke, place('stockroom'), out, 9, atCost),
  ]
  await post('dispatch', { event: 'transfer_dispatch', lines: dispatch })
  await post(
    'receive',
    {
      event: 'transfer_receive',
      branch: brb,
      answers: id('dispatch'),
      lines: [
        line(bread, into, place('retail', brb), 11, drawn('dispatch', 0)),
        line(coke, into, place('stockroom', brb), 3, drawn('dispatch', 1)),
      ],
    },
    'BRB-K1',
  )
  await post('settlement', {
    event: 'transfer_settlement',
    answers: id('dispatch'),
    reason: 'damaged on the road',
    lines: [line(bread, out, place('loss'), 2, drawn('dispatch', 0))],
  })
  await post(
    'settlement there',
    {
      event: 'transfer_settlement',
      branch: brb,
      answers: id('dispatch'),
      lines: [line(coke, into, place('loss', brb), 1, drawn('dispatch', 1))],
    },
    'BRB-K1',
  )
  await post('recall', {
    event: 'transfer_recall',
    answers: id('dispatch'),
    lines: [line(coke, out, place('stockroom'), 2, drawn('dispatch', 1))],
  })
  await post('second dispatch', {
    event: 'transfer_dispatch',
    lines: [line(bread, place('retail'), out, 4, atCost)],
  })
}

async function correctPrices({ bakery, post, id }: Story): Promise<void> {
  const { flour, butter, coke, place } = bakery
  const supplier = place('supplier')
  const stockroom = place('stockroom')
  const gain = place('gain')
  const loss = place('loss')
  await post('supplier return', {
    event: 'supplier_return',
    lines: [
      line(flour, stockroom, supplier, 4_000, { by: 'credit_note', amount: 5_000, gain, loss }),
      line(butter, stockroom, supplier, 100, { by: 'credit_note', amount: 900, gain, loss }),
    ],
  })
  await post('dearer', {
    event: 'price_confirmation',
    answers: id('purchase'),
    lines: [
      line(flour, supplier, stockroom, 100_000, { by: 'dearer', amount: 1_237, loss }),
      line(null, supplier, place('tax'), 0, stated(55)),
    ],
  })
  await post('cheaper', {
    event: 'price_confirmation',
    answers: id('purchase'),
    lines: [line(coke, stockroom, supplier, 48, { by: 'cheaper', amount: 1_001, gain })],
  })
}

async function undoAndRefuse(story: Story): Promise<void> {
  const { bakery, post, id } = story
  const { coke, salt, order, place } = bakery
  await post('mistaken purchase', {
    event: 'purchase_invoice',
    lines: [line(salt, place('supplier'), place('stockroom'), 1_000, stated(900))],
  })
  await post('reversal', {
    event: 'reversal',
    reverses: { document: id('mistaken purchase'), moves: 1 },
    lines: [],
  })
  await post('mistaken sale', {
    event: 'sale',
    salesOrder: order,
    lines: [line(coke, place('retail'), place('customer'), 3, atCost)],
  })
  await post('reversal of a sale', {
    event: 'reversal',
    reverses: { document: id('mistaken sale'), moves: 1 },
    lines: [],
  })
  const tooMany = [line(coke, place('retail'), place('customer'), 5_000, atCost)]
  await post('refused sale', { event: 'sale', lines: tooMany })
  await post('void of it', {
    event: 'reversal',
    reverses: { document: id('refused sale'), moves: 1 },
    lines: [],
  })
  await post('refused again', { event: 'sale', lines: tooMany })
  await post('void with a reason', {
    event: 'void',
    settles: id('refused again'),
    acceptedBy: bakery.palesa,
    reason: 'typed twice',
    lines: [],
  })
  await approve(story, tooMany)
  await post('refused and waiting', { event: 'sale', lines: tooMany })
}

/** Sent to a manager, tried in vain, and settled with less; and one allowed on the spot. */
async function approve({ bakery, post, id }: Story, tooMany: readonly DocumentLine[]): Promise<void> {
  const { palesa, coke, place } = bakery
  const one = [line(coke, place('retail'), place('customer'), 1, atCost)]
  const given: TestDraft['approval'] = { state: 'given', for: ['over_planned'], by: palesa }
  await post('allowed sale', { event: 'sale', approval: given, lines: one }, 'HQ-A1')
  await post('refused for approval', {
    event: 'sale',
    approval: { state: 'asked', for: ['over_planned'] },
    lines: one,
  })
  const settled = { event: 'sale', acceptedBy: palesa, settles: id('refused for approval') } as const
  await post('refused try', { ...settled, lines: tooMany }, 'HQ-A2')
  await post('approved sale', { ...settled, lines: one }, 'HQ-A2')
}
