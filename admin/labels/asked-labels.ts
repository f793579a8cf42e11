import type { Context } from 'hono'
import { z } from 'zod'
import { LABEL_KIND_NAMES, type LabelKind } from '../../core/labels/label-kind-names.ts'
import { LABEL_SIZE_NAMES, type LabelSizeName } from '../../core/labels/label-sizes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { choiceIn } from '../request.ts'

/** The most labels that are made at once: more is a job for the night, and for a printer of its own. */
export const LABELS_MAX = 500
/** The most items that are chosen at once, so that the address stays one that can be sent. */
export const CHOSEN_MAX = 100
const TEXT_MAX = 100

/** Where a shelf is. */
export const SHELF_PLACES = ['stockroom', 'manufacturing', 'retail'] as const
export type ShelfPlace = (typeof SHELF_PLACES)[number]

/** What the address of the labels page asks for, as it was typed: all of it, so that it can be kept and sent. */
export interface AskedLabels {
  readonly kind: LabelKind
  readonly size: LabelSizeName
  readonly symbol: 'bars' | 'square'
  readonly place: ShelfPlace
  /** Of a shelf; '' for the first one of the visitor's. */
  readonly branch: string
  readonly lot: string
  readonly expires: string
  readonly quantity: string
  /** Labels of the first sheet that are used up. */
  readonly used: string
  /** What items are looked for. */
  readonly text: string
  readonly chosen: readonly Chosen[]
}

export interface Chosen {
  readonly item: ItemId
  readonly copies: number
}

const itemId = z.coerce.number().int().positive()
const copiesText = z.coerce.number().int().min(0).catch(1)

/** Reads the address. Items and their numbers of labels stand in pairs, as the form sends them. */
export function askedLabelsIn(c: Context): AskedLabels {
  const textIn = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, TEXT_MAX)
  const copies = c.req.queries('copies') ?? []
  const pairs = (c.req.queries('item') ?? []).slice(0, CHOSEN_MAX).flatMap((id, index) => {
    const item = itemId.safeParse(id)
    const typed = copies[index] ?? ''
    return item.success
      ? [{ item: item.data as ItemId, copies: typed === '' ? 1 : copiesText.parse(typed) }]
      : []
  })
  return {
    kind: choiceIn(c, 'kind', LABEL_KIND_NAMES),
    size: choiceIn(c, 'size', LABEL_SIZE_NAMES),
    symbol: choiceIn(c, 'symbol', ['bars', 'square']),
    place: choiceIn(c, 'place', SHELF_PLACES),
    branch: textIn('branch'),
    lot: textIn('lot'),
    expires: textIn('expires'),
    quantity: textIn('quantity'),
    used: textIn('used'),
    text: textIn('text'),
    chosen: [...new Map(pairs.map((pair) => [pair.item, pair])).values()],
  }
}

/** What a press of one of the list's buttons makes of it; undefined: none was pressed. The same again changes nothing. */
export function pressedIn(c: Context, asked: AskedLabels): AskedLabels | undefined {
  const [add, remove] = [c.req.query('add'), c.req.query('remove')]
  if (add === undefined && remove === undefined) return undefined
  const item = itemId.safeParse(add ?? remove)
  if (!item.success) return asked
  const id = item.data as ItemId
  const others = asked.chosen.filter((chosen) => chosen.item !== id)
  if (add === undefined) return { ...asked, chosen: others }
  const isChosen = others.length < asked.chosen.length
  return isChosen ? asked : { ...asked, chosen: [...others, { item: id, copies: 1 }].slice(0, CHOSEN_MAX) }
}

/** The same as an address: what is as usual is left out. `more` is for files, which ask for more. */
export function labelsAddress(
  path: string,
  asked: AskedLabels,
  more: Readonly<Record<string, string>> = {},
): string {
  const { chosen, ...words } = asked
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...words, ...more }))
    if (value !== '' && !USUAL.has(value)) parameters.set(name, value)
  for (const { item, copies } of chosen) {
    parameters.append('item', String(item))
    parameters.append('copies', String(copies))
  }
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

const USUAL: ReadonlySet<string> = new Set([
  LABEL_KIND_NAMES[0],
  LABEL_SIZE_NAMES[0],
  'bars',
  SHELF_PLACES[0],
])
