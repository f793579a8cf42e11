import { type DocumentHead } from '../book/document-head.ts'
import type { MoveLine, PlaceLabel } from '../book/move-line.ts'
import { readMovesOf } from '../book/read-journal.ts'
import type { Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { Minor } from '../kernel/money.ts'
import type { Quantity } from '../kernel/quantity.ts'
import type { ItemLabel } from '../items/item-label.ts'
import { refusalInWords } from '../reports/refusal-in-words.ts'
import type { Formats } from '../words/format.ts'
import type { DeliveredEvent } from './hook.ts'

/** The form of a message. A change that a reader of this one would not understand is a new number. */
export const MESSAGE_VERSION = 1
/** Of a document with more, the rest is read through the API. */
export const MOVES_MAX = 200

interface Parts {
  readonly scope: Scope
  /** Sees as far as the hook does. */
  readonly reader: Reader
  readonly formats: Formats
  readonly withCosts: boolean
}

/** What a person is needed for. */
export type NeededFor = 'refusal' | 'approval' | 'books_not_right'

/** Everything that every message says. */
export function messageText(
  { id, event, at, branch }: { id: string; event: DeliveredEvent; at: number; branch: string | null },
  about: object,
): string {
  return JSON.stringify({ version: MESSAGE_VERSION, delivery: id, event, at: isoOf(at), branch, ...about })
}

/** A document as the API shows it, with its moves; amounts where the hook may know them. */
export function aboutDocument(parts: Parts, head: DocumentHead, branch: string): object {
  const moves = head.state === 'posted' ? (readMovesOf(parts.reader, [head]).get(head.position) ?? []) : []
  return {
    document: {
      id: head.id,
      address: `/api/v1/documents/${head.id}`,
      state: head.state,
      event: head.event,
      branch,
      number: head.number ?? null,
      reference: head.reference,
      posting_date: head.postingDate ?? null,
      accepted_at: isoOf(head.acceptedAt),
      clock_in_doubt: head.isClockDoubtful,
      accepted_by: head.acceptedBy ?? null,
      posted_at: isoOf(head.postedAt),
      writer: head.writer,
      ...(parts.withCosts && head.state === 'posted' ? { total: moneyOf(parts, head.total) } : {}),
      refusal: refusalOf(parts, head),
      move_count: head.lineCount,
      moves: moves.slice(0, MOVES_MAX).map((move) => aboutMove(parts, move)),
    },
  }
}

function aboutMove(parts: Parts, { item, quantity, from, to, amount }: MoveLine): object {
  return {
    item: item === undefined ? null : { id: item.id, code: item.code, name: item.name, kind: item.kind },
    quantity: item === undefined ? null : quantityOf(parts, quantity, item),
    from: placeOf(from),
    to: placeOf(to),
    ...(parts.withCosts ? { amount: moneyOf(parts, amount) } : {}),
  }
}

function placeOf({ id, kind, counterpart, serial }: PlaceLabel): object {
  return { id, kind, counterpart: counterpart ?? null, run: serial ?? null }
}

function quantityOf({ formats }: Parts, quantity: Quantity, { unit }: ItemLabel): object {
  return {
    amount: formats.quantityInput(quantity, unit),
    unit: unit.name,
    base: quantity,
    base_unit: unit.base,
  }
}

function moneyOf({ formats }: Parts, amount: Minor): object {
  return { amount: formats.moneyInput(amount), currency: formats.currency }
}

function refusalOf({ scope, reader, formats }: Parts, { refusal }: DocumentHead): object | null {
  if (refusal === undefined) return null
  return { code: refusal.code, message: refusalInWords(scope, reader, formats, refusal) }
}

const isoOf = (at: number): string => new Date(at).toISOString()
