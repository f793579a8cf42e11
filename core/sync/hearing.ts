import type { Clock } from '../kernel/clock.ts'
import type { Beat } from './beat.ts'
import { createFreshness } from './freshness.ts'
import { currentGeneration, generationAt, type Generation } from './generations.ts'
import { builtBytesOf, fingerprint, readKnown, type Known } from './known.ts'
import type { Mark } from './mark.ts'
import { stateOf, type SyncState } from './sync-state.ts'
import type { Trouble, TroubleKind } from './trouble.ts'

export interface HearingParts {
  readonly folder: string
  readonly clock: Clock
  /** Not known to match central for this long: stale. */
  readonly staleMs: number
  readonly report: (error: unknown) => void
  /** Hears of another trouble than before, and of its end. */
  readonly onTrouble?: ((trouble: Trouble | undefined) => void) | undefined
}

/** What the parent knows of the replica: from the disk at first, then from what the child says. */
export interface Hearing {
  readonly state: () => SyncState
  readonly replica: () => Generation | undefined
  readonly mark: () => Mark | undefined
  readonly knownAt: () => number | undefined
  readonly lag: () => number | undefined
  readonly onAdvance: (listener: (mark: Mark) => void) => () => void
  readonly onSwitch: (listener: (replica: Generation) => void) => () => void
  /** Takes a beat. Returns the generation that every reader has moved to, once. */
  readonly beat: (beat: Beat) => string | undefined
  /** The child is gone; `how` is told where it did not say itself why it could not begin. */
  readonly ended: (how: Trouble) => void
  readonly tick: (ms: number) => void
  /** Changes while the child writes. */
  readonly lifeSigns: () => string
}

export function createHearing({ folder, clock, staleMs, report, onTrouble }: HearingParts): Hearing {
  const startedAt = clock.now()
  const advanced = new Set<(mark: Mark) => void>()
  const switched = new Set<(replica: Generation) => void>()
  let replica = currentGeneration(folder)
  let { mark, knownAt }: Partial<Known> = (replica && readKnown(replica.folder)) ?? {}
  let last: Beat = { phase: 'starting' }
  let acknowledged: string | undefined
  const freshness = createFreshness(clock, staleMs)

  /** Whether every reader has left for the generation that the child uses. */
  const move = (name: string): boolean => {
    if (replica?.name === name) return true
    const next = generationAt(folder, name)
    const isMoved = callAll(switched, next, report)
    if (isMoved) replica = next
    return isMoved
  }
  const tell = onceEach(onTrouble)
  const buildingFolder = (): string | undefined =>
    last.building && generationAt(folder, last.building.name).folder

  return {
    state: () =>
      stateOf({
        ...freshness.facts(),
        beat: last,
        knownAt,
        startedAt,
        hasReplica: replica !== undefined,
        builtBytes: builtBytesOf(buildingFolder()),
      }),
    replica: () => replica,
    mark: () => mark,
    knownAt: () => knownAt,
    lag: () => last.lag,
    onAdvance: (listener) => listen(advanced, listener),
    onSwitch: (listener) => listen(switched, listener),
    beat(beat) {
      last = beat
      if (beat.trouble !== undefined) freshness.troubled(beat.trouble)
      if (beat.phase === 'waiting') tell(beat.trouble)
      if (beat.generation === undefined || !move(beat.generation)) return undefined
      const isProof = beat.knownAt !== undefined && beat.knownAt !== knownAt && beat.lag === 0
      knownAt = beat.knownAt ?? knownAt
      if (isProof) {
        freshness.proven()
        // The trouble is over now, and not only when the child pauses: what is told never lags what is shown.
        tell(undefined)
      }
      const before = mark
      mark = beat.mark ?? mark
      if (mark !== undefined && !isSame(mark, before)) for (const listener of advanced) listener(mark)
      if (acknowledged === beat.generation) return undefined
      acknowledged = beat.generation
      return acknowledged
    },
    ended(how) {
      // The next one asks again: it may find other generations left behind.
      acknowledged = undefined
      const why = whyEnded(last, how)
      last = { ...last, trouble: undefined }
      freshness.troubled(why)
      tell(why)
    },
    tick: freshness.tick,
    lifeSigns: () =>
      [replica?.folder, buildingFolder()].map((each) => (each === undefined ? '' : fingerprint(each))).join(),
  }
}

/** One that cannot begin says what is in its way, and ends: that is the trouble, and not its end. */
const whyEnded = ({ phase, trouble }: Beat, how: Trouble): Trouble =>
  how.kind === 'ended' && phase === 'starting' && trouble !== undefined ? trouble : how

/** Whether all of them took it; the first that throws is reported. */
function callAll<News>(
  listeners: Iterable<(news: News) => void>,
  news: News,
  report: (error: unknown) => void,
): boolean {
  try {
    for (const listener of listeners) listener(news)
    return true
  } catch (error) {
    report(error)
    return false
  }
}

/** Tells of a trouble when it is of another kind than the one before, and of its end. */
function onceEach(onTrouble: HearingParts['onTrouble']): (trouble: Trouble | undefined) => void {
  let told: TroubleKind | undefined
  return (trouble) => {
    if (trouble?.kind !== told) onTrouble?.(trouble)
    told = trouble?.kind
  }
}

const isSame = (a: Mark, b: Mark | undefined): boolean =>
  a.seq === b?.seq && a.epoch === b.epoch && a.databaseId === b.databaseId && a.schema === b.schema

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
