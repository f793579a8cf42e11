import type { Context } from 'hono'
import { z } from 'zod'
import { choiceIn } from './request.ts'

const TEXT_MAX = 100
const CURSOR_MAX = 600
const cursor = z.array(z.union([z.string().max(200), z.int()])).max(4)

/** What the address of a list asks for, so that a list can be sent, kept and gone back to. */
export interface AskedList<Sort extends string> {
  /** What is looked for; '' for everything. */
  readonly text: string
  readonly sort: Sort
  /** Where the page before ended; undefined: the first page. */
  readonly after: ListCursor | undefined
}

/** The columns a list is sorted by, of the last row of a page. */
export type ListCursor = readonly (string | number)[]

/** Reads text, order and cursor; whatever makes no sense is the first page of everything in the first order. */
export function askedListIn<const Sort extends string>(
  c: Context,
  sorts: readonly [Sort, ...Sort[]],
): AskedList<Sort> {
  return {
    text: (c.req.query('text') ?? '').trim().slice(0, TEXT_MAX),
    sort: choiceIn(c, 'sort', sorts),
    after: readCursor(c.req.query('after')),
  }
}

/** A cursor as an address carries it. */
export function cursorText(values: ListCursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

function readCursor(text: string | undefined): ListCursor | undefined {
  if (text === undefined || text.length > CURSOR_MAX) return undefined
  try {
    const parsed = cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
