import { z } from 'zod'
import type { Outbox, StoredSession } from '../../core/outbox/outbox.ts'
import { NEW_SESSION, parkedSchema, sessionSchema, type Parked, type Session } from './session-state.ts'

/** Screens that are remembered; each numbers what it sends, so that a resend is not counted twice. */
const SCREENS_MAX = 16

const storedSchema = z.object({ session: sessionSchema, seen: z.array(z.tuple([z.string(), z.int()])) })
const parkedListSchema = z.array(parkedSchema)

/** The session of one station in the outbox file: read at start, written before a screen answers. */
export interface SessionStore {
  read(): { readonly session: Session; readonly seen: Map<string, number> }
  /** What has to be written so that this session is found again. What is parked only when it changed. */
  rowsOf(session: Session, seen: ReadonlyMap<string, number>): StoredSession[]
  save(session: Session, seen: ReadonlyMap<string, number>, now: number): void
}

/** What cannot be read, after an update or on a bad disk, is kept under another name and said on the screen. */
export function createSessionStore(outbox: Outbox, station: string): SessionStore {
  const parkedName = `${station} parked`
  let savedParked: readonly Parked[] = []

  const rowsOf = (session: Session, seen: ReadonlyMap<string, number>): StoredSession[] => {
    const { parked, ...rest } = session
    const row = {
      name: station,
      state: JSON.stringify({ session: rest, seen: [...seen].slice(-SCREENS_MAX) }),
    }
    return parked === savedParked ? [row] : [row, { name: parkedName, state: JSON.stringify(parked) }]
  }
  return {
    read() {
      const stored = readKept(outbox, station, storedSchema)
      const parked = readKept(outbox, parkedName, parkedListSchema)
      savedParked = parked.value ?? []
      const session: Session = { ...(stored.value?.session ?? NEW_SESSION), parked: savedParked }
      const isLost = stored.isUnreadable || parked.isUnreadable
      const notice = isLost ? ({ kind: 'problem', problem: 'session_unreadable' } as const) : session.notice
      return { session: { ...session, notice }, seen: new Map(stored.value?.seen) }
    },
    rowsOf,
    save(session, seen, now) {
      outbox.saveSessions(rowsOf(session, seen), now)
      savedParked = session.parked
    },
  }
}

interface Kept<Value> {
  readonly value: Value | undefined
  readonly isUnreadable: boolean
}

function readKept<Schema extends z.ZodType>(
  outbox: Outbox,
  name: string,
  schema: Schema,
): Kept<z.infer<Schema>> {
  const text = outbox.readSession(name)
  if (text === undefined) return { value: undefined, isUnreadable: false }
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return { value: parsed.data, isUnreadable: false }
  keepAside(outbox, name, text)
  return { value: undefined, isUnreadable: true }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Under the first free name: an older one is never written over. */
function keepAside(outbox: Outbox, name: string, text: string): void {
  let number = 1
  while (outbox.readSession(asideName(name, number)) !== undefined) number += 1
  outbox.saveSessions([{ name: asideName(name, number), state: text }], 0)
}

/** A station's name has no space, so it never meets one of these. */
function asideName(name: string, number: number): string {
  return `${name} unreadable ${number}`
}
