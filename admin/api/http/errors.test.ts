import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { CentralAway, CentralUnavailable, OutcomeUnknown } from '../../../core/database/central.ts'
import { createErrorAnswers } from './answer-errors.ts'
import { found, readBack } from './errors.ts'

async function answerTo(error: unknown) {
  const app = new Hono()
  app.onError(createErrorAnswers(() => {}))
  app.get('/', () => Promise.reject(error instanceof Error ? error : new Error(String(error))))
  const answer = await app.request('/')
  const { error: told } = (await answer.json()) as { error: { code: string; message: string } }
  return { status: answer.status, retry: answer.headers.get('retry-after'), ...told }
}

it.each([
  [new CentralAway('no way'), 'central_unavailable', 'Nothing was written'],
  [new CentralUnavailable('busy'), 'central_unavailable', 'Nothing was written'],
  [new OutcomeUnknown('late'), 'outcome_unknown', 'written or not'],
])('an answer says whether something may have been written: %s', async (error, code, says) => {
  const told = await answerTo(error)
  expect([told.status, told.code, told.retry]).toEqual([503, code, '5'])
  expect(told.message).toContain(says)
})

it('what is written and not in the copy here yet is told as written, with its address', async () => {
  const reading = readBack('/items/7', () => found<string>(undefined))
  await expect(reading).rejects.toMatchObject({
    code: 'books_behind',
    headers: { location: '/api/v1/items/7', 'retry-after': '1' },
  })
  expect(await readBack('/items/7', () => found('Flour'))).toBe('Flour')
  await expect(readBack('/items/7', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
