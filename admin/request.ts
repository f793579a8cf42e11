import type { Context } from 'hono'
import { z } from 'zod'
import type { AccountId, DocumentId, ItemId, LocationId, Position } from '../core/kernel/ids.ts'
import { NotHere } from './errors.tsx'

const rowId = z.coerce.number().int().positive()
const uuid = z.uuid()

/** A row's number out of the address; anything else is nothing of ours. */
export function rowIdIn(c: Context, name: string): number {
  const parsed = rowId.safeParse(c.req.param(name))
  if (!parsed.success) throw new NotHere()
  return parsed.data
}

export const locationIn = (c: Context): LocationId => rowIdIn(c, 'location') as LocationId
export const itemIn = (c: Context): ItemId => rowIdIn(c, 'item') as ItemId
export const accountIn = (c: Context): AccountId => rowIdIn(c, 'account') as AccountId

export function documentIn(c: Context): DocumentId {
  return uuidIn(c, 'document') as DocumentId
}

/** The id of something with a UUID out of the address. */
export function uuidIn(c: Context, name: string): string {
  const parsed = uuid.safeParse(c.req.param(name)?.toLowerCase())
  if (!parsed.success) throw new NotHere()
  return parsed.data
}

/** The position after which a page of documents goes on; undefined: the newest page. */
export function beforeIn(c: Context): Position | undefined {
  const parsed = rowId.safeParse(c.req.query('before'))
  return parsed.success ? (parsed.data as Position) : undefined
}

/** One of some words in the query, the first of them when it is missing or none of them. */
export function choiceIn<const Choice extends string>(
  c: Context,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const asked = c.req.query(name)
  return choices.find((choice) => choice === asked) ?? choices[0]
}

const dueCursor = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/

/** Where a list of what is due goes on. */
export function dueCursorIn(c: Context): { dueOn: string; id: number } | undefined {
  const parts = dueCursor.exec(c.req.query('after') ?? '')
  return parts === null ? undefined : { dueOn: parts[1] ?? '', id: Number(parts[2]) }
}
export const dueCursorText = ({ dueOn, id }: { dueOn: string; id: number }): string => `${dueOn}.${id}`
