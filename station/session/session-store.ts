import { z } from 'zod'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { NEW_SESSION, sessionSchema, type Session } from './session-state.ts'

/** Screens that are remembered; each numbers what it sends, so that a resend is not counted twice. */
const SCREENS_MAX = 16

const storedSchema = z.object({ session: sessionSchema, seen: z.array(z.tuple([z.string(), z.int()])) })

/** The session of one station in the outbox file: read at start, written before a screen answers. */
export interface SessionStore {
  read(): { readonly session: Session; readonly seen: Map<string, number> }
  save(session: Session, seen: ReadonlyMap<string, number>, now: number): void
}

/** What cannot be read, after an update or on a bad disk, is kept under another name and said on the screen. */
export function createSessionStore(outbox: Outbox, station: string): SessionStore {
  return {
    read() {
      const text = outbox.readSession(station)
      if (text === undefined) return { session: NEW_SESSION, seen: new Map() }
      const stored = parseStored(text)
      if (stored !== undefined) return { session: stored.session, seen: new Map(stored.seen) }
      keepAside(outbox, station, text)
      const session: Session = { ...NEW_SESSION, notice: { kind: 'problem', problem: 'session_unreadable' } }
      return { session, seen: new Map() }
    },
    save(session, seen, now) {
      const kept = [...seen].slice(-SCREENS_MAX)
      outbox.saveSession(station, JSON.stringify({ session, seen: kept }), now)
    },
  }
}

function parseStored(text: string): z.infer<typeof storedSchema> | undefined {
  try {
    return storedSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Under the first free name: an older one is never written over. */
function keepAside(outbox: Outbox, station: string, text: string): void {
  let number = 1
  while (outbox.readSession(asideName(station, number)) !== undefined) number += 1
  outbox.saveSession(asideName(station, number), text, 0)
}

/** A station's name has no space, so it never meets one of these. */
function asideName(station: string, number: number): string {
  return `${station} unreadable ${number}`
}
