import { next, problem, stay, type MachineEvent, type Next } from './machine-event.ts'
import { answerScan, takeQuantity } from './answer-scan.ts'
import { addFacts, removeLine, shownLines, undoStep } from './lines.ts'
import { workOf, type Session, type Work } from './session-state.ts'

/**
 * The session of a station: what happens next, as data. No effect, no clock, no chance: the same session and event
 * always give the same answer, so every answer can be tested and the session can be read back after a power cut.
 */
export function transition(session: Session, event: MachineEvent): Next {
  switch (event.type) {
    case 'scan':
      return answerScan(session, event)
    case 'quantity':
      return takeQuantity(session, event.typed, event.at)
    case 'ask_operator':
      return next(session, { isChoosingOperator: true })
    case 'keep_operator':
      return next(session, { isChoosingOperator: false })
    case 'choose_operator':
      return next(session, { operator: event.operator, isChoosingOperator: false, notice: null })
    case 'choose_operation':
    case 'choose_partner':
    case 'open_work':
    case 'context_closed':
    case 'home':
      return choose(session, event)
    case 'change_line':
    case 'leave_quantity':
    case 'remove_line':
    case 'undo_scan':
      return correct(session, event)
    case 'review':
    case 'scan_on':
    case 'ask_cancel':
    case 'keep_work':
    case 'cancel':
      return look(session, event)
    case 'accept':
    case 'taken':
    case 'not_taken':
    case 'outcome':
      return finish(session, event)
    case 'show_latest':
    case 'ask_undo':
    case 'keep_document':
    case 'undo':
    case 'undo_taken':
    case 'undo_not_possible':
      return takeBack(session, event)
  }
}

type EventOf<Type extends MachineEvent['type']> = Extract<MachineEvent, { type: Type }>

/** On the way to the work: which operation, for which order or run. */
function choose(
  session: Session,
  event: EventOf<'choose_operation' | 'choose_partner' | 'open_work' | 'context_closed' | 'home'>,
): Next {
  const { place } = session
  // Nothing leaves work behind: it is accepted or cancelled.
  if (workOf(session) !== undefined) return stay(session)
  switch (event.type) {
    case 'choose_operation':
      return event.workflow === 'general'
        ? next(session, { place: { kind: 'coming' }, notice: null })
        : next(session, {
            place: { kind: 'choosing_context', workflow: event.workflow, partner: null },
            notice: null,
          })
    case 'choose_partner':
      if (place.kind !== 'choosing_context') return stay(session)
      return next(session, { place: { ...place, partner: event.partner }, notice: null })
    case 'open_work': {
      if (place.kind !== 'choosing_context') return stay(session)
      const { documentId, context, at } = event
      const { workflow } = place
      const work: Work = { documentId, workflow, context, openedAt: at, lines: [], history: [], steps: 0 }
      return next(session, { place: { kind: 'scanning', work }, notice: null })
    }
    case 'context_closed':
      return problem(session, 'context_closed')
    case 'home':
      return next(session, { place: { kind: 'choosing_operation' }, notice: null })
  }
}

/** Putting right what was scanned. */
function correct(
  session: Session,
  event: EventOf<'change_line' | 'leave_quantity' | 'remove_line' | 'undo_scan'>,
): Next {
  const { place } = session
  if (place.kind === 'asking_quantity') {
    if (event.type !== 'leave_quantity') return stay(session)
    return next(session, { place: { kind: place.back, work: place.work }, notice: null })
  }
  if (place.kind !== 'scanning' && place.kind !== 'reviewing') return stay(session)
  const { work } = place
  switch (event.type) {
    case 'leave_quantity':
      return stay(session)
    case 'change_line': {
      const line = shownLines(work).find(({ item }) => item === event.item)
      if (line === undefined) return stay(session)
      const asking = {
        kind: 'asking_quantity',
        work,
        line,
        mode: 'set',
        back: place.kind,
        problem: null,
      } as const
      return next(session, { place: asking, notice: null })
    }
    case 'remove_line': {
      const line = shownLines(work).find(({ item }) => item === event.item)
      if (line === undefined) return stay(session)
      const removed = { ...place, work: removeLine(work, event.item, event.at) }
      return next(session, { place: removed, notice: { kind: 'removed', name: line.name } })
    }
    case 'undo_scan': {
      const undone = undoStep(work)
      if (undone === undefined) return problem(session, 'nothing_to_undo')
      const { item, name } = undone.line
      return next(
        session,
        { place: { ...place, work: undone.work }, notice: { kind: 'undone', item, name } },
        'ok',
      )
    }
  }
}

