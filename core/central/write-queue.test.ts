import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWriteQueue, type WriteQueue, type WriteQueueState } from './write-queue.ts'

/** A server whose answers the test gives, and what everybody heard, in order. */
function openServer(queue: WriteQueue) {
  const events: string[] = []
  let answers: { readonly name: string; readonly settle: (isGood: boolean) => void }[] = []
  let writing = 0
  return {
    events,
    send(name: string, leaving?: AbortSignal): void {
      const token = name[0] ?? ''
      const work = (): Promise<string> => {
        expect(++writing).toBe(1)
        events.push(`begin ${name}`)
        return new Promise((resolve, reject) =>
          answers.push({
            name,
            settle(isGood) {
              writing--
              if (isGood) resolve(name)
              else reject(new Error('restarted'))
            },
          }),
        )
      }
      queue.run(token, work, leaving).then(
        ({ state }) => events.push(`${state} ${name}`),
        () => events.push(`failed ${name}`),
      )
    },
    async answer(isGood = true): Promise<void> {
      const [first] = answers
      answers = answers.slice(1)
      first?.settle(isGood)
      await settled()
    },
    inHand: () => answers.length,
  }
}

/** Lets every promise that can settle do so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const LIMITS = { waiting: 3, waitingOfOne: 2 }
type Do = (server: ReturnType<typeof openServer>, queue: WriteQueue) => void | Promise<void>
const a1: Do = (server) => server.send('a1')
const b1: Do = (server) => server.send('b1')
const answer: Do = (server) => server.answer()
const restart: Do = (server) => server.answer(false)
const drain: Do = (_, queue) => void queue.drain()
const reopen: Do = (_, queue) => queue.open()
const state = (isOpen: boolean, inFlight: string | undefined, waiting: number): WriteQueueState => ({
  isOpen,
  inFlight,
  waiting,
})

// (what happened before) + event → state and the last thing anybody heard.
const table: readonly (readonly [
  before: string,
  given: readonly Do[],
  event: Do,
  then: WriteQueueState,
  heard: string,
])[] = [
  ['idle, a write', [], a1, state(true, 'a', 0), 'begin a1'],
  ['idle, closed', [], drain, state(false, undefined, 0), ''],
  ['busy, another write', [a1], b1, state(true, 'a', 1), 'begin a1'],
  ['busy, answered', [a1], answer, state(true, undefined, 0), 'done a1'],
  ['busy, restarted', [a1], restart, state(true, undefined, 0), 'failed a1'],
  ['busy, closed', [a1], drain, state(false, 'a', 0), 'begin a1'],
  ['one waits, answered', [a1, b1], answer, state(true, 'b', 0), 'begin b1'],
  ['one waits, restarted', [a1, b1], restart, state(true, 'b', 0), 'begin b1'],
  ['one waits, closed', [a1, b1], drain, state(false, 'a', 0), 'closed b1'],
  ['closed, a write', [drain], a1, state(false, undefined, 0), 'closed a1'],
  ['closing, a write', [a1, drain], b1, state(false, 'a', 0), 'closed b1'],
  ['closing, answered', [a1, drain], answer, state(false, undefined, 0), 'done a1'],
  ['closing, opened', [a1, drain], reopen, state(true, 'a', 0), 'begin a1'],
  ['closed, opened, a write', [drain, reopen], a1, state(true, 'a', 0), 'begin a1'],
]

describe('the queue of writes', () => {
  it.each(table)('%s', async (_, given, event, then, heard) => {
    const queue = createWriteQueue(LIMITS)
    const server = openServer(queue)
    for (const one of [...given, event]) {
      await one(server, queue)
      await settled()
    }
    expect(queue.state()).toEqual(then)
    expect(server.events.at(-1) ?? '').toBe(heard)
  })

  it('takes so many and no more, and so many of one token', async () => {
    const server = openServer(createWriteQueue(LIMITS))
    for (const name of ['a0', 'a1', 'a2', 'a3', 'b1', 'c1']) server.send(name)
    await settled()
    expect(server.events).toEqual(['begin a0', 'busy a3', 'busy c1'])
  })

  it('lets tokens take turns, each in its own order', async () => {
    const server = openServer(createWriteQueue())
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) server.send(name)
    while (server.inHand() > 0) await server.answer()
    const begun = server.events.filter((event) => event.startsWith('begin')).map((event) => event.slice(6))
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  })

  it('keeps the turn when whoever asked goes away, and drops what only waits', async () => {
    const queue = createWriteQueue()
    const server = openServer(queue)
    const [first, second] = [new AbortController(), new AbortController()]
    server.send('a1', first.signal)
    server.send('a2', second.signal)
    server.send('b1')
    first.abort()
    second.abort()
    await settled()
    expect(queue.state()).toEqual(state(true, 'a', 1))
    expect(server.events).toEqual(['begin a1', 'left a2'])
    await server.answer()
    expect(server.events).toEqual(['begin a1', 'left a2', 'done a1', 'begin b1'])
  })

  it('does nothing for who went away before asking', async () => {
    const server = openServer(createWriteQueue())
    server.send('a1', AbortSignal.abort())
    await settled()
    expect(server.events).toEqual(['left a1'])
  })

  it('is drained when the server has answered, for everybody who waits for that', async () => {
    const queue = createWriteQueue()
    const server = openServer(queue)
    server.send('a1')
    const heard: string[] = []
    void queue.drain().then(() => heard.push('first'))
    void queue.drain().then(() => heard.push('second'))
    await settled()
    expect(heard).toEqual([])
    await server.answer(false)
    expect(heard).toEqual(['first', 'second'])
  })

  it('never has two in flight, forgets none, and keeps each token’s order, whatever happens', async () => {
    const event = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('send a', 'send b', 'send c') },
      { weight: 4, arbitrary: fc.constantFrom('answer', 'restart') },
      { weight: 1, arbitrary: fc.constantFrom('drain', 'open', 'leave') },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
        const queue = createWriteQueue(LIMITS)
        const server = openServer(queue)
        const sent: string[] = []
        let lastToLeave: AbortController | undefined
        for (const one of events) {
          if (one.startsWith('send')) {
            lastToLeave = new AbortController()
            sent.push(`${one.slice(5)}${String(sent.length).padStart(3, '0')}`)
            server.send(sent.at(-1) ?? '', lastToLeave.signal)
          } else if (one === 'drain') void queue.drain()
          else if (one === 'open') queue.open()
          else if (one === 'leave') lastToLeave?.abort()
          else await server.answer(one === 'answer')
          expect(queue.state().waiting).toBeLessThanOrEqual(LIMITS.waiting)
        }
        await settled()
        while (server.inHand() > 0) await server.answer()
        const ended = server.events.filter((event) => !event.startsWith('begin'))
        expect(new Set(ended.map((event) => event.split(' ')[1]))).toEqual(new Set(sent))
        expect(ended).toHaveLength(sent.length)
        const begun = server.events
          .filter((event) => event.startsWith('begin'))
          .map((event) => event.slice(6))
        for (const token of ['a', 'b', 'c']) {
          const own = begun.filter((name) => name.startsWith(token))
          expect(own).toEqual(own.toSorted())
        }
        expect(queue.state()).toMatchObject({ inFlight: undefined, waiting: 0 })
      }),
    )
  })
})
