import { documentNumber } from '../core/book/document-number.ts'
import type { Outcome } from '../core/book/outcome.ts'
import { readRefusalNames } from '../core/items/read-refusal-names.ts'
import { createItemResolver } from '../core/items/resolve-item.ts'
import { acceptWork, undoLatest } from './accept.ts'
import type { LookingParts } from './look-at-scan.ts'
import { readInput } from './read-input.ts'
import { transition } from './session/machine.ts'
import type { MachineEvent, Sound } from './session/machine-event.ts'
import { createSessionStore } from './session/session-store.ts'
import type { Session, ShownOutcome } from './session/session-state.ts'
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
   * before are passed over. Returns the sounds to make.
   */
  take(screen: string, inputs: readonly NumberedInput[]): Sound[]
  /** The same for one press of a button without a number. */
  press(input: StationInput): Sound[]
  /** To be called with every outcome the poster has written to the outbox. */
  outcomesArrived(outcomes: readonly Outcome[]): void
  /** Called after every change. Returns the way to stop. */
  subscribe(onChange: (sounds: readonly Sound[]) => void): () => void
}

/** Opens the station where it was left, also after a power cut. */
export function createStation(parts: StationParts): Station {
  const { reader, outbox, clock } = parts
  const store = createSessionStore(outbox, parts.name)
  const watchers = createWatchers()
  const looking: LookingParts = {
    reader,
    resolver: createItemResolver(reader),
    dataAsOf: parts.dataAsOf ?? (() => clock.now()),
  }
  const { seen, session: left } = store.read()
  const { session, run, catchUp } = createWork(parts, left)
  let isSaved = true

  const answer = (input: StationInput): Sound[] => {
    const event = readInput(parts, looking, session(), input)
    return event === undefined ? [] : run(event)
  }
  const keep = (sounds: Sound[], isHeard: boolean): Sound[] => {
    isSaved = false
    store.save(session(), seen, clock.now())
    isSaved = true
    watchers.tell(isHeard ? sounds : [])
    return sounds
  }

  catchUp()

  return {
    parts,
    session,
    take(screen, inputs) {
      const fresh = inputs.filter(({ n }) => n > (seen.get(screen) ?? 0))
      // A screen that sends again may do so because the disk would not take what it sent: it is asked once more.
      if (fresh.length === 0) return isSaved ? [] : keep([], false)
      isSaved = false
      const sounds = fresh.flatMap(({ n, input }) => {
        const made = answer(input)
        // Only now: what could not be answered is asked again. At the end, so that who was heard last is remembered.
        seen.delete(screen)
        seen.set(screen, n)
        return made
      })
      return keep(sounds, false)
    },
    press: (input) => keep(answer(input), false),
    outcomesArrived(outcomes) {
      const before = session()
      const sounds = outcomes.flatMap((outcome) =>
        run({ type: 'outcome', id: outcome.id, outcome: toShown(parts, outcome) }),
      )
      // How many wait has changed in any case; only a change of the session is written.
      if (session() === before) watchers.tell([])
      else keep(sounds, true)
    },
    subscribe: watchers.subscribe,
  }
}

/** The machine at work: its session, and the effects it asks for. */
function createWork(parts: StationParts, left: Session) {
  let session = left
  /** One event, and what it asks to be done, until nothing is left to do. */
  const run = (event: MachineEvent): Sound[] => {
    const next = transition(session, event)
    session = next.session
    return next.effects.flatMap((effect) => {
      if (effect.kind === 'sound') return [effect.sound]
      if (effect.kind === 'accept') return run(acceptWork(parts, effect))
      const sounds = run(undoLatest(parts, effect))
      catchUp()
      return sounds
    })
  }
  /** Outcomes that came while nobody listened. */
  const catchUp = (): void => {
    for (const id of documentsShown(session)) {
      const outcome = parts.outbox.find(id)?.outcome
      if (outcome !== undefined) run({ type: 'outcome', id, outcome: toShown(parts, outcome) })
    }
  }
  return { session: () => session, run, catchUp }
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
  return {
    tell(sounds: readonly Sound[]): void {
      for (const watcher of watchers) watcher(sounds)
    },
    subscribe: (watcher: Watcher): (() => void) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

function toShown({ reader, branch }: StationParts, outcome: Outcome): ShownOutcome {
  if (outcome.state === 'posted')
    return { state: 'posted', number: documentNumber({ prefix: branch.prefix, ...outcome }) }
  return { state: 'refused', refusal: outcome.refusal, ...readRefusalNames(reader, outcome.refusal) }
}
