import type { Effect, Finding, MachineEvent, Sound } from '../session/machine-event.ts'
import { transition } from '../session/machine.ts'
import { shownLines, totalOf } from '../session/lines.ts'
import type { Latest } from '../session/notices.ts'
import { NEW_SESSION, workOf, type Session } from '../session/session-state.ts'
import {
  NO_LOT,
  type Facts,
  type Line,
  type LotOfShare,
  type Person,
  type Work,
  type WorkContext,
} from '../session/work-state.ts'

/** People, papers, items and scans for tests of the session machine, which needs no book for them. */

export const THANDI: Person = { id: 1, name: 'Thandi M.', mayApprove: false }
export const SIPHO: Person = { id: 2, name: 'Sipho K.', mayApprove: false }
export const PALESA: Person = { id: 3, name: 'Palesa D.', mayApprove: true }

export const ORDER: WorkContext = {
  kind: 'sales_order',
  id: 1,
  partner: 'Corner Café',
  number: 'BRA-SO-00001',
  dueOn: '2026-11-20',
  places: { retail: 1, customer: 2 },
}
export const RUN: WorkContext = {
  kind: 'run',
  id: 2,
  serial: 'BRA-PR-00001',
  product: 'White bread',
  dueOn: '2026-11-20',
  places: { pool: 3, stockroom: 4, run: 5 },
}

/** A document's id; each number is another one. */
export const documentOf = (number: number): string =>
  `0193a0a0-0000-7000-8000-${String(number).padStart(12, '0')}`
export const DOCUMENT = documentOf(1)

export const each = { base: 'each', name: 'each', factor: 1 } as const
export const kg = { base: 'g', name: 'kg', factor: 1000 } as const
export const ORDERED = { quantity: 10, logged: 0, upTo: 10 } as const

/** An item as it is found: 100 of it there, 10 ordered. */
export function line(item: number, facts: Partial<Facts> = {}, isMeasured = false): Line {
  return {
    item,
    name: `Item ${item}`,
    kind: 'external',
    unit: isMeasured ? kg : each,
    isMeasured,
    facts: { available: 100, planned: ORDERED, dataAt: 0, ...facts },
    shares: [],
    serials: [],
    insteadOf: null,
    scannedAt: 0,
    touched: 0,
  }
}

export const scanOf = (finding: Finding): MachineEvent => ({ type: 'scan', finding, at: 5 })

interface Scanned {
  readonly facts?: Partial<Facts>
  readonly lot?: LotOfShare
  readonly serial?: string
}

/** A scan of an item. */
export const item = (id: number, quantity = 1, { facts, ...rest }: Scanned = {}): MachineEvent =>
  scanOf({ kind: 'item', text: `I${id}`, name: `Item ${id}`, line: line(id, facts), quantity, ...rest })

/** A scan of an item by weight whose barcode says none. */
export const measured = (id: number, { facts, ...rest }: Scanned & { price?: number } = {}): MachineEvent => {
  const found = line(
    id,
    { available: 50_000, planned: { quantity: 50_000, logged: 0, upTo: 50_000 }, ...facts },
    true,
  )
  return scanOf({ kind: 'measured', text: `M${id}`, name: found.name, line: found, ...rest })
}

/** A scan of a code that no item has. */
export const unknown = (key: string, quantity = 1): MachineEvent =>
  scanOf({ kind: 'unknown', text: key.toLowerCase(), name: '', key, quantity, lot: NO_LOT })

/** A scan of somebody's badge. */
export const badge = (person: Person, isInUse = false): MachineEvent =>
  scanOf({ kind: isInUse ? 'badge_in_use' : 'badge', text: '', name: person.name, person })

export const lot = (name: string, expiry: LotOfShare['expiry'] = null): LotOfShare => ({
  lot: name,
  expiresOn: '2026-12-01',
  expiry,
})

