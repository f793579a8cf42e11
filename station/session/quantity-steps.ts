import { addToLine, setLine, type Addition } from './lines.ts'
import { next, refuse, stay, type EventOf, type Next, type TypedQuantity } from './machine-event.ts'
import { takePack } from './code-steps.ts'
import type { Place, Session } from './session-state.ts'
import { showAdded } from './show-added.ts'
import type { Line, Work } from './work-state.ts'

type Asked = Extract<Place, { kind: 'asking_quantity' }>
type Quantified = Pick<Asked, 'work' | 'line' | 'mode' | 'back' | 'lot'>

const TYPED_MAX = 12
/** This many times what the order, the recipe or the shelf says is asked again; and so are this many units of nothing. */
const ABSURD_TIMES = 5
const ABSURD_UNITS = 10

/** The place that asks for a line's quantity. */
export function askOf(asked: Quantified & { readonly price?: number }): Asked {
  const { work, line, mode, back, lot, price } = asked
  return {
    kind: 'asking_quantity',
    work,
    line,
    mode,
    back,
    lot,
    price: price ?? null,
    typed: '',
    problem: null,
  }
}

/** Whether a quantity is so far from what is known that a slip of the finger is likelier. Base units. */
export function isAbsurd({ facts, unit }: Line, quantity: number): boolean {
  const usual = Math.max(0, facts.available, facts.planned?.upTo ?? 0)
  return quantity >= ABSURD_UNITS * unit.factor && quantity > ABSURD_TIMES * usual
}

/** The answer to a quantity that was asked for. Zero is no quantity: a line is removed with its own button. */
export function takeQuantity(session: Session, typed: TypedQuantity, at: number): Next {
  const { place } = session
  if (place.kind === 'asking_pack') return takePack(session, typed)
  if (place.kind !== 'asking_quantity') return stay(session)
  if (!typed.ok || typed.value === 0) {
    const why = typed.ok ? 'empty' : typed.reason
    return next(session, { place: { ...place, problem: why, typed: '' } }, 'refused')
  }
  if (isAbsurd(place.line, typed.value)) return askAgain(session, place, typed.value)
  return put(session, place, typed.value, at)
}

export const quantityHandlers = {
  pad(session: Session, { key }: EventOf<'pad'>): Next {
    const { place } = session
    if (place.kind !== 'asking_quantity' && place.kind !== 'asking_pack') return stay(session)
    return next(session, { place: { ...place, typed: padded(place.typed, key), problem: null } })
  },
  enter: (session: Session, { typed, at }: EventOf<'enter'>): Next => takeQuantity(session, typed, at),
  /** "Times 5": what the last scan added counts that often. It names no hidden flag, so it can be undone like a scan. */
  times(session: Session, { by, at }: EventOf<'times'>): Next {
    const { place, notice } = session
    const isWorking =
      place.kind === 'scanning' || place.kind === 'choosing_tile' || place.kind === 'reviewing'
    if (!isWorking) return stay(session)
    const line =
      notice?.kind === 'added' ? place.work.lines.find(({ item }) => item === notice.item) : undefined
    if (notice?.kind !== 'added' || line === undefined || line.serials.length > 0)
      return refuse(session, 'nothing_to_multiply', { text: '', name: '' })
    const more = notice.quantity * (by - 1)
    if (isAbsurd(line, notice.quantity * by))
      return askAgain(
        session,
        { work: place.work, line, mode: 'add', back: 'scanning', lot: notice.lot },
        more,
      )
    const addition = {
      line,
      quantity: more,
      who: session.operator?.id ?? null,
      at,
      lot: notice.lot,
      serial: null,
    }
    const added = addToLine(place.work, addition)
    if (!added.ok) return refuse(session, added.why, { text: '', name: line.name })
    return showAdded(session, added.work, { ...notice, quantity: notice.quantity * by })
  },
} as const

/** Yes, it is that much. */
export function quantityConfirmed(session: Session, at: number): Next {
  const { place } = session
  return place.kind === 'confirming_quantity' ? put(session, place, place.quantity, at) : stay(session)
}

function padded(typed: string, key: string): string {
  if (key === 'erase') return typed.slice(0, -1)
  const isSecondPoint = key === '.' && typed.includes('.')
  return typed.length >= TYPED_MAX || isSecondPoint ? typed : typed + key
}

function askAgain(session: Session, { work, line, mode, back, lot }: Quantified, quantity: number): Next {
  const asking = { kind: 'confirming_quantity', work, line, mode, back, lot, quantity } as const
  return next(session, { place: asking, notice: null }, 'attention')
}

function put(
  session: Session,
  { line, work, mode, back, lot }: Quantified,
  quantity: number,
  at: number,
): Next {
  const addition: Addition = { line, quantity, who: session.operator?.id ?? null, at, lot, serial: null }
  const changed = mode === 'add' ? addToLine(work, addition) : setLine(work, addition)
  if (!changed.ok)
    return refuse({ ...session, place: { kind: back, work } }, changed.why, { text: '', name: line.name })
  const shown = showAdded(
    { ...session, place: { kind: back, work } },
    changed.work,
    mode === 'add'
      ? { kind: 'added', item: line.item, quantity, pack: null, lot }
      : { kind: 'changed', item: line.item },
  )
  return back === 'scanning' ? shown : reviewing(shown, changed.work)
}

/** A quantity that was changed while looking the work over leads back there. */
function reviewing(shown: Next, work: Work): Next {
  return { ...shown, session: { ...shown.session, place: { kind: 'reviewing', work } } }
}
