import { LibsqlError } from '@libsql/client/http'
import { describe, expect, it } from 'vitest'
import { GATE_ANSWERS, type GateCode, type GateMeaning } from '../central/gate-answers.ts'
import {
  asCentralError,
  asWriteError,
  BookRefusal,
  CentralDenied,
  CentralUnavailable,
  OtherRelease,
  OutcomeUnknown,
} from './central.ts'

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

describe('a write over a network that was not answered', () => {
  const fetchFailed = (code: string): Error =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

  it.each([
    ['nobody listens there', fetchFailed('ECONNREFUSED')],
    ['no such name', fetchFailed('ENOTFOUND')],
    ['no road to it', fetchFailed('ENETUNREACH')],
    ['the gate is busy', new LibsqlError('busy', 'GATE_BUSY')],
    ['the gate is closed', new LibsqlError('closed', 'GATE_CLOSED')],
    ['the server’s own no', new LibsqlError('database is locked', 'SQLITE_BUSY')],
  ])('was not written: %s', (_, error) => {
    const known = asWriteError(error, 0)
    expect(known).toBeInstanceOf(CentralUnavailable)
    expect(known).not.toBeInstanceOf(OutcomeUnknown)
  })

  it.each([
    ['no answer in time', new DOMException('timeout', 'TimeoutError')],
    ['the line broke', fetchFailed('UND_ERR_SOCKET')],
    ['the line was reset', fetchFailed('ECONNRESET')],
    ['half an answer', new SyntaxError('Unexpected end of JSON input')],
    ['the gate had no answer', new LibsqlError('no answer', 'GATE_NO_ANSWER')],
    ['something in between answered', new LibsqlError('Server returned HTTP status 502', 'SERVER_ERROR')],
  ])('may have been written: %s', (_, error) => {
    expect(asWriteError(error, 0)).toBeInstanceOf(OutcomeUnknown)
  })

  it('is refused or denied as a read is', () => {
    expect(asWriteError(new LibsqlError('E_X', 'SQLITE_CONSTRAINT'), 3)).toMatchObject({ statementIndex: 3 })
    expect(
      asWriteError(new LibsqlError('Server returned HTTP status 401', 'SERVER_ERROR'), 0),
    ).toBeInstanceOf(CentralDenied)
  })
})
