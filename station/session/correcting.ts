import { askOf } from './quantity-steps.ts'
import { removeLine, shownLines } from './lines.ts'
import { next, problem, stay, type EventOf, type Next } from './machine-event.ts'
import { workOf, type Place, type Session } from './session-state.ts'
import { undoStep } from './undo-step.ts'
import { isEmpty } from './unknown-codes.ts'
import { NO_LOT } from './work-state.ts'

type Working = Extract<Place, { kind: 'scanning' | 'choosing_tile' | 'reviewing' }>

/** The work as it is scanned or looked over; undefined while something is asked about it. */
export function workingPlace({ place }: Session): Working | undefined {
  return place.kind === 'scanning' || place.kind === 'choosing_tile' || place.kind === 'reviewing'
    ? place
    : undefined
}

/** Where "back" leads from each place. What is not here has no way back, or goes home. */
const BACK: { readonly [Kind in Place['kind']]?: (place: Extract<Place, { kind: Kind }>) => Place } = {
  choosing_tile: ({ work }) => ({ kind: 'scanning', work }),
  reviewing: ({ work }) => ({ kind: 'scanning', work }),
  asking_quantity: ({ back, work }) => ({ kind: back, work }),
  confirming_quantity: ({ work, line, mode, back, lot }) => askOf({ work, line, mode, back, lot }),
  unknown_code: ({ back, work }) => ({ kind: back, work }),
  searching_item: ({ work, key }) => ({ kind: 'unknown_code', work, key, back: 'scanning' }),
  asking_pack: ({ work, key, allowedBy }) => ({ kind: 'searching_item', work, key, query: '', allowedBy }),
  naming_substitute: ({ work }) => ({ kind: 'reviewing', work }),
  deciding_excess: ({ work }) => ({ kind: 'reviewing', work }),
  deciding_old_books: ({ work }) => ({ kind: 'reviewing', work }),
  confirming_cancel: ({ back, work }) => ({ kind: back, work }),
  discarding: (place) => ({ ...place, kind: 'left' }),
  confirming_undo: () => ({ kind: 'accepted' }),
}

/** Putting right what was scanned, looking at it as a whole, giving it up. */
export const correctionHandlers = {
  back(session: Session): Next {
    const { asking } = session
    // What the screen said before somebody wanted to tell something is said again.
    if (asking?.kind === 'telling') return next(session, { asking: null, notice: asking.last })
    if (asking !== null) return next(session, { asking: askingBefore(asking), notice: null })
    const leave = BACK[session.place.kind] as ((place: Place) => Place) | undefined
    if (leave !== undefined) return next(session, { place: leave(session.place), notice: null })
    return workOf(session) === undefined
      ? next(session, { place: { kind: 'choosing_operation' }, notice: null })
      : stay(session)
  },
  change_line: (session: Session, { item }: EventOf<'change_line'>): Next => changeLine(session, item),
  quantity(session: Session): Next {
    const place = workingPlace(session)
    if (place === undefined) return stay(session)
    const newest = shownLines(place.work)[0]
    return newest === undefined ? problem(session, 'nothing_scanned') : changeLine(session, newest.item)
  },
  remove_line(session: Session, { item, at }: EventOf<'remove_line'>): Next {
    const { place } = session
    const work = workOf(session)
    const line = work && shownLines(work).find((one) => one.item === item)
    if (work === undefined || line === undefined) return stay(session)
    const kind = place.kind === 'asking_quantity' ? place.back : (workingPlace(session)?.kind ?? undefined)
    if (kind === undefined) return stay(session)
    const removed = { kind, work: removeLine(work, item, at) }
    return next(session, { place: removed, notice: { kind: 'removed', name: line.name } })
  },
  undo_scan(session: Session): Next {
    const place = workingPlace(session)
    if (place === undefined) return stay(session)
    const undone = undoStep(place.work)
    if (undone === undefined) return problem(session, 'nothing_to_undo')
    const { item, name, work } = undone
    const notice =
      item === null ? ({ kind: 'left_out', text: name } as const) : ({ kind: 'undone', item, name } as const)
    return next(session, { place: { ...place, work }, notice }, 'ok')
  },
  ask_tiles(session: Session): Next {
    const place = workingPlace(session)
    return place === undefined
      ? stay(session)
      : next(session, { place: { kind: 'choosing_tile', work: place.work }, notice: null })
  },
  review(session: Session): Next {
    const place = workingPlace(session)
    if (place === undefined) return stay(session)
    if (isEmpty(place.work)) return problem(session, 'nothing_scanned')
    return next(session, { place: { kind: 'reviewing', work: place.work }, notice: null })
  },
  ask_cancel(session: Session): Next {
    const place = workingPlace(session)
    if (place === undefined) return stay(session)
    const { work } = place
    const back = place.kind === 'reviewing' ? 'reviewing' : 'scanning'
    return isEmpty(work)
      ? next(session, { place: { kind: 'choosing_operation' }, notice: null })
      : next(session, { place: { kind: 'confirming_cancel', work, back }, notice: null })
  },
} as const

function changeLine(session: Session, item: number): Next {
  const place = workingPlace(session)
  const line = place && shownLines(place.work).find((one) => one.item === item)
  if (place === undefined || line === undefined) return stay(session)
  const back = place.kind === 'reviewing' ? 'reviewing' : 'scanning'
  const asked = askOf({ work: place.work, line, mode: 'set', back, lot: NO_LOT })
  return next(session, { place: asked, notice: null })
}

function askingBefore(asking: NonNullable<Session['asking']>): Session['asking'] {
  return asking.kind === 'pin' ? { kind: 'who', ask: asking.ask } : null
}