export const opening = (context: WorkContext, document = DOCUMENT): MachineEvent => ({
  type: 'open_work',
  opens: { workflow: context.kind === 'run' ? 'production' : 'sales', context, documentId: document },
  at: 1,
})
export const typed = (value: number): MachineEvent => ({ type: 'enter', typed: { ok: true, value }, at: 6 })
export const REVIEW: MachineEvent = { type: 'review' }
export const UNDO: MachineEvent = { type: 'undo_scan' }

/** Accept as the screen would press it now. */
export function accepting(session: Session): MachineEvent {
  const work = workOf(session)
  return { type: 'accept', documentId: work?.documentId ?? DOCUMENT, steps: work?.steps ?? 0 }
}

/** What the station answers to what the machine asks: all goes well. */
export function allWell(effect: Effect): MachineEvent | undefined {
  switch (effect.kind) {
    case 'accept':
      return {
        type: 'taken',
        latest: latestOf(effect.work, effect.operator, effect.approval?.state === 'asked'),
      }
    case 'undo':
      return { type: 'undo_taken', id: documentOf(999), reference: 'BRA-K1-000999' }
    case 'attach':
      return { type: 'attached', line: line(effect.candidate.item), perScan: effect.perScan, at: 8 }
    case 'discard':
      return { type: 'discarded' }
    case 'tell':
      return { type: 'told' }
    case 'note_unknown':
    case 'practise':
    case 'sound':
      return undefined
  }
}

/** The same on a full disk. */
export function diskFull(effect: Effect): MachineEvent | undefined {
  return allWell(effect) === undefined ? undefined : { type: 'not_taken' }
}

function latestOf(work: Work, by: Person, isSent: boolean): Latest {
  return {
    id: work.documentId,
    reference: 'BRA-K1-000001',
    acceptedAt: 7,
    by,
    workflow: work.workflow,
    context: work.context,
    isSent,
    lines: shownLines(work).map(({ item: id, name, unit, ...rest }) => ({
      item: id,
      name,
      unit,
      quantity: totalOf(rest),
    })),
    outcome: null,
    undo: null,
  }
}

export interface Played {
  readonly session: Session
  readonly sounds: readonly Sound[]
  /** All but the sounds. */
  readonly effects: readonly Exclude<Effect, { kind: 'sound' }>[]
}

/** Plays events one after the other, answering what the machine asks as a station does. */
export function play(
  before: Session,
  events: readonly MachineEvent[],
  answer: (effect: Effect) => MachineEvent | undefined = allWell,
): Played {
  let session = before
  const all: Effect[] = []
  const one = (event: MachineEvent): void => {
    const next = transition(session, event)
    session = next.session
    for (const effect of next.effects) {
      all.push(effect)
      const said = answer(effect)
      if (said !== undefined) one(said)
    }
  }
  for (const event of events) one(event)
  return {
    session,
    sounds: all.flatMap((effect) => (effect.kind === 'sound' ? [effect.sound] : [])),
    effects: all.filter((effect) => effect.kind !== 'sound'),
  }
}

/** Events after a new session. */
export const from = (...events: readonly MachineEvent[]): Played => play(NEW_SESSION, events)
/** Thandi works on the order. */
export const selling = (...events: readonly MachineEvent[]): Played =>
  from(badge(THANDI), opening(ORDER), ...events)
/** Thandi works on the run. */
export const baking = (...events: readonly MachineEvent[]): Played =>
  from(badge(THANDI), opening(RUN), ...events)
/** What follows on a session. */
export const onward = ({ session }: { session: Session }, ...events: readonly MachineEvent[]): Played =>
  play(session, events)

/** [item, total] of the lines a person sees, newest on top. */
export function shown(session: Session): [number, number][] {
  const work = workOf(session)
  return work === undefined ? [] : shownLines(work).map((one) => [one.item, totalOf(one)])
}

/** The same, whatever the order. */
export const counted = (session: Session): [number, number][] => shown(session).toSorted(([a], [b]) => a - b)
