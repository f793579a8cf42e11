import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAuthorityOnce } from '../phone/authority.ts'
import { hostNames } from '../phone/host-names.ts'
import { readConnection } from './connection.ts'

const W = `sbw_${'w'.repeat(43)}`
const R = `sbr_${'r'.repeat(43)}`
const URL = 'https://central.example:8090'
const PIN = { SCANBOOK_PIN_KEY: 'p'.repeat(43) }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-connection-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
      authority: undefined,
    })
  })

  it('takes the file of an authority of one’s own, named from where it is started', () => {
    const own = { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `BRA-K1:${W}:${R}`, ...PIN }
    const at = (env: object) => readConnection({ ...own, SCANBOOK_CALLER: folder, ...env })?.authority
    makeAuthorityOnce(folder, hostNames('central', []))
    expect(at({ SCANBOOK_CENTRAL_CA: 'authority.crt' })).toBe(join(folder, 'authority.crt'))
    for (const wrong of ['nowhere.crt', 'authority.key'])
      expect(() => at({ SCANBOOK_CENTRAL_CA: wrong })).toThrow(
        `SCANBOOK_CENTRAL_CA names ${join(folder, wrong)}`,
      )
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
    ['tokens in the wrong order', { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `BRA-K1:${R}:${W}` }],
    ['a name that is none', { SCANBOOK_CENTRAL: URL, SCANBOOK_ENROLMENT: `K1:${W}:${R}` }],
  ])('is refused with %s, and no token is repeated', (_, env) => {
    const all = 'SCANBOOK_CENTRAL' in env && 'SCANBOOK_ENROLMENT' in env ? { ...PIN, ...env } : env
    expect(() => readConnection(all)).toThrow(/SCANBOOK_/)
    expect(() => readConnection(all)).not.toThrow(new RegExp(`${W}|${R}`))
  })
})