/** Looking at the work as a whole, and giving it up. */
function look(
  session: Session,
  event: EventOf<'review' | 'scan_on' | 'ask_cancel' | 'keep_work' | 'cancel'>,
): Next {
  const { place } = session
  if (place.kind === 'confirming_cancel') {
    if (event.type === 'cancel') return next(session, { place: { kind: 'choosing_operation' }, notice: null })
    if (event.type !== 'keep_work') return stay(session)
    return next(session, { place: { kind: place.back, work: place.work }, notice: null })
  }
  if (place.kind !== 'scanning' && place.kind !== 'reviewing') return stay(session)
  const { work } = place
  switch (event.type) {
    case 'review':
      if (shownLines(work).length === 0) return problem(session, 'nothing_scanned')
      return next(session, { place: { kind: 'reviewing', work: addFacts(work, event.facts) }, notice: null })
    case 'scan_on':
      return next(session, { place: { kind: 'scanning', work }, notice: null })
    case 'ask_cancel':
      return shownLines(work).length === 0
        ? next(session, { place: { kind: 'choosing_operation' }, notice: null })
        : next(session, { place: { kind: 'confirming_cancel', work, back: place.kind }, notice: null })
    case 'keep_work':
    case 'cancel':
      return stay(session)
  }
}

/** From review to a document on disk, and to what became of it. */
function finish(session: Session, event: EventOf<'accept' | 'taken' | 'not_taken' | 'outcome'>): Next {
  const { place, operator, latest } = session
  switch (event.type) {
    case 'accept': {
      // The second press of a double click finds the document accepted, or another one on the screen.
      if (place.kind !== 'reviewing' || place.work.documentId !== event.documentId) return stay(session)
      if (place.work.steps !== event.steps) return problem(session, 'changed_since')
      if (shownLines(place.work).length === 0) return problem(session, 'nothing_scanned')
      if (operator === null) {
        return next(
          session,
          { isChoosingOperator: true, notice: { kind: 'problem', problem: 'no_operator' } },
          'attention',
        )
      }
      const effect = { kind: 'accept', work: place.work, operator } as const
      return { session: { ...session, place: { kind: 'accepting', work: place.work } }, effects: [effect] }
    }
    case 'taken':
      return next(session, { place: { kind: 'accepted' }, latest: event.latest, notice: null }, 'done')
    case 'not_taken':
      if (place.kind !== 'accepting') return stay(session)
      return problem({ ...session, place: { kind: 'reviewing', work: place.work } }, 'not_saved')
    case 'outcome': {
      if (latest === null) return stay(session)
      const sound = event.outcome.state === 'refused' ? 'refused' : undefined
      if (latest.id === event.id && latest.outcome === null)
        return next(session, { latest: { ...latest, outcome: event.outcome } }, sound)
      if (latest.undo?.id === event.id && latest.undo.outcome === null)
        return next(
          session,
          { latest: { ...latest, undo: { ...latest.undo, outcome: event.outcome } } },
          sound,
        )
      return stay(session)
    }
  }
}

/** Undo of the document that was accepted last. */
function takeBack(
  session: Session,
  event: EventOf<'show_latest' | 'ask_undo' | 'keep_document' | 'undo' | 'undo_taken' | 'undo_not_possible'>,
): Next {
  const { place, latest, operator } = session
  if (latest === null || workOf(session) !== undefined) return stay(session)
  switch (event.type) {
    case 'show_latest':
    case 'keep_document':
      return next(session, { place: { kind: 'accepted' }, notice: null })
    case 'ask_undo':
      if (place.kind !== 'accepted' || latest.undo !== null) return stay(session)
      return next(session, { place: { kind: 'confirming_undo' }, notice: null })
    case 'undo':
      if (place.kind !== 'confirming_undo' || latest.undo !== null || latest.id !== event.documentId)
        return stay(session)
      if (operator === null) {
        return next(
          session,
          { isChoosingOperator: true, notice: { kind: 'problem', problem: 'no_operator' } },
          'attention',
        )
      }
      return { session, effects: [{ kind: 'undo', latest, operator }] }
    case 'undo_taken':
      return next(
        session,
        {
          place: { kind: 'accepted' },
          notice: null,
          latest: { ...latest, undo: { id: event.id, reference: event.reference, outcome: null } },
        },
        'done',
      )
    case 'undo_not_possible':
      return problem({ ...session, place: { kind: 'accepted' } }, 'undo_not_possible')
  }
}
