import { z } from 'zod'
import { ITEM_CODE_MAX, ITEM_NAME_MAX, readItemCode } from '../../../core/items/item-code.ts'
import { listItems, readBarcodesOf, readListedItem, type ListedItem } from '../../../core/items/list-items.ts'
import type { ItemFacts } from '../../../core/items/item-statements.ts'
import type { ItemProblem } from '../../../core/items/item-writes.ts'
import { findItems } from '../../../core/items/read-item-list.ts'
import type { BranchId, ItemId } from '../../../core/kernel/ids.ts'
import { BASE_UNITS } from '../../../core/kernel/quantity.ts'
import { words } from '../../../core/words/catalogue.ts'
import { apiError, found, invalid, readBack } from '../http/errors.ts'
import { problem } from '../http/problems.ts'
import { EVERY_ROLE, MANAGERS, ok, operation, type Call, type Caller, type Operation } from '../operation.ts'
import { cursor, limit, nothing, pageOf, plainText, rowParam } from '../schemas.ts'
import { viewOf } from '../views.ts'

const unit = z.strictObject({
  base: z.enum(BASE_UNITS),
  name: z.string(),
  /** Base units in one. */
  factor: z.int(),
})
const item = z
  .strictObject({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.enum(['raw', 'external', 'manufactured']),
    unit,
    is_measured: z.boolean(),
    is_retired: z.boolean(),
    branch: z.string().nullable(),
  })
  .meta({ id: 'Item' })
