import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { sees, type Scope } from '../branches/scope.ts'
import { createBell } from '../kernel/bell.ts'
import type { PersonId } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { isAnsweredFor, tellingHooks } from './answered-for.ts'
import type { WaitingDelivery } from './deliveries.ts'
import { followBook, newestPosition, tellVerdict, type FollowParts } from './follow-book.ts'
import { TEST_EVENT, type Delivery, type Hook, type NewHook } from './hook.ts'
import { readHookUrl, type UrlProblem } from './hook-url.ts'
import type { SendingHook } from './hooks.ts'
import { messageText } from './message.ts'
import { GIVE_UP_AFTER_MS, retryDelay } from './retry-times.ts'
import { answerText, sendDelivery, type Answer, type Line } from './send-delivery.ts'
import { newHookSecret } from './sign.ts'

/** What the pages about other systems ask for and do. */
export interface Webhooks {
  /** Of a scope, by when they were made. */
  list(scope: Scope): Hook[]
  /** One of them, where the scope sees it. */
  find(scope: Scope, id: string): Hook | undefined
  waitingCount(id: string): number
  deliveries(id: string, page: { before: number | undefined; limit: number }): Page<Delivery, number>
  /** The secret is seen this one time. */
  add(hook: NewHook): { ok: true; id: string; secret: string } | { ok: false; problem: UrlProblem }
  pause(id: string): void
  /** `by` answers for it from now on, where whoever did may not any more. */
  goOn(id: string, by: PersonId): void
  /** Forgets it, its secret and all it was told. */
  remove(id: string): void
  /** Sends a message of no meaning at once, whatever waits, and once. */
  test(id: string): void
  /** What waits is tried at once. */
  tryNow(id: string): void
  /** One that was given up waits again. */
  revive(id: string, delivery: string): void
}

export interface RunningWebhooks extends Webhooks {
  /** The book may have something new, whatever it is. Never waits. */
  outcomesArrived(outcomes?: unknown): void
  /** What the last proof of the book said. */
  verdict(this: void, isGreen: boolean): void
  /** Ends after what is on its way was answered, or after two seconds. */
  stop(): Promise<void>
}

export interface WebhookParts extends FollowParts {
  /** Whether hooks may lead to this machine and the networks behind it. */
  readonly allowsPrivate: boolean
  readonly report: (error: unknown) => void
  readonly line?: Pick<Line, 'lookup' | 'answerWithinMs'>
  readonly random?: () => number
}

/** How long nobody has to ring until the book and the clock are looked at anyway. */
const LOOK_MS = 5_000
const STOP_WITHIN_MS = 2_000
/** Told messages are kept so long, for who wants to see what was sent. */
const KEPT_MS = 14 * 24 * 3_600_000
const CLEARED_AT_ONCE = 200
const GONE = 410

/**
 * Tells other systems what happens in the book: at least once, in order for each of them. What they have to hear is on
 * disk before it is sent, and marked when they took it; a process that ends in between sends the same again, under the
 * same id.
 */
export function startWebhooks(parts: WebhookParts): RunningWebhooks {
  const { file, readers, clock, allowsPrivate } = parts
  const bell = createBell()
  const stopping = new AbortController()
  const sending = createSender(parts, bell.ring)

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell.silence()
      // What fails in one of them keeps none of the others: a document that cannot be told is no reason to send nothing.
      await followBook(parts, stopping.signal).catch(parts.report)
      let waitMs = LOOK_MS
      try {
        sending.startDue()
        file.deliveries.clear(clock.now() - KEPT_MS, CLEARED_AT_ONCE)
        waitMs = Math.min(LOOK_MS, sending.nextDueMs())
      } catch (error) {
        parts.report(error)
      }
      await bell.rungWithin(waitMs, stopping.signal)
    }
  }
  const ended = run()

  const acted = <T>(work: () => T): T => {
    const result = work()
    bell.ring()
    return result
  }
  return {
    ...readsOf(parts),
    add(hook) {
      const read = readHookUrl(hook.url, { allowsPrivate })
      if (!read.ok) return read
      const made = { id: uuidv7(), secret: newHookSecret() }
      const position = newestPosition(readers.whole)
      file.hooks.add({ ...hook, ...made, url: read.url, madeAt: clock.now(), position })
      return { ok: true, ...made }
    },
    pause: (id) => file.hooks.pause(id, 'person'),
    goOn: (id, by) =>
      acted(() =>
        file.atomically(() => {
          const hook = file.hooks.find(id)
          if (hook !== undefined && !isAnsweredFor(readers.whole, hook)) file.hooks.handOver(id, by)
          file.hooks.goOn(id)
          file.deliveries.hasten(id, clock.now())
        }),
      ),
    remove: (id) => file.hooks.remove(id),
    test: (id) => acted(() => addTest(parts, id)),
    tryNow: (id) => acted(() => file.deliveries.hasten(id, clock.now())),
    revive: (id, delivery) => acted(() => file.deliveries.revive(id, delivery, clock.now())),
    outcomesArrived: () => bell.ring(),
    verdict: (isGreen) => acted(() => tellVerdict(parts, isGreen)),
    async stop() {
      stopping.abort()
      bell.ring()
      await ended
      await sending.stop()
    },
  }
}

