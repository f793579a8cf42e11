import { z } from 'zod'
import type { Branch } from '../../../core/branches/read-branches.ts'
import type { NewSalesOrder } from '../../../core/orders/create-sales-order.ts'
import { readOrder, readOrders, type Order, type OrderSummary } from '../../../core/orders/read-orders.ts'
import { findItems, readAmount } from '../asked-items.ts'
import { cost } from '../costs.ts'
import { answerDueList, dueQuery, openOrClosed } from '../due-list.ts'
import { decimalAsked, money, quantity, type Figures } from '../figures.ts'
import { found, invalid, readBack, type FieldProblem } from '../http/errors.ts'
import { keyedRequest, madeOnce } from '../http/keys.ts'
import { problem } from '../http/problems.ts'
import { EVERY_ROLE, MANAGERS, ok, operation, type Call, type Operation } from '../operation.ts'
import * as schemas from '../schemas.ts'
import { branchFor, showItem, viewOf } from '../views.ts'

const { branchPrefix, day, itemAsked, itemLabel, nothing, pageOf, rowParam } = schemas

const summary = z
  .strictObject({
    id: z.int(),
    number: z.string(),
    branch: z.string(),
    partner: z.string(),
    ordered_on: day,
    due_on: day,
    state: openOrClosed,
    lines: z.int(),
    complete_lines: z.int(),
  })
  .meta({ id: 'SalesOrderSummary' })
const line = z
  .strictObject({
    item: itemLabel,
    ordered: quantity,
    logged: quantity,
    open: quantity,
    /** Of one display unit; null: the order does not say. */
    price: cost(money.nullable()),
    revenue: cost(money.nullable()),
    cost: cost(money),
    margin: cost(money.nullable()),
  })
  .meta({ id: 'SalesOrderLine' })
const order = summary
  .omit({ lines: true, complete_lines: true })
  .extend({ lines: z.array(line) })
  .meta({ id: 'SalesOrder' })

const orderParams = z.strictObject({ order: rowParam })

const listing = operation(
  {
    id: 'listOrders',
    tag: 'orders',
    method: 'GET',
    path: '/sales-orders',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: dueQuery,
    answer: pageOf(summary),
    handle: (call) =>
      answerDueList(call, {
        name: 'orders',
        read: readOrders,
        show: (entry, prefix) => ({
          ...showHead(entry, prefix),
          lines: entry.lines,
          complete_lines: entry.completeLines,
        }),
      }),
  },
)

const reading = operation(
  {
    id: 'readOrder',
    tag: 'orders',
    method: 'GET',
    path: '/sales-orders/{order}',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: orderParams,
    query: nothing,
    answer: order,
    handle: async (call) => ok(await readWhole(call, call.params.order)),
  },
)

