import { describe, expect, it } from 'vitest'
import { readConnection } from './connection.ts'

const W = `sbw_${'w'.repeat(43)}`
const R = `sbr_${'r'.repeat(43)}`
const URL = 'https://central.example:8090'
const PIN = { SCANBOOK_PIN_KEY: 'p'.repeat(43) }

describe('how central is reached', () => {
  it('is not asked for where the book lies here', () => {
    expect(readConnection({})).toBeUndefined()
    expect(readConnection({ SCANBOOK_CENTRAL: '', SCANBOOK_ENROLMENT: '' })).toBeUndefined()
  })

  it('is a URL and one identity, or several', () => {
    const both = `BRA-K1b:${W}:${R}, HQ-A2:${W}:${R}`
    expect(readConnection({ SCANBOOK_CENTRAL: `${URL}/`, SCANBOOK_ENROLMENT: both, ...PIN })).toEqual({
      url: URL,
      enrolled: [
        { incarnation: 'BRA-K1b', writeToken: W, readToken: R },
        { incarnation: 'HQ-A2', writeToken: W, readToken: R },
      ],
      pinKey: PIN.SCANBOOK_PIN_KEY,
    })
  })

  it.each([
    ['a URL alone', { SCANBOOK_CENTRAL: URL }],
    [
      'no key of PINs',
      { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `BRA-K1:${W}:${R}`, SCANBOOK_PIN_KEY: 'short' },
    ],
    ['an enrolment alone', { SCANBOOK_ENROLMENT: `BRA-K1:${W}:${R}` }],
    ['no URL', { SCANBOOK_CENTRAL: 'central', SCANBOOK_ENROLMENT: `BRA-K1:${W}:${R}` }],
    ['another protocol', { SCANBOOK_CENTRAL: 'file:///etc', SCANBOOK_ENROLMENT: `BRA-K1:${W}:${R}` }],
    ['half an enrolment', { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `BRA-K1:${W}` }],
    ['a name that is none', { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `K1:${W}:${R}` }],
  ])('is refused with %s, and no token is repeated', (_, env) => {
    const all = 'SCANBOOK_CENTRAL' in env && 'SCANBOOK_ENROLMENT' in env ? { ...PIN, ...env } : env
    expect(() => readConnection(all)).toThrow(/SCANBOOK_/)
    expect(() => readConnection(all)).not.toThrow(new RegExp(`${W}|${R}`))
  })
})
