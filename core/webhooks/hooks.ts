import type Database from 'libsql'
import type { SqlValue } from '../database/central.ts'
import type { BranchId, PersonId, Position } from '../kernel/ids.ts'
import { reading, writing } from '../outbox/sql.ts'
import type { Hook, HookEvent, NewHook } from './hook.ts'

/** A hook as whoever sends to it needs it. */
export interface SendingHook extends Hook {
  readonly secret: string
  /** The last position of the book that it was told of, or passed over. */
  readonly position: Position
}

/** Who is told what. */
export interface Hooks {
  add(hook: NewHook & { id: string; secret: string; madeAt: number; position: Position }): void
  /** By when they were made. */
  list(): Hook[]
  find(id: string): Hook | undefined
  /** Those that nobody paused. */
  sending(): SendingHook[]
  pause(id: string, why: 'person' | 'gone'): void
  goOn(id: string): void
  /** Somebody else answers for it from now on. */
  handOver(id: string, to: PersonId): void
  /** Forgets it, its secret and everything it was told. */
  remove(id: string): void
  moveTo(id: string, position: Position): void
  /** It took something: whatever was wrong is over. */
  noteDone(id: string, now: number): void
  noteFailing(id: string, now: number): void
  /** Whether the books were right when somebody was last told; undefined: nobody was. */
  toldVerdict(): boolean | undefined
  noteVerdict(isGreen: boolean): void
}

const COLUMNS =
  'id, url, branch, events, with_costs, made_by, made_at, paused, last_done_at, failing_since, secret, position'

export function createHooks(database: Database.Database): Hooks {
  const read = (where: string) =>
    reading(database, `SELECT ${COLUMNS} FROM hook ${where} ORDER BY made_at, id`)
  const [all, one, sending] = [read(''), read('WHERE id = ?1'), read('WHERE paused IS NULL')]
  const add = writing(
    database,
    `INSERT INTO hook (id, url, branch, events, with_costs, made_by, made_at, secret, position)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
  )
  const pause = writing(database, 'UPDATE hook SET paused = ?2 WHERE id = ?1')
  const goOn = writing(database, 'UPDATE hook SET paused = NULL, failing_since = NULL WHERE id = ?1')
  const handOver = writing(database, 'UPDATE hook SET made_by = ?2 WHERE id = ?1')
  const remove = writing(database, 'DELETE FROM hook WHERE id = ?1')
  const moveTo = writing(database, 'UPDATE hook SET position = ?2 WHERE id = ?1')
  const done = writing(database, 'UPDATE hook SET last_done_at = ?2, failing_since = NULL WHERE id = ?1')
  const failing = writing(
    database,
    'UPDATE hook SET failing_since = ?2 WHERE id = ?1 AND failing_since IS NULL',
  )
  const verdict = reading(database, 'SELECT is_green FROM told_verdict')
  const noteVerdict = writing(
    database,
    `INSERT INTO told_verdict (one, is_green) VALUES (1, ?1)
     ON CONFLICT (one) DO UPDATE SET is_green = excluded.is_green`,
  )
  return {
    add: ({ id, url, branch, events, withCosts, madeBy, madeAt, secret, position }) =>
      add(
        id,
        url,
        branch ?? null,
        JSON.stringify(events),
        withCosts ? 1 : 0,
        madeBy,
        madeAt,
        secret,
        position,
      ),
    list: () => all().map(toHook),
    find: (id) => one(id).map(toHook)[0],
    sending: () => sending().map(toSendingHook),
    pause: (id, why) => pause(id, why),
    goOn: (id) => goOn(id),
    handOver: (id, to) => handOver(id, to),
    remove: (id) => remove(id),
    moveTo: (id, position) => moveTo(id, position),
    noteDone: (id, now) => done(id, now),
    noteFailing: (id, now) => failing(id, now),
    toldVerdict() {
      const [row] = verdict()
      return row === undefined ? undefined : row[0] === 1
    },
    noteVerdict: (isGreen) => noteVerdict(isGreen ? 1 : 0),
  }
}

function toHook(row: readonly SqlValue[]): Hook {
  const [id, url, branch, events, withCosts, madeBy, madeAt, paused, lastDoneAt, failingSince] = row
  return {
    id: String(id),
    url: String(url),
    branch: typeof branch === 'number' ? (branch as BranchId) : undefined,
    events: JSON.parse(String(events)) as HookEvent[],
    withCosts: withCosts === 1,
    madeBy: Number(madeBy) as PersonId,
    madeAt: Number(madeAt),
    paused: paused === null ? undefined : (paused as Hook['paused']),
    lastDoneAt: typeof lastDoneAt === 'number' ? lastDoneAt : undefined,
    failingSince: typeof failingSince === 'number' ? failingSince : undefined,
  }
}

function toSendingHook(row: readonly SqlValue[]): SendingHook {
  const [secret, position] = row.slice(10)
  return { ...toHook(row), secret: String(secret), position: Number(position) as Position }
}
