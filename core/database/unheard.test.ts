import { describe, expect, it } from 'vitest'
import { asWriteError, OutcomeUnknown } from './central.ts'
import { unheardOf } from './unheard.ts'

const failed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

describe('a request that got no answer of central’s', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'other_name'],
    ['CERT_HAS_EXPIRED', 'certificate_ended'],
    ['CERT_NOT_YET_VALID', 'certificate_not_yet'],
  ])('for %s is %s, and wrote nothing', (code, unheard) => {
    expect(unheardOf(failed(code))).toBe(unheard)
    expect(asWriteError(failed(code), 0)).toMatchObject({ why: unheard })
    expect(asWriteError(failed(code), 0)).not.toBeInstanceOf(OutcomeUnknown)
  })

  it.each(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_CONNECT_TIMEOUT', 'toString'])(
    'for %s is one that nobody answered',
    (code) => expect(unheardOf(failed(code))).toBe(undefined),
  )
})