/** What the pages only look at. */
function readsOf({
  file,
  readers,
}: WebhookParts): Pick<Webhooks, 'list' | 'find' | 'waitingCount' | 'deliveries'> {
  const asItIs = (hook: Hook): Hook =>
    hook.paused !== undefined || isAnsweredFor(readers.whole, hook) ? hook : { ...hook, paused: 'unanswered' }
  const list = (scope: Scope): Hook[] =>
    file.hooks
      .list()
      .filter((hook) => isSeen(scope, hook))
      .map(asItIs)
  return {
    list,
    find(scope, id) {
      const hook = file.hooks.find(id)
      return hook !== undefined && isSeen(scope, hook) ? asItIs(hook) : undefined
    },
    waitingCount: (id) => file.deliveries.waitingCount(id),
    deliveries: (id, { before, limit }) =>
      pageOf(file.deliveries.list(id, before, limit + 1), limit, ({ n }) => n),
  }
}

/** Hooks of all branches are for those who steer all of them. */
function isSeen(scope: Scope, { branch }: Hook): boolean {
  return branch === undefined ? scope.kind === 'all' : sees(scope, branch)
}

function addTest({ file, clock }: WebhookParts, hook: string): void {
  const [id, now] = [uuidv7(), clock.now()]
  const body = messageText({ id, event: TEST_EVENT, at: now, branch: null }, {})
  file.deliveries.add({ id, hook, event: TEST_EVENT, position: undefined, body, now })
}

/**
 * Sends what is due, to each hook one message at a time and one test at a time beside it: who presses for a test wants
 * to see whether the other end hears, which an end that takes nothing else shows best.
 */
function createSender(parts: WebhookParts, onAnswer: () => void) {
  const { file, clock } = parts
  const cutting = new AbortController()
  const onTheWay = new Map<string, Promise<void>>()
  const due = (): Due[] =>
    tellingHooks(parts).flatMap((hook) =>
      (['head', 'test'] as const).flatMap((line) => {
        const way = `${line} ${hook.id}`
        const delivery = onTheWay.has(way) ? undefined : file.deliveries[line](hook.id)
        return delivery === undefined ? [] : [{ hook, way, delivery }]
      }),
    )
  const send = async ({ hook, way, delivery }: Due): Promise<void> => {
    try {
      const answer = await sendDelivery(
        { ...delivery, url: hook.url, secret: hook.secret, sentAt: clock.now() },
        { ...parts.line, allowsPrivate: parts.allowsPrivate, signal: cutting.signal },
      )
      // Whether it arrived is not known: it stays as it was and is sent again, under the same id.
      if (!cutting.signal.aborted || answer.kind === 'status') {
        const note = delivery.event === TEST_EVENT ? recordTest : record
        note(parts, hook, delivery, answer)
      }
    } catch (error) {
      parts.report(error)
    } finally {
      onTheWay.delete(way)
      onAnswer()
    }
  }
  return {
    startDue(): void {
      for (const one of due()) if (one.delivery.nextTryAt <= clock.now()) onTheWay.set(one.way, send(one))
    },
    nextDueMs(): number {
      return Math.max(0, Math.min(...due().map(({ delivery }) => delivery.nextTryAt - clock.now()), LOOK_MS))
    },
    async stop(): Promise<void> {
      const answered = Promise.all(onTheWay.values())
      const waited = new AbortController()
      await Promise.race([
        answered,
        sleep(STOP_WITHIN_MS, undefined, { signal: waited.signal }).catch(() => {}),
      ])
      waited.abort()
      cutting.abort()
      await answered
    },
  }
}

interface Due {
  readonly hook: SendingHook
  /** One message at a time goes this way. */
  readonly way: string
  readonly delivery: WaitingDelivery
}

const isTaken = (answer: Answer): boolean =>
  answer.kind === 'status' && answer.status >= 200 && answer.status < 300
const isGone = (answer: Answer): boolean => answer.kind === 'status' && answer.status === GONE

/**
 * Marks what came of a test, which is tried once: who pressed for it looks. An end that takes it is there, so that what
 * waits is tried at once; whether it works is then seen by that.
 */
function recordTest(
  { file, clock }: WebhookParts,
  hook: SendingHook,
  test: WaitingDelivery,
  answer: Answer,
): void {
  const now = clock.now()
  file.atomically(() => {
    file.deliveries.settle(test.id, isTaken(answer) ? 'done' : 'given_up', answerText(answer), now)
    if (isGone(answer)) file.hooks.pause(hook.id, 'gone')
    if (!isTaken(answer)) return
    if (file.deliveries.waitingCount(hook.id) === 0) file.hooks.noteDone(hook.id, now)
    else file.deliveries.hasten(hook.id, now)
  })
}

/** Marks what came of one try, in one write. */
function record(parts: WebhookParts, hook: SendingHook, delivery: WaitingDelivery, answer: Answer): void {
  const { file, clock, random } = parts
  const now = clock.now()
  const text = answerText(answer)
  file.atomically(() => {
    if (isTaken(answer)) {
      file.deliveries.settle(delivery.id, 'done', text, now)
      file.hooks.noteDone(hook.id, now)
      return
    }
    file.hooks.noteFailing(hook.id, now)
    if (now - delivery.madeAt >= GIVE_UP_AFTER_MS) file.deliveries.settle(delivery.id, 'given_up', text, now)
    else file.deliveries.retryAt(delivery.id, now + retryDelay(delivery.tries + 1, random), text, now)
    if (isGone(answer)) file.hooks.pause(hook.id, 'gone')
  })
}