const wholeItem = item
  .extend({
    barcodes: z.array(
      z.strictObject({
        code: z.string(),
        base_quantity: z.int().nullable(),
        pack_name: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ItemWithBarcodes' })

/** By the rule of the forms and the tables: an answer shows it in capitals. */
const itemCode = plainText(ITEM_CODE_MAX)
  .refine((written) => 'code' in readItemCode(written), words.adminItems.problems.codeForm)
  .overwrite((written) => {
    const read = readItemCode(written)
    return 'code' in read ? read.code : written
  })
const itemBody = z.strictObject({
  code: itemCode,
  name: plainText(ITEM_NAME_MAX),
  kind: z.enum(['raw', 'external', 'manufactured']),
  unit: z.strictObject({
    base: z.enum(BASE_UNITS),
    name: plainText(20),
    factor: z.int().min(1).max(1_000_000_000),
  }),
  is_measured: z.boolean().default(false),
  branch: z.string().max(12).nullable().optional(),
})
const itemParams = z.strictObject({ item: rowParam })
const nameCursor = z.tuple([z.string(), z.int()])
const foundCursor = z
  .array(z.union([z.string(), z.int()]))
  .min(2)
  .max(3)
const IN_USE = {
  kind: 'all',
  whose: 'all',
  isRetired: false,
  isBare: false,
  among: undefined,
  sort: 'name',
} as const

function showListed({ isMeasured, isRetired, branchPrefix, id, code, name, kind, unit: of }: ListedItem) {
  return {
    id,
    code,
    name,
    kind,
    unit: { base: of.base, name: of.name, factor: of.factor },
    is_measured: isMeasured,
    is_retired: isRetired,
    branch: branchPrefix ?? null,
  }
}

function showWhole({ caller: { reader } }: { caller: Caller }, listed: ListedItem) {
  const barcodes = readBarcodesOf(reader, listed.id)
  return {
    ...showListed(listed),
    barcodes: barcodes.map(({ code, quantity, packName }) => ({
      code,
      base_quantity: quantity,
      pack_name: packName,
    })),
  }
}

const listing = operation(
  {
    id: 'listItems',
    tag: 'items',
    method: 'GET',
    path: '/items',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: z.strictObject({ text: plainText(100).optional(), code: plainText(40).optional(), limit, cursor }),
    answer: pageOf(item),
    handle({ caller: { reader }, query, cursors }) {
      if (query.code !== undefined) {
        const one = readListedItem(reader, query.code)
        return ok({ data: one === undefined ? [] : [showListed(one)], next: null })
      }
      if (query.text !== undefined) {
        const subject = `items found by ${query.text}`
        const after = cursors.read(subject, query.cursor, foundCursor)
        const { found: ids, next } = findItems(reader, {
          ...IN_USE,
          text: query.text,
          after,
          limit: query.limit,
        })
        const listed = ids.flatMap((id) => readListedItem(reader, id) ?? [])
        return ok({
          data: listed.map(showListed),
          next: next === undefined ? null : cursors.write(subject, next),
        })
      }
      const after = cursors.read('items', query.cursor, nameCursor)
      const start = after && { name: after[0], id: after[1] }
      const { entries, next } = listItems(reader, { after: start, limit: query.limit })
      return ok({
        data: entries.map(showListed),
        next: next === undefined ? null : cursors.write('items', [next.name, next.id]),
      })
    },
  },
)

const reading = operation(
  {
    id: 'readItem',
    tag: 'items',
    method: 'GET',
    path: '/items/{item}',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: itemParams,
    query: nothing,
    answer: wholeItem,
    handle: ({ caller, params }) =>
      ok(showWhole({ caller }, found(readListedItem(caller.reader, params.item as ItemId)))),
  },
)

const creating = operation(
  {
    id: 'createItem',
    tag: 'items',
    method: 'POST',
    path: '/items',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [201],
    errors: ['name_taken'],
  },
  {
    params: nothing,
    query: nothing,
    body: itemBody,
    example: {
      code: 'FLOUR-SPELT',
      name: 'Spelt flour',
      kind: 'raw',
      unit: { base: 'g', name: 'kg', factor: 1000 },
      is_measured: true,
    },
    answer: wholeItem,
    async handle(call) {
      const { caller, body, deps } = call
      const { branch, is_measured: isMeasured, ...facts } = body
      const written = await deps.writes.items.add({
        ...facts,
        isMeasured,
        branch: branchOf(call, branch),
        barcodes: [],
      })
      if (typeof written === 'string') throw problemOf(written)
      const location = `/items/${written}`
      const made = await readBack(location, () => found(readListedItem(caller.reader, written)))
      return { status: 201, body: showWhole(call, made), location }
    },
  },
)

const changing = operation(
  {
    id: 'changeItem',
    tag: 'items',
    method: 'PATCH',
    path: '/items/{item}',
    roles: MANAGERS,
    isKeyed: false,
    statuses: [200],
    errors: ['name_taken', 'in_use'],
  },
  {
    params: itemParams,
    query: nothing,
    // Without the default: what is not said stays as it is.
    body: itemBody.omit({ branch: true }).extend({ is_measured: z.boolean() }).partial().extend({
      is_retired: z.boolean().optional(),
    }),
    example: { name: 'Spelt flour, stoneground' },
    answer: wholeItem,
    async handle(call) {
      const { caller, params, body, deps } = call
      const known = found(readListedItem(caller.reader, params.item as ItemId))
      assertMayChange(caller, known)
      const { is_retired: isRetired, ...changes } = body
      if (Object.keys(changes).length > 0) {
        const written = await deps.writes.items.change(known.id, changedFacts(known, changes))
        if (written !== undefined) throw problemOf(written)
      }
      if (isRetired !== undefined) await deps.writes.items.retire(known.id, isRetired)
      return ok(showWhole(call, found(readListedItem(caller.reader, known.id))))
    },
  },
)

type Changes = { -readonly [Name in keyof ItemFacts]?: ItemFacts[Name] | undefined } & {
  is_measured?: boolean | undefined
}

function changedFacts(known: ListedItem, { code, name, kind, unit: of, is_measured }: Changes): ItemFacts {
  return {
    code: code ?? known.code,
    name: name ?? known.name,
    kind: kind ?? known.kind,
    unit: of ?? known.unit,
    isMeasured: is_measured ?? known.isMeasured,
    branch: known.branch,
    purchase: known.purchase,
    picture: known.picture,
  }
}

/** A manager looks after what is their branch's own; what is the company's, super admins do. */
function assertMayChange({ bearer }: Caller, { branch }: ListedItem): void {
  if (bearer.role !== 'super_admin' && branch !== bearer.branch) throw apiError('role_forbidden')
}

function branchOf(call: Call<unknown, unknown, unknown>, asked: string | null | undefined): BranchId | null {
  const { bearer } = call.caller
  if (typeof asked === 'string') return viewOf(call, asked, 'body.branch').branches[0]?.id ?? null
  if (bearer.role === 'super_admin') return null
  // Said outright, it is the company's: not a manager's to make. Unsaid, it is their branch's own.
  if (asked === null) throw invalid([problem('body.branch', 'role')])
  return bearer.branch
}

function problemOf(what: ItemProblem): Error {
  const detail = { details: { problem: what } }
  return what === 'code_taken' || what === 'barcode_taken'
    ? apiError('name_taken', detail)
    : apiError('in_use', detail)
}

export const itemOperations: readonly Operation[] = [listing, reading, creating, changing]
