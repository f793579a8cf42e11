import { documentNumber } from '../core/book/document-number.ts'
import type { Outcome } from '../core/book/outcome.ts'
import { readRefusalNames } from '../core/items/read-refusal-names.ts'
import { createItemResolver } from '../core/items/resolve-item.ts'
import { doEffect } from './do-effect.ts'
import { watchIdleness } from './idleness.ts'
import type { LookingParts } from './looking-parts.ts'
import { newsOfBooks } from './news-of-books.ts'
import { createSaver } from './not-saved.ts'
import { readInput } from './read-input.ts'
import { transition } from './session/machine.ts'
import type { MachineEvent, Sound } from './session/machine-event.ts'
import type { ShownOutcome } from './session/notices.ts'
import { createSessionStore } from './session/session-store.ts'
import type { Session } from './session/session-state.ts'
import type { StationInput } from './station-input.ts'
import type { StationParts } from './station-parts.ts'

/** Something a screen sent; numbered by the screen, so that a resend is not counted twice. */
export interface NumberedInput {
  readonly n: number
  readonly input: StationInput
}

/** One scanning station: its session, its documents, and the screens that watch it. */
export interface Station {
  readonly parts: StationParts
  session(): Session
  /**
   * Does what a screen asks, in order, synchronously; it is on disk when this returns. Numbers a screen has sent
   * before are passed over. Returns the sounds to make. Throws `NotSaved` where the disk would not keep it: the
   * same again is asked for once more, and not done twice.
   */
  take(screen: string, inputs: readonly NumberedInput[]): Sound[]
  /** The same for one press of a button without a number. */
  press(input: StationInput): Sound[]
  /**
   * To be called every second: counts down and signs out whom nobody sees any more, says that the line to the books was
   * lost or is back, and takes away a question about old books once they are new.
   */
  tick(): void
  /** To be called with every outcome the poster has written to the outbox. */
  outcomesArrived(outcomes: readonly Outcome[]): void
  /** To be called when something around the session has changed, which screens show as well. */
  redraw(): void
  /** Called after every change. Returns the way to stop. */
  subscribe(onChange: (sounds: readonly Sound[]) => void): () => void
}

/** Opens the station where it was left, also after a power cut. */
export function createStation(parts: StationParts): Station {
  const { outbox, clock } = parts
  const store = createSessionStore(outbox, parts.name)
  const watchers = createWatchers()
  const looking = lookingOf(parts)
  const { seen, session: left } = store.read()
  let session = withFixedOperator(parts, left)
  const saver = createSaver(() => store.save(session, seen, clock.now()), parts.reportError)

  /** One event, and what it asks to be done, until nothing is left to do. */
  const run = (event: MachineEvent): Sound[] => {
    const next = transition(session, event)
    session = next.session
    return next.effects.flatMap((effect) => {
      if (effect.kind === 'sound') return [effect.sound]
      const answer = doEffect({ parts, looking, session, store, seen }, effect)
      const sounds = answer === undefined ? [] : run(answer)
      if (effect.kind === 'undo') catchUp()
      return sounds
    })
  }
  /** Outcomes that came while nobody listened. */
  const catchUp = (): void => {
    for (const id of documentsShown(session)) {
      const outcome = outbox.find(id)?.outcome
      if (outcome !== undefined) run(toEvent(parts, outcome))
    }
  }
  const idleness = watchIdleness(parts)
  const answer = (input: StationInput): Sound[] => {
    const first = idleness.touched(session)
    if (first !== undefined) run(first)
    const event = readInput(parts, looking, session, input)
    return event === undefined ? [] : run(event)
  }
  const keep = (sounds: Sound[], isHeard: boolean, save = saver.save): Sound[] => {
    save()
    watchers.tell(isHeard ? sounds : [])
    return sounds
  }

  catchUp()
  return {
    parts,
    session: () => session,
    take(screen, inputs) {
      const fresh = inputs.filter(({ n }) => n > (seen.get(screen) ?? 0))
      // A screen that sends again may do so because the disk would not take what it sent: it is asked once more.
      if (fresh.length === 0) return saver.isSaved() ? [] : keep([], false, saver.saveSent)
      saver.begin()
      const sounds = fresh.flatMap(({ n, input }) => answerOnce(seen, { screen, n }, () => answer(input)))
      return keep(sounds, false, saver.saveSent)
    },
    press: (input) => keep(answer(input), false),
    tick() {
      for (const event of [idleness.due(session), ...newsOfBooks(parts, looking, session)])
        if (event !== undefined && !isDone(parts, () => keep(run(event), true))) watchers.tell([])
    },
    outcomesArrived(outcomes) {
      const before = session
      const sounds = outcomes.flatMap((outcome) => run(toEvent(parts, outcome)))
      // How many wait has changed in any case; only a change of the session is written.
      if (session === before) watchers.tell([])
      else keep(sounds, true)
    },
    ...watchers.seen,
  }
}

