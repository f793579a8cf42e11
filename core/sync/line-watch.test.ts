import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLineWatch, type LineWatch } from './line-watch.ts'

let isWell: boolean
let looks: number
let back: number
let goOn: () => void
let watch: LineWatch
beforeEach(() => {
  isWell = false
  looks = 0
  back = 0
  goOn = () => undefined
  watch = createLineWatch({
    isWell() {
      looks++
      return Promise.resolve(isWell)
    },
    onBack: () => back++,
    pause: () => new Promise((resolve) => (goOn = resolve)),
  })
})
afterEach(() => watch.roundEnded(undefined))

/** So many pauses later: how often it looked, and said that central is back. */
async function after(pauses: number): Promise<{ looks: number; back: number }> {
  for (let n = 0; n < pauses; n++) {
    goOn()
    await nextTurn()
  }
  return { looks, back }
}

describe('a central that is away', () => {
  it('is looked for, and said once when it is back', async () => {
    watch.roundEnded('no_answer')
    expect(await after(3)).toEqual({ looks: 3, back: 0 })
    isWell = true
    expect(await after(1)).toEqual({ looks: 4, back: 1 })
    watch.roundEnded(undefined)
    expect(await after(3)).toEqual({ looks: 4, back: 1 })
  })

  it('is seen by the first look where it was back before that', async () => {
    watch.roundEnded('no_answer')
    isWell = true
    expect(await after(1)).toEqual({ looks: 1, back: 1 })
  })

  it('is looked for by one watch, however many rounds fail', async () => {
    for (let n = 0; n < 5; n++) watch.roundEnded('closed')
    expect(await after(2)).toEqual({ looks: 2, back: 0 })
  })

  it('brings one round where it looks well and fails each one, until it was away again', async () => {
    watch.roundEnded('server_silent')
    isWell = true
    for (let round = 0; round < 5; round++) {
      await after(1)
      watch.roundEnded('server_silent')
    }
    expect(await after(0)).toEqual({ looks: 5, back: 1 })
    isWell = false
    await after(1)
    isWell = true
    expect(await after(1)).toEqual({ looks: 7, back: 2 })
  })
})

describe('what is no matter of the line', () => {
  it.each(['denied', 'disk_full', 'schema_newer', 'unproven', 'not_sent', 'busy'] as const)(
    'brings no looks: %s',
    async (trouble) => {
      isWell = true
      watch.roundEnded(trouble)
      expect(await after(2)).toEqual({ looks: 0, back: 0 })
    },
  )

  it('ends those that there were, and does not hurry the next one', async () => {
    watch.roundEnded('no_answer')
    await after(1)
    watch.roundEnded('denied')
    isWell = true
    expect(await after(2)).toEqual({ looks: 1, back: 0 })
    watch.roundEnded('no_answer')
    expect(await after(1)).toEqual({ looks: 2, back: 0 })
  })
})