const creating = operation(
  {
    id: 'createOrder',
    tag: 'orders',
    method: 'POST',
    path: '/sales-orders',
    roles: MANAGERS,
    isKeyed: true,
    statuses: [201, 200],
    errors: [],
  },
  {
    params: nothing,
    query: nothing,
    body: z.strictObject({
      branch: branchPrefix.optional(),
      /** Id of a customer. */
      partner: z.int().positive(),
      ordered_on: day.optional(),
      due_on: day,
      lines: z
        .array(
          z.strictObject({
            item: itemAsked,
            quantity: decimalAsked.optional(),
            base_quantity: schemas.baseQuantity.optional(),
            price: decimalAsked.optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    example: {
      partner: 5,
      due_on: '2026-12-01',
      lines: [{ item: 'BREAD-WHITE', quantity: '20', price: '18.50' }],
    },
    answer: order,
    async handle(call) {
      const { deps, body: asked } = call
      const branch = branchFor(call, asked.branch)
      const made = madeOnce(
        await deps.writes.createOrder(keyedRequest(call), () => planOrder(call, branch, asked)),
      )
      const location = `/sales-orders/${made.id}`
      const body = await readBack(location, () => readWhole(call, made.id))
      return { status: made.status, body, location }
    },
  },
)

interface AskedOrder {
  readonly partner: number
  readonly ordered_on?: string | undefined
  readonly due_on: string
  readonly lines: readonly AskedOrderLine[]
}
interface AskedOrderLine {
  readonly item: string | number
  readonly quantity?: string | undefined
  readonly base_quantity?: number | undefined
  readonly price?: string | undefined
}

const CUSTOMER = 'SELECT is_customer, is_retired FROM partner WHERE id = ?1'

/** Reads items, quantities and prices, or says everything that is wrong with them. */
function planOrder(
  { caller: { reader }, deps, figures }: Call<unknown, unknown, unknown>,
  branch: Branch,
  asked: AskedOrder,
): NewSalesOrder {
  const problems: FieldProblem[] = []
  const [isCustomer, isRetired] = reader.get(CUSTOMER, asked.partner) ?? []
  if (isCustomer !== 1) problems.push(problem('body.partner', 'unknown'))
  else if (isRetired === 1) problems.push(problem('body.partner', 'retired'))
  const today = deps.formats.businessDay(deps.clock.now(), branch.timeZone)
  const orderedOn = asked.ordered_on ?? today
  if (asked.due_on < orderedOn) problems.push(problem('body.due_on', 'before'))
  const itemOf = findItems(
    reader,
    asked.lines.map(({ item }) => item),
  )
  const seen = new Set<number>()
  const lines = asked.lines.flatMap((sent, index) => {
    const path = `body.lines.${index}`
    const item = itemOf(sent.item)
    if (item === undefined || item.isRetired) {
      problems.push(problem(`${path}.item`, item === undefined ? 'unknown' : 'retired'))
      return []
    }
    if (item.kind === 'raw') problems.push(problem(`${path}.item`, 'kind'))
    if (seen.has(item.id)) problems.push(problem(`${path}.item`, 'repeated'))
    seen.add(item.id)
    const amount = readAmount(figures, sent, item.unit, path)
    const price = readPrice(figures, sent.price, path)
    for (const read of [amount, price]) if (typeof read === 'object') problems.push(read)
    if (typeof amount === 'object' || typeof price === 'object') return []
    return [{ item: item.id, quantity: amount, ...(price === undefined ? {} : { price }) }]
  })
  if (problems.length > 0) throw invalid(problems)
  return { branch: branch.id, partner: asked.partner, orderedOn, dueOn: asked.due_on, lines }
}

function readPrice(
  figures: Figures,
  text: string | undefined,
  path: string,
): number | FieldProblem | undefined {
  const price = text === undefined ? undefined : figures.readMoney(text)
  return typeof price === 'string' ? problem(`${path}.price`, price) : price
}

const settingState = operation(
  {
    id: 'setOrderState',
    tag: 'orders',
    method: 'PATCH',
    path: '/sales-orders/{order}',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: orderParams,
    query: nothing,
    body: z.strictObject({ state: openOrClosed }),
    example: { state: 'closed' },
    answer: order,
    async handle(call) {
      const { params, body, deps, caller } = call
      const known = found(await readOrder(caller.scope, caller.reader, params.order))
      if (known.state !== body.state) await deps.writes.setOrderState(params.order, body.state)
      return ok(await readWhole(call, params.order))
    },
  },
)

function showHead(
  head: Pick<OrderSummary, 'id' | 'number' | 'partner' | 'orderedOn' | 'dueOn' | 'state'>,
  branch: string,
) {
  return {
    id: head.id,
    number: head.number,
    branch,
    partner: head.partner,
    ordered_on: head.orderedOn,
    due_on: head.dueOn,
    state: head.state,
  }
}

async function readWhole(call: Call<unknown, unknown, unknown>, id: number) {
  const { scope, reader } = call.caller
  return showOrder(call, found(await readOrder(scope, reader, id)))
}

function showOrder(call: Call<unknown, unknown, unknown>, whole: Order): z.infer<typeof order> {
  const { figures } = call
  const amountOf = (value: number | undefined) => (value === undefined ? null : figures.money(value))
  return {
    ...showHead(whole, viewOf(call).prefixOf(whole.branch)),
    lines: whole.lines.map((entry) => ({
      item: showItem(entry.item),
      ordered: figures.quantity(entry.ordered, entry.item.unit),
      logged: figures.quantity(entry.logged, entry.item.unit),
      open: figures.quantity(entry.open, entry.item.unit),
      price: amountOf(entry.price),
      revenue: amountOf(entry.revenue),
      cost: figures.money(entry.cost),
      margin: amountOf(entry.margin),
    })),
  }
}

export const orderOperations: readonly Operation[] = [listing, reading, creating, settingState]
