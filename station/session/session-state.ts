import { z } from 'zod'
import { APPROVAL_REASONS } from '../../core/book/content.ts'
import { link } from './link-state.ts'
import { latest, notice } from './notices.ts'
import { WORKFLOW_NAMES } from '../../core/stations/workflow-names.ts'
import { at, lot, person, quantity, rowId, unit, work, type Work } from './work-state.ts'

/** Where a station is and who works at it, as plain data. */

const back = z.enum(['scanning', 'reviewing'])
export type WorkView = z.infer<typeof back>

/** What goes on by itself once somebody has signed in. */
const afterwards = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accept'), documentId: z.uuid(), steps: z.int() }),
  z.object({ type: z.literal('undo'), documentId: z.uuid() }),
])
export type Afterwards = z.infer<typeof afterwards>

/** For what a badge or PIN is asked. Anybody may sign in; all else needs a manager (`answerAsk`). */
const ask = z.discriminatedUnion('for', [
  z.object({ for: z.literal('sign_in'), afterwards: afterwards.nullable() }),
  z.object({ for: z.literal('attach_barcode'), key: z.string() }),
  z.object({ for: z.literal('allow_excess'), documentId: z.uuid(), steps: z.int() }),
  z.object({ for: z.literal('allow_old_books'), documentId: z.uuid(), steps: z.int() }),
])
export type Ask = z.infer<typeof ask>

const pinProblem = z.discriminatedUnion('why', [
  z.object({ why: z.literal('wrong'), triesLeft: z.int() }),
  z.object({ why: z.literal('locked'), until: at }),
])
export type PinProblem = z.infer<typeof pinProblem>

/** What is asked over whatever else is on the screen. */
const asking = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('who'), ask }),
  z.object({ kind: z.literal('pin'), ask, person, problem: pinProblem.nullable() }),
  z.object({ kind: z.literal('help') }),
  /** What somebody wants to tell. `last`: what the screen said before, which may be what it is about. */
  z.object({ kind: z.literal('telling'), typed: z.string(), last: notice.nullable() }),
])
export type Asking = z.infer<typeof asking>

/** The item that a code nobody knows is being attached to. */
const candidate = z.object({ item: rowId, name: z.string(), unit })
export type Candidate = z.infer<typeof candidate>

/** What the screen names when it asks for a manager's word: a yes is to these, and to nothing that came later. */
const reasons = z.array(z.enum(APPROVAL_REASONS)).default([])

/** Where the station is. `accepting` lasts for one synchronous write and is never stored. */
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choosing_operation') }),
  z.object({ kind: z.literal('coming') }),
  z.object({
    kind: z.literal('choosing_context'),
    workflow: z.enum(WORKFLOW_NAMES),
    partner: rowId.nullable(),
  }),
  z.object({ kind: z.literal('scanning'), work }),
  z.object({ kind: z.literal('choosing_tile'), work }),
  z.object({
    kind: z.literal('asking_quantity'),
    work,
    /** The line that will get the quantity: added to what is there, or in its place. */
    line: work.shape.lines.element,
    mode: z.enum(['add', 'set']),
    back,
    lot,
    /** What a scale label says, when it says a price and no weight. Minor units. */
    price: quantity.nullable(),
    typed: z.string(),
    problem: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('confirming_quantity'),
    work,
    line: work.shape.lines.element,
    mode: z.enum(['add', 'set']),
    back,
    lot,
    quantity,
  }),
  z.object({ kind: z.literal('reviewing'), work }),
  z.object({ kind: z.literal('unknown_code'), work, key: z.string(), back }),
  z.object({
    kind: z.literal('searching_item'),
    work,
    key: z.string(),
    query: z.string(),
    allowedBy: person,
  }),
  z.object({
    kind: z.literal('asking_pack'),
    work,
    key: z.string(),
    candidate,
    allowedBy: person,
    typed: z.string(),
    problem: z.string().nullable(),
  }),
  z.object({ kind: z.literal('naming_substitute'), work, item: rowId }),
  z.object({ kind: z.literal('deciding_excess'), work, for: reasons }),
  z.object({ kind: z.literal('deciding_old_books'), work, for: reasons }),
  z.object({ kind: z.literal('confirming_cancel'), work, back }),
  z.object({ kind: z.literal('accepting'), work }),
  /** Open work of somebody who is not signed in any more. */
  z.object({ kind: z.literal('left'), work, by: person, back }),
  z.object({ kind: z.literal('discarding'), work, by: person, back }),
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('confirming_undo') }),
  z.object({ kind: z.literal('refusals') }),
  z.object({ kind: z.literal('parked') }),
  z.object({ kind: z.literal('showing_document'), document: z.uuid() }),
])
export type Place = z.infer<typeof place>

/** Work that was put aside for later. */
export const parkedSchema = z.object({ work, by: person.nullable(), at })
export type Parked = z.infer<typeof parkedSchema>

export const sessionSchema = z.object({
  v: z.literal(2),
  operator: person.nullable(),
  asking: asking.nullable(),
  /** When nobody touches the screen until then, the operator is signed out. Milliseconds since 1970. */
  countdownEndsAt: at.nullable(),
  place,
  notice: notice.nullable(),
  latest: latest.nullable(),
  link: link.default({ kind: 'there' }),
})
/** Everything a station remembers between two scans; what is parked lies beside it and is written when it changes. */
export type Session = z.infer<typeof sessionSchema> & { readonly parked: readonly Parked[] }

/** A station that nobody has used yet. */
export const NEW_SESSION: Session = {
  v: 2,
  operator: null,
  asking: null,
  countdownEndsAt: null,
  place: { kind: 'choosing_operation' },
  notice: null,
  latest: null,
  link: { kind: 'there' },
  parked: [],
}

/** The work in hand, wherever the station is with it. */
export function workOf({ place: here }: Session): Work | undefined {
  return 'work' in here ? here.work : undefined
}

/** Work is parked at one station no more than this often: a list, not a warehouse. */
export const PARKED_MAX = 20
