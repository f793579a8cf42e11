import { invariant } from '../../core/kernel/invariant.ts'
import type { Station } from '../station.ts'
import type { PracticeDoor, PracticeState } from '../station-parts.ts'

/** A station on a throw-away copy of the book: its own file, outbox, poster, session and writer. */
export interface PracticeRoom {
  readonly station: Station
  /** Ends its posting and throws all of it away. */
  close(): Promise<void>
}

/** What a room is opened for. */
export interface AskedRoom {
  /** The station that practises: its people, PINs, clock and name are the room's too. */
  readonly station: Station
  /** The way out of the room. */
  readonly door: PracticeDoor
  /** Told now and then how much of the book is copied, from 0 to 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}
/** Rejects with `NoRoom` where the disk has no place for a copy. Whoever starts the program says how it is made. */
export type OpenRoom = (asked: AskedRoom) => Promise<PracticeRoom>

export class NoRoom extends Error {
  override readonly name = 'NoRoom'
  readonly needed: number
  readonly free: number
  /** In bytes. */
  constructor({ needed, free }: { needed: number; free: number }) {
    super(`a practice needs ${needed} bytes and ${free} are free`)
    this.needed = needed
    this.free = free
  }
}

/** The practice of one station: none, or one. */
export interface Practice {
  /** The door as the station sees it: part of what the station is made of. */
  readonly door: PracticeDoor
  /** Says whose practice it is, once that station is there. */
  belongsTo(station: Station): void
  /** The room while somebody practises; `ended` fires when it is thrown away. */
  room(): { readonly station: Station; readonly ended: AbortSignal } | undefined
  /** To be called every second: nobody at the screen ends it. */
  tick(): void
  close(): Promise<void>
}

/** Screens hear that it is over, and go back to work, before the room is gone. */
const LEAVING_MS = 1000

interface Open {
  readonly room: PracticeRoom
  /** The room's station, which notes when it was last touched. */
  readonly station: Station
  readonly ended: AbortController
  readonly touchedAt: () => number
}

/** Opens and ends practices, one at a time. Nothing is waited for by whoever scans. */
export function createPractice(openRoom: OpenRoom, leavingMs = LEAVING_MS): Practice {
  let state: PracticeState = { kind: 'none' }
  let owner: Station | undefined
  let open: Open | undefined
  let copying: AbortController | undefined
  const ends = createEnds((error) => ownerNow().parts.reportError(error))

  const ownerNow = (): Station => {
    invariant(owner !== undefined, 'a practice belongs to a station')
    return owner
  }
  const become = (next: PracticeState): void => {
    state = next
    ownerNow().redraw()
  }
  const enter = async (): Promise<void> => {
    const station = ownerNow()
    const { signal } = (copying = new AbortController())
    try {
      const door = createInside(leave)
      const onProgress = (part: number): void => become({ kind: 'copying', part })
      const room = await openRoom({ station, door: door.door, onProgress, signal })
      if (signal.aborted) return await room.close()
      open = { room, ...withTouches(room.station), ended: door.ended }
      become({ kind: 'open' })
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof NoRoom) return become({ kind: 'no_room', needed: error.needed, free: error.free })
      station.parts.reportError(error)
      become({ kind: 'failed' })
    } finally {
      copying = undefined
    }
  }
  const leave = (): void => {
    const left = open
    if (left === undefined) return
    open = undefined
    become({ kind: 'none' })
    left.station.redraw()
    ends.add(throwAway(left, leavingMs))
  }
  const begin = (): void => {
    if (copying !== undefined || open !== undefined) return
    become({ kind: 'copying', part: 0 })
    ends.add(enter())
  }

  return {
    door: { isInside: false, state: () => state, pass: begin },
    belongsTo: (station) => void (owner = station),
    room: () => open && { station: open.station, ended: open.ended.signal },
    tick() {
      if (open === undefined) return
      open.station.tick()
      if (isForgotten(open)) leave()
    },
    async close() {
      copying?.abort()
      open?.ended.abort()
      const room = open?.room
      open = undefined
      await room?.close()
      await ends.all()
    },
  }
}

async function throwAway({ room, ended }: Open, afterMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  ended.abort()
  await room.close()
}

/** What goes on by itself, and has to have ended before the process does. */
function createEnds(reportError: (error: unknown) => void) {
  const going = new Set<Promise<void>>()
  return {
    add(work: Promise<void>): void {
      const one = work.catch(reportError).finally(() => going.delete(one))
      going.add(one)
    },
    async all(): Promise<void> {
      await Promise.all(going)
    },
  }
}

function createInside(leave: () => void): { door: PracticeDoor; ended: AbortController } {
  let isOver = false
  return {
    ended: new AbortController(),
    door: {
      isInside: true,
      state: () => (isOver ? { kind: 'none' } : { kind: 'open' }),
      pass() {
        isOver = true
        leave()
      },
    },
  }
}

/** The same station, which also knows when a screen last asked something of it. */
function withTouches(station: Station): Pick<Open, 'station' | 'touchedAt'> {
  const { clock } = station.parts
  let at = clock.now()
  return {
    touchedAt: () => at,
    station: {
      ...station,
      take(screen, inputs) {
        at = clock.now()
        return station.take(screen, inputs)
      },
      press(input) {
        at = clock.now()
        return station.press(input)
      },
    },
  }
}

/** Signed out for want of a touch; or nobody signed in, and nobody touched it for as long. */
function isForgotten({ station, touchedAt }: Open): boolean {
  const { operator, notice } = station.session()
  if (operator !== null) return false
  const { idle, clock } = station.parts
  const isIdleFor = Math.abs(clock.now() - touchedAt())
  const wasSignedOut = notice?.kind === 'signed_out' && notice.why === 'idle'
  return wasSignedOut || isIdleFor >= idle.quietMs + idle.countdownMs
}
