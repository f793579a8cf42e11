import { uuidv7 } from 'uuidv7'
import type { StationNote } from '../core/stations/note.ts'
import { writeUndo, writeWork, type Remember } from './accept.ts'
import { contextName } from './context-name.ts'
import { remarkOf } from './remark.ts'
import { lineOf, resolveIn } from './look-at-item.ts'
import type { LookingParts } from './looking-parts.ts'
import { shownLines, totalOf } from './session/lines.ts'
import { transition } from './session/machine.ts'
import type { Effect, MachineEvent } from './session/machine-event.ts'
import type { SessionStore } from './session/session-store.ts'
import { workOf, type Session } from './session/session-state.ts'
import type { StationParts } from './station-parts.ts'

/** What an effect is done with: the station's parts, and its session as it is when the effect is asked. */
export interface Doing {
  readonly parts: StationParts
  readonly looking: LookingParts
  readonly session: Session
  readonly store: SessionStore
  readonly seen: ReadonlyMap<string, number>
}
type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

/** Does what the machine asked for. Returns what it has to hear about it; undefined where it asked for no answer. */
export function doEffect(doing: Doing, effect: Exclude<Effect, { kind: 'sound' }>): MachineEvent | undefined {
  const { parts, session, store, seen } = doing
  // What is written together with a document or a note: the session as it is after the answer.
  const remember: Remember = (event) => store.rowsOf(transition(session, event).session, seen)
  switch (effect.kind) {
    case 'accept':
      return writeWork(parts, effect, remember)
    case 'undo':
      return writeUndo(parts, effect, remember)
    case 'note_unknown':
      tell(
        doing,
        { kind: 'unknown_scan', code: effect.key, times: effect.times },
        store.rowsOf(session, seen),
      )
      return undefined
    case 'attach':
      return attach(doing, effect, remember)
    case 'discard':
      return discard(doing, effect, remember)
    case 'tell':
      return tell(doing, remarkOf(session, effect), remember({ type: 'told' }))
        ? { type: 'told' }
        : { type: 'not_taken' }
    case 'practise':
      return practise(doing, effect.does)
  }
}

function practise({ parts: { practice } }: Doing, does: 'start' | 'leave'): MachineEvent | undefined {
  if (practice === undefined || practice.isInside !== (does === 'leave')) return { type: 'no_practice' }
  practice.pass()
  return undefined
}

/** False when the disk would not take it. */
function tell(
  { parts, session }: Doing,
  content: StationNote['content'],
  sessions: ReturnType<Remember>,
): boolean {
  const { outbox, clock, name, branch, wakePoster, reportError } = parts
  const at = clock.now()
  const person = session.operator?.id ?? null
  try {
    outbox.tell({
      notes: [{ id: uuidv7(), station: name, branch: branch.id, at, person, content }],
      sessions,
      now: at,
    })
    wakePoster()
    return true
  } catch (error) {
    reportError(error)
    return false
  }
}

/** The code means the item from now on, here at once and everywhere as soon as the books hear of it. */
function attach(
  doing: Doing,
  { key, candidate, perScan, allowedBy }: EffectOf<'attach'>,
  remember: Remember,
): MachineEvent {
  const { looking, session, parts } = doing
  const work = workOf(session)
  const item = work && resolveIn(looking, work, { item: candidate.item })
  if (work === undefined || item === undefined) return { type: 'not_taken' }
  const isOnePiece = perScan === 1 && !item.isMeasured
  const attached: MachineEvent = {
    type: 'attached',
    line: lineOf(looking, work, item),
    perScan,
    at: parts.clock.now(),
  }
  const content = {
    kind: 'barcode_attached',
    code: key,
    item: candidate.item,
    quantity: isOnePiece ? null : perScan,
    packName: null,
    allowedBy: allowedBy.id,
  } as const
  return tell(doing, content, remember(attached)) ? attached : { type: 'not_taken' }
}

function discard(doing: Doing, { work, of, reason }: EffectOf<'discard'>, remember: Remember): MachineEvent {
  const lines = shownLines(work).map((line) => ({ item: line.item, quantity: totalOf(line) }))
  const content = {
    kind: 'work_discarded',
    of: of.id,
    reason,
    context: contextName(work.context),
    lines,
  } as const
  return tell(doing, content, remember({ type: 'discarded' })) ? { type: 'discarded' } : { type: 'not_taken' }
}
