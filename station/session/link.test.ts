import { describe, expect, it } from 'vitest'
import { accepting, badge, item, onward, REVIEW, selling, THANDI } from '../testing/session-fixtures.ts'
import { EVERY_PLACE, PLACES } from '../testing/session-places.ts'
import type { MachineEvent } from './machine-event.ts'
import type { LinkSeen } from './link-state.ts'
import { linkAfter, mayTellNews } from './link.ts'
import { NEW_SESSION, type Session } from './session-state.ts'

const S = 1000
const seen = (isAway: boolean, at: number, waiting = 0): MachineEvent & { type: 'link' } => ({
  type: 'link',
  seen: { isAway, asOf: at, waiting, at },
})
const away = (at = 0) => seen(true, at)
const there = (at: number, waiting?: number) => seen(false, at, waiting)
const working = () => onward(selling(item(1)), away())

describe('the line to the books', () => {
  it('is no news while it is there', () => {
    expect(onward(selling(item(1)), there(5)).session.link).toEqual({ kind: 'there' })
    expect(linkAfter(NEW_SESSION, there(5).seen)).toBe(NEW_SESSION.link)
  })

  it('is said to be back once, for a while, and until what waited is posted', () => {
    const back = onward(working(), there(60 * S, 12))
    expect(back.session.link).toEqual({ kind: 'back', asOf: 60 * S, shownAt: 60 * S })
    const kinds = [70, 80, 95].map((at, index) => {
      const { session } = onward(back, there(at * S, [12, 3, 0][index]))
      return session.link.kind
    })
    expect(kinds).toEqual(['back', 'back', 'there'])
    expect(onward(back, there(79 * S)).session.link.kind).toBe('back')
    expect(onward(back, there(80 * S), there(81 * S)).session.link.kind).toBe('there')
  })

  it('is not said for ever where something goes on waiting', () => {
    const back = onward(working(), there(60 * S, 12))
    expect(onward(back, there(600 * S, 12)).session.link.kind).toBe('back')
    expect(onward(back, there(660 * S, 12)).session.link.kind).toBe('there')
  })

  it('makes no sound, and leaves the screen and its notice as they are', () => {
    const before = working()
    const after = onward(before, there(60 * S, 1), there(90 * S))
    expect(after.sounds).toEqual([])
    expect({ ...after.session, link: before.session.link }).toEqual(before.session)
  })

  it('is lost again while it is said to be back', () => {
    const lost = onward(working(), there(60 * S, 12), away(65 * S))
    expect(lost.session.link).toEqual({ kind: 'away' })
    expect(onward(lost, there(70 * S)).session.link).toMatchObject({ kind: 'back', shownAt: 70 * S })
  })

  it('is said for a while though the clock was put right by it', () => {
    const back = onward(working(), there(60 * S))
    expect(onward(back, there(1_700_000_000_000)).session.link.kind).toBe('there')
    const ahead = onward(working(), there(1_700_000_000_000))
    expect(onward(ahead, there(60 * S)).session.link.kind).toBe('there')
  })
})

describe('news', () => {
  it('waits until a question is answered', () => {
    const reviewed = onward(selling(item(1, 14), REVIEW), away())
    const asked = onward(reviewed, accepting(reviewed.session), there(60 * S), there(90 * S))
    expect(asked.session).toMatchObject({ place: { kind: 'deciding_excess' }, link: { shownAt: null } })
    const answered = onward(asked, { type: 'back' }, there(91 * S))
    expect(answered.session.link).toEqual({ kind: 'back', asOf: 60 * S, shownAt: 91 * S })
  })

  it.each(PLACES)('in the place %s', (where) => {
    const { session }: { session: Session } = EVERY_PLACE[where]()
    const quiet = [
      'choosing_operation',
      'coming',
      'choosing_context',
      'scanning',
      'choosing_tile',
      'reviewing',
    ]
    const rest = ['accepted', 'refusals', 'parked', 'showing_document']
    expect(mayTellNews(session)).toBe([...quiet, ...rest].includes(where))
  })

  it('is told after somebody has signed in', () => {
    const who = onward(working(), { type: 'sign_out', why: 'asked' }, { type: 'ask_operator' }, there(9 * S))
    expect(who.session.link).toMatchObject({ shownAt: null })
    expect(onward(who, badge(THANDI), there(10 * S)).session.link).toMatchObject({ shownAt: 10 * S })
  })
})

it('settles: what is said of the same line does not change again', () => {
  const { session } = working()
  const steady: LinkSeen = { isAway: true, asOf: null, waiting: 3, at: 99 }
  expect(linkAfter(session, steady)).toBe(session.link)
})
