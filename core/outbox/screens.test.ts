import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../kernel/ids.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { PAIRING_LIFE_MS } from './screens.ts'

const NOW = 1_800_000_000_000
const PIETER = 2 as PersonId

let folder: string
let outbox: Outbox
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-screens-'))
  outbox = openOutbox(join(folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  rmSync(folder, { recursive: true })
})

const restart = (): void => {
  outbox.close()
  outbox = openOutbox(join(folder, 'outbox.db'))
}
const openCode = (station = 'BRA-K1'): string => outbox.screens.openPairing(station, PIETER, NOW).code
const pair = (code: string, { station = 'BRA-K1', now = NOW + 1000 } = {}) =>
  outbox.screens.pair({ station, code, label: 'Firefox, Linux', now })
/** Another code than this one. */
const wrong = (code: string): string => `${code.slice(0, 7)}${(Number(code[7]) + 1) % 10}`

describe('a pairing code', () => {
  it('has eight digits and makes a browser the screen of its station', () => {
    const code = openCode()
    expect(code).toMatch(/^\d{8}$/)
    expect(pair(code)).toMatchObject({ station: 'BRA-K1', label: 'Firefox, Linux', pairedBy: PIETER })
    expect(outbox.screens.list('BRA-K1')).toHaveLength(1)
    expect(outbox.screens.list('BRB-K1')).toEqual([])
  })

  it('works once', () => {
    const code = openCode()
    pair(code)
    expect(pair(code)).toBeUndefined()
    expect(outbox.screens.pairing('BRA-K1', NOW)).toBeUndefined()
  })

  it('works for ten minutes', () => {
    const code = openCode()
    expect(pair(code, { now: NOW + PAIRING_LIFE_MS })).toBeUndefined()
    // It was opened by a clock that has been put back since.
    expect(pair(code, { now: NOW - 1 })).toBeUndefined()
    expect(pair(code, { now: NOW + PAIRING_LIFE_MS - 1 })).toBeDefined()
  })

  it('works for its own station only', () => {
    const code = openCode()
    openCode('BRB-K1')
    expect(pair(code, { station: 'BRB-K1' })).toBeUndefined()
    expect(pair(code)).toBeDefined()
  })

  it('is void once another one is made', () => {
    const first = openCode()
    const second = openCode()
    expect(pair(first)).toBeUndefined()
    expect(pair(second)).toBeDefined()
  })

  it('survives a restart', () => {
    const code = openCode()
    restart()
    expect(pair(code)).toBeDefined()
    restart()
    expect(outbox.screens.list('BRA-K1')).toHaveLength(1)
  })

  it('is let in after four wrong tries, and is void after five, also for the right one', () => {
    const code = openCode()
    for (let times = 0; times < 4; times++) expect(pair(wrong(code))).toBeUndefined()
    expect(pair(code)).toBeDefined()
    const next = openCode()
    for (let times = 0; times < 5; times++) expect(pair(wrong(next))).toBeUndefined()
    expect(pair(next)).toBeUndefined()
  })

  it('remembers the wrong tries over restarts', () => {
    const code = openCode()
    for (let times = 0; times < 5; times++) {
      pair(wrong(code))
      restart()
    }
    expect(pair(code)).toBeUndefined()
  })

  it('is not in the file', () => {
    const code = openCode()
    expect(JSON.stringify(outbox.screens.pairing('BRA-K1', NOW))).not.toContain(code)
    restart()
    expect(readFileSync(join(folder, 'outbox.db'), 'latin1')).not.toContain(code)
  })
})

describe('a screen', () => {
  it('is none any more once it is revoked, and that is heard once', () => {
    const { id } = pair(openCode())!
    const heard: string[] = []
    const stop = outbox.screens.onRevoked((revoked) => heard.push(revoked))
    outbox.screens.revoke(id, NOW)
    expect(outbox.screens.find(id)).toBeUndefined()
    expect(outbox.screens.list('BRA-K1')).toEqual([])
    restart()
    expect(outbox.screens.find(id)).toBeUndefined()
    stop()
    expect(heard).toEqual([id])
  })
})