/**
 * Marks what a screen sent as heard, before it is answered: a document is written together with the session after it.
 * What could not be answered is asked again. At the end of the list, so that who was heard last is remembered.
 */
function answerOnce(
  seen: Map<string, number>,
  { screen, n }: { screen: string; n: number },
  answer: () => Sound[],
): Sound[] {
  const before = seen.get(screen)
  seen.delete(screen)
  seen.set(screen, n)
  try {
    return answer()
  } catch (error) {
    if (before === undefined) seen.delete(screen)
    else seen.set(screen, before)
    throw error
  }
}

const SCALE_PATTERNS = 'SELECT pattern FROM scale_pattern ORDER BY rank'

function lookingOf(parts: StationParts): LookingParts {
  const { reader, clock, branch, formats, newDocumentId, outbox } = parts
  return {
    reader,
    branch,
    newDocumentId,
    resolver: createItemResolver(reader, branch.id),
    dataAsOf: () => (parts.dataAsOf === undefined ? clock.now() : (parts.dataAsOf() ?? null)),
    today: () => formats.businessDay(clock.now(), branch.timeZone),
    scalePatterns: () => reader.all(SCALE_PATTERNS).map(([pattern]) => String(pattern)),
    isOwnDocument: (id) => outbox.find(id)?.document.content.branch === branch.id,
  }
}

/** On a phone its holder works, and nobody else; their own work is never left to others. */
function withFixedOperator({ fixedOperator }: StationParts, session: Session): Session {
  if (fixedOperator === undefined) return session
  const { place } = session
  const isLeft = place.kind === 'left' || place.kind === 'discarding'
  const at = isLeft ? ({ kind: place.back, work: place.work } as const) : place
  return { ...session, operator: fixedOperator, asking: null, place: at }
}

/** The documents whose outcome the screen waits for, or showed. */
function documentsShown({ latest }: Session): string[] {
  if (latest === null) return []
  return latest.undo === null ? [latest.id] : [latest.id, latest.undo.id]
}

type Watcher = (sounds: readonly Sound[]) => void

/** The screens that are open, and how they hear of a change. */
function createWatchers() {
  const watchers = new Set<Watcher>()
  const tell = (sounds: readonly Sound[]): void => {
    for (const watcher of watchers) watcher(sounds)
  }
  return {
    tell,
    /** Of the station itself. */
    seen: {
      redraw: (): void => tell([]),
      subscribe: (watcher: Watcher): (() => void) => {
        watchers.add(watcher)
        return () => watchers.delete(watcher)
      },
    },
  }
}

/** For what no screen has asked for, so that none hears of a full disk: the log does, and the next press saves. */
function isDone({ reportError }: StationParts, work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    reportError(error)
    return false
  }
}

function toEvent(parts: StationParts, outcome: Outcome): MachineEvent {
  return { type: 'outcome', id: outcome.id, outcome: toShown(parts, outcome) }
}

function toShown({ reader, branch }: StationParts, outcome: Outcome): ShownOutcome {
  if (outcome.state === 'posted')
    return { state: 'posted', number: documentNumber({ prefix: branch.prefix, ...outcome }) }
  return { state: 'refused', refusal: outcome.refusal, ...readRefusalNames(reader, outcome.refusal) }
}
