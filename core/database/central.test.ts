import { LibsqlError } from '@libsql/client/http'
import { describe, expect, it } from 'vitest'
import { GATE_ANSWERS, type GateCode, type GateMeaning } from '../central/gate-answers.ts'
import { asCentralError, BookRefusal, CentralDenied, CentralUnavailable, OtherRelease } from './central.ts'

const CLASSES = { denied: CentralDenied, other_release: OtherRelease, later: CentralUnavailable } as const
const gateAnswers = Object.entries(GATE_ANSWERS) as [GateCode, { readonly means: GateMeaning }][]

describe('what central says', () => {
  it.each(gateAnswers)('%s of the gate means what its table says, in its words', (code, { means }) => {
    const error = asCentralError(new LibsqlError('This station was revoked.', code), 0)
    expect(error).toBeInstanceOf(CLASSES[means])
    expect(error.message).toBe('This station was revoked.')
    const told = error instanceof CentralDenied ? error.code : undefined
    expect(told).toBe(means === 'denied' ? code : undefined)
  })

  it.each([
    ['SQLite error: E_BELOW_ZERO', 'SQLITE_CONSTRAINT', BookRefusal],
    ['Server returned HTTP status 401', 'SERVER_ERROR', CentralDenied],
    ['Server returned HTTP status 403', 'SERVER_ERROR', CentralDenied],
    ['Server returned HTTP status 502', 'SERVER_ERROR', CentralUnavailable],
    ['SQLite error: database is locked', 'SQLITE_BUSY', CentralUnavailable],
    ['a code of nobody', 'GATE_OF_TOMORROW', CentralUnavailable],
    ['a code of an object', 'toString', CentralUnavailable],
  ] as const)('%s (%s)', (message, code, type) => {
    expect(asCentralError(new LibsqlError(message, code), 0)).toBeInstanceOf(type)
  })
})
