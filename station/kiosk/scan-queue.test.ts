import { expect, it } from 'vitest'
import { createScanQueue, type Entry, type Input } from './browser/scan-queue.ts'

const scan = (text: string): Input => ({ type: 'scan', text })
/** Lets everything that can go on go on. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

function openQueue(
  page: string,
  store: { text: string | null },
  send: (entries: readonly Entry[]) => Promise<string>,
) {
  const lines: boolean[] = []
  const replies: string[] = []
  const queue = createScanQueue<string>(page, {
    read: () => store.text,
    write: (text) => (store.text = text),
    send,
    pause: () => Promise.resolve(),
    onReply: (reply) => replies.push(reply),
    onLine: (isUp) => lines.push(isUp),
  })
  return { queue, lines, replies }
}

it('sends in order, one request in flight, and what came meanwhile together', async () => {
  const sent: string[][] = []
  const answers: (() => void)[] = []
  const { queue } = openQueue('p', { text: null }, (entries) => {
    sent.push(entries.map(({ input }) => String(input['text'])))
    return new Promise((resolve) => answers.push(() => resolve('ok')))
  })
  for (const text of ['a', 'b', 'c']) queue.push(scan(text))
  await settle()
  expect(sent).toEqual([['a']])
  answers.shift()?.()
  await settle()
  expect(sent).toEqual([['a'], ['b', 'c']])
  answers.shift()?.()
  await settle()
  expect(queue.length()).toBe(0)
})

it('sends again under the same numbers until it is acknowledged', async () => {
  const sent: (readonly Entry[])[] = []
  const { queue, lines, replies } = openQueue('p', { text: null }, (entries) => {
    sent.push(entries)
    return sent.length < 3 ? Promise.reject(new Error('no answer')) : Promise.resolve('ok')
  })
  queue.push(scan('a'))
  await settle()
  expect(sent).toEqual(Array(3).fill([{ page: 'p', n: 1, input: scan('a') }]))
  expect(lines).toEqual([false, false, true])
  expect(replies).toEqual(['ok'])
})

it('keeps what is not acknowledged over a reload, under the old page’s numbers, before anything new', async () => {
  const store: { text: string | null } = { text: null }
  const first = openQueue('old', store, () => new Promise(() => {}))
  first.queue.push(scan('a'))
  first.queue.push(scan('b'))
  const sent: Entry[] = []
  const second = openQueue('new', store, (entries) => {
    sent.push(...entries)
    return Promise.resolve('ok')
  })
  second.queue.push(scan('c'))
  await settle()
  expect(sent.map(({ page, n, input }) => [page, n, input['text']])).toEqual([
    ['old', 1, 'a'],
    ['old', 2, 'b'],
    ['new', 1, 'c'],
  ])
  expect(store.text).toBe('[]')
})

it.each([null, 'nonsense', '{}', '[1]'])('starts empty from %j', (text) => {
  expect(openQueue('p', { text }, () => Promise.resolve('ok')).queue.length()).toBe(0)
})
