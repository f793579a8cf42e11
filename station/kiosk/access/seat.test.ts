import { beforeEach, describe, expect, it } from 'vitest'
import { createSeat, GONE_AFTER_MS, type Seat, type SeatState } from './seat.ts'

let at: number
let due: { at: number; work: () => void }[]
let seat: Seat
beforeEach(() => {
  at = 0
  due = []
  seat = createSeat({ now: () => at, later: (work, ms) => due.push({ at: at + ms, work }) })
})

/** Lets time pass, and what was to happen in it happen. */
const pass = (ms: number): void => {
  at += ms
  for (const { work } of due.filter((one) => one.at <= at)) work()
  due = due.filter((one) => one.at > at)
}
const page = (name: string, { follows, isOwn = false }: { follows?: string; isOwn?: boolean } = {}) => ({
  page: name,
  follows,
  isOwn,
})
/** A page with its stream, and what it was told last. */
const open = (name: string, more: { follows?: string; isOwn?: boolean; wasWatching?: boolean } = {}) => {
  const told: SeatState[] = []
  const entered = { ...page(name, more), wasWatching: more.wasWatching ?? false }
  const leave = seat.enter(entered, (state) => told.push(state))
  return { leave, told, now: () => told.at(-1) }
}
const WORKING = { isWorking: true, mayTake: false }
const WATCHING = { isWorking: false, mayTake: false }
const MAY_TAKE = { isWorking: false, mayTake: true }

describe('the seat of a station', () => {
  it('is the first page’s; a second one watches', () => {
    const first = open('a')
    const second = open('b')
    expect([first.now(), second.now()]).toEqual([WORKING, WATCHING])
    expect([seat.maySend(page('a')), seat.maySend(page('b'))]).toEqual([true, false])
    expect(seat.take(page('b'))).toBe(false)
    expect(first.now()).toEqual(WORKING)
  })

  it('may be taken once the working page has been gone for a while, not before, and never by itself', () => {
    const first = open('a')
    const second = open('b')
    first.leave()
    pass(GONE_AFTER_MS - 1)
    expect(second.now()).toEqual(WATCHING)
    expect(seat.take(page('b'))).toBe(false)
    pass(1)
    expect(second.now()).toEqual(MAY_TAKE)
    expect(seat.maySend(page('b'))).toBe(false)
    expect(seat.take(page('b'))).toBe(true)
    expect(second.now()).toEqual(WORKING)
  })

  it('is offered also where the timer goes off a moment before the time is over', () => {
    const first = open('a')
    const second = open('b')
    first.leave()
    at += GONE_AFTER_MS - 0.4
    due.splice(0).forEach(({ work }) => work())
    expect(second.now()).toEqual(WATCHING)
    pass(0.4)
    expect(second.now()).toEqual(MAY_TAKE)
  })

  it('may always be taken at the station’s own screen', () => {
    const first = open('a')
    const own = open('o', { isOwn: true })
    expect(own.now()).toEqual(MAY_TAKE)
    expect(seat.take(page('o', { isOwn: true }))).toBe(true)
    expect([first.now(), own.now()]).toEqual([WATCHING, WORKING])
    expect(seat.maySend(page('a'))).toBe(false)
  })

  it('is kept over a broken line, as is watching', () => {
    const first = open('a')
    const second = open('b')
    first.leave()
    second.leave()
    const again = open('b', { wasWatching: true })
    expect(again.now()).toEqual(WATCHING)
    expect(open('a').now()).toEqual(WORKING)
    expect(again.now()).toEqual(WATCHING)
  })

  it('is not given after a restart to a page that watched', () => {
    const second = open('b', { wasWatching: true })
    expect(second.now()).toEqual(MAY_TAKE)
    expect(open('a').now()).toEqual(WORKING)
    expect(second.now()).toEqual(WATCHING)
  })

  it('is given to who comes when nobody is there any more', () => {
    open('a').leave()
    expect(open('b').now()).toEqual(WATCHING)
    pass(GONE_AFTER_MS)
    expect(open('c').now()).toEqual(WORKING)
  })
})

describe('a page that is loaded again', () => {
  it('works on at once', () => {
    open('a').leave()
    expect(open('a2', { follows: 'a' }).now()).toEqual(WORKING)
  })

  it('works on as soon as its old line is seen to end', () => {
    const old = open('a')
    const fresh = open('a2', { follows: 'a' })
    expect(fresh.now()).toEqual(WATCHING)
    old.leave()
    expect(fresh.now()).toEqual(WORKING)
  })

  it('gets rid of what it had not sent, before it has a line', () => {
    open('a')
    expect(seat.maySend(page('a2', { follows: 'a' }))).toBe(true)
    expect(seat.maySend(page('a'))).toBe(false)
  })

  it('watches when another one works meanwhile', () => {
    open('a').leave()
    pass(GONE_AFTER_MS)
    open('b')
    expect(open('a2', { follows: 'a' }).now()).toEqual(WATCHING)
    expect(seat.maySend(page('a2', { follows: 'a' }))).toBe(false)
  })
})

describe('a page without a line', () => {
  it('gets the seat by what it sends, where it is free, and keeps it for a while', () => {
    expect(seat.isHeld()).toBe(false)
    expect(seat.maySend(page('a'))).toBe(true)
    expect(seat.isHeld()).toBe(true)
    pass(GONE_AFTER_MS - 1)
    expect(seat.maySend(page('b'))).toBe(false)
    expect(seat.maySend(page('a'))).toBe(true)
    pass(GONE_AFTER_MS)
    expect(seat.isHeld()).toBe(false)
    expect(seat.maySend(page('b'))).toBe(true)
  })
})
