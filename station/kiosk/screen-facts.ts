import { readOpenOrders, type OpenOrder } from '../../core/orders/read-open-orders.ts'
import type { PosterState } from '../../core/outbox/poster.ts'
import { readOperators, type Operator } from '../../core/people/read-operators.ts'
import { readOpenRuns, type OpenRun } from '../../core/runs/read-open-runs.ts'
import type { Formats } from '../../core/words/format.ts'
import { mayUndo } from '../accept.ts'
import type { Session } from '../session/session-state.ts'
import type { Station } from '../station.ts'

/** A barcode to try out, with what it is. */
export interface Sample {
  readonly label: string
  readonly text: string
}

/** Everything one drawing of the screen shows. Read afresh each time; the views only read it. */
export interface ScreenFacts {
  readonly session: Session
  readonly station: string
  readonly branch: string
  readonly zone: string
  readonly now: number
  /** The branch's business day, YYYY-MM-DD. */
  readonly today: string
  readonly formats: Formats
  readonly waiting: { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
  readonly poster: PosterState
  /** The station's newest document, whatever the session remembers. */
  readonly last: { readonly id: string; readonly reference: string; readonly acceptedAt: number } | undefined
  readonly mayUndo: boolean
  /** Only where the screen asks for one. */
  readonly operators: readonly Operator[]
  readonly orders: readonly OpenOrder[]
  readonly partners: readonly { readonly id: number; readonly name: string }[]
  readonly runs: readonly OpenRun[]
  readonly samples: readonly Sample[]
}

/** Reads what the station's screen shows now. */
export function readScreen(station: Station, samples: () => readonly Sample[]): ScreenFacts {
  const { parts } = station
  const { reader, branch, outbox, clock, formats } = parts
  const session = station.session()
  const { place, latest, operator } = session
  const now = clock.now()
  const newest = outbox.recent(parts.name, 1)[0]
  const asksOrder = place.kind === 'choosing_context' && place.workflow === 'sales'
  const asksRun = place.kind === 'choosing_context' && place.workflow === 'production'
  const orders = asksOrder ? readOpenOrders(reader, branch.id) : []
  const partner = place.kind === 'choosing_context' ? place.partner : null
  return {
    session,
    station: parts.name,
    branch: branch.name,
    zone: branch.timeZone,
    now,
    today: formats.businessDay(now, branch.timeZone),
    formats,
    waiting: outbox.waitingTotal(),
    poster: parts.posterState(),
    last: newest && {
      id: newest.document.content.id,
      reference: newest.reference,
      acceptedAt: newest.document.content.acceptedAt,
    },
    mayUndo: latest !== null && operator !== null && mayUndo(latest, operator.id, now),
    operators: session.isChoosingOperator ? readOperators(reader, branch.id) : [],
    orders: orders.filter(({ partnerId }) => partner === null || partnerId === partner),
    partners: partnersOf(orders),
    runs: asksRun ? readOpenRuns(reader, branch.id) : [],
    samples: samples(),
  }
}

function partnersOf(orders: readonly OpenOrder[]): { id: number; name: string }[] {
  const names = new Map(orders.map(({ partnerId, partner }) => [partnerId, partner]))
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name))
}
