import type Database from 'libsql'
import type { SqlValue } from '../database/central.ts'
import type { Position } from '../kernel/ids.ts'
import { reading, writing } from '../outbox/sql.ts'
import { TEST_EVENT, type DeliveredEvent, type Delivery } from './hook.ts'

/** A message and its text. */
export interface WaitingDelivery extends Delivery {
  readonly body: string
}

/** What hooks are told, in order, and what became of it. */
export interface Deliveries {
  add(delivery: {
    id: string
    hook: string
    event: DeliveredEvent
    position: Position | undefined
    body: string
    now: number
  }): void
  /** The oldest message that the hook has not taken. Tests are not among them. */
  head(hook: string): WaitingDelivery | undefined
  /** The oldest test that was not sent yet. */
  test(hook: string): WaitingDelivery | undefined
  /** How many it has not taken, counted up to a thousand. */
  waitingCount(hook: string): number
  /** Newest first; `before` is the number where the page before ended. */
  list(hook: string, before: number | undefined, limit: number): Delivery[]
  /** The other end took it, or nobody will any more. */
  settle(id: string, state: 'done' | 'given_up', answer: string, now: number): void
  retryAt(id: string, at: number, answer: string, now: number): void
  /** What waits for its time is tried at once. */
  hasten(hook: string, now: number): void
  /** Given up before: waits again, in its old place, as if it were new. */
  revive(hook: string, id: string, now: number): void
  /** Forgets some of what was settled before `before`. */
  clear(before: number, limit: number): void
}

const COLUMNS = 'n, id, event, state, made_at, tries, next_try_at, tried_at, answer'
export const WAITING_MAX = 1000

export function createDeliveries(database: Database.Database): Deliveries {
  const add = writing(
    database,
    `INSERT INTO delivery (id, hook, event, position, body, state, made_at, tries, next_try_at)
     VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, 0, ?6)`,
  )
  const first = (which: string) =>
    reading(
      database,
      `SELECT ${COLUMNS}, body FROM delivery
       WHERE hook = ?1 AND state = 'waiting' AND ${which} ORDER BY n LIMIT 1`,
    )
  const [head, test] = [first(`event <> '${TEST_EVENT}'`), first(`event = '${TEST_EVENT}'`)]
  const count = reading(
    database,
    `SELECT count(*) FROM (SELECT 1 FROM delivery WHERE hook = ?1 AND state = 'waiting' LIMIT ${WAITING_MAX})`,
  )
  const list = reading(
    database,
    `SELECT ${COLUMNS} FROM delivery WHERE hook = ?1 AND n < ?2 ORDER BY n DESC LIMIT ?3`,
  )
  const settle = writing(
    database,
    `UPDATE delivery SET state = ?2, answer = ?3, tried_at = ?4, tries = tries + 1
     WHERE id = ?1 AND state = 'waiting'`,
  )
  const retry = writing(
    database,
    `UPDATE delivery SET next_try_at = ?2, answer = ?3, tried_at = ?4, tries = tries + 1
     WHERE id = ?1 AND state = 'waiting'`,
  )
  const hasten = writing(
    database,
    `UPDATE delivery SET next_try_at = ?2 WHERE hook = ?1 AND state = 'waiting' AND next_try_at > ?2`,
  )
  const revive = writing(
    database,
    `UPDATE delivery SET state = 'waiting', made_at = ?3, next_try_at = ?3
     WHERE hook = ?1 AND id = ?2 AND state = 'given_up'`,
  )
  const clear = writing(
    database,
    `DELETE FROM delivery WHERE n IN (
       SELECT n FROM delivery INDEXED BY delivery_settled
       WHERE state <> 'waiting' AND tried_at < ?1 ORDER BY tried_at LIMIT ?2)`,
  )
  return {
    add: ({ id, hook, event, position, body, now }) => add(id, hook, event, position ?? null, body, now),
    head: (hook) => head(hook).map(toWaiting)[0],
    test: (hook) => test(hook).map(toWaiting)[0],
    waitingCount: (hook) => Number(count(hook)[0]?.[0]),
    list: (hook, before, limit) => list(hook, before ?? Number.MAX_SAFE_INTEGER, limit).map(toDelivery),
    settle: (id, state, answer, now) => settle(id, state, answer, now),
    retryAt: (id, at, answer, now) => retry(id, at, answer, now),
    hasten: (hook, now) => hasten(hook, now),
    revive: (hook, id, now) => revive(hook, id, now),
    clear: (before, limit) => clear(before, limit),
  }
}

const toWaiting = (row: readonly SqlValue[]): WaitingDelivery => ({
  ...toDelivery(row),
  body: String(row[9]),
})

function toDelivery(row: readonly SqlValue[]): Delivery {
  const [n, id, event, state, madeAt, tries, nextTryAt, triedAt, answer] = row
  return {
    n: Number(n),
    id: String(id),
    event: event as DeliveredEvent,
    state: state as Delivery['state'],
    madeAt: Number(madeAt),
    tries: Number(tries),
    nextTryAt: Number(nextTryAt),
    triedAt: typeof triedAt === 'number' ? triedAt : undefined,
    answer: typeof answer === 'string' ? answer : undefined,
  }
}
