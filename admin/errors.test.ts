import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { CentralDenied, CentralUnavailable } from '../core/database/central.ts'
import { readOnlyCentral, ReadOnlyHere } from '../core/database/read-only-here.ts'
import { createAssets } from '../core/web/assets.ts'
import { createFormats } from '../core/words/format.ts'
import { ADMIN_FILES } from './admin-files.ts'
import { createErrorPages } from './errors.tsx'
import { createShowPage } from './page.tsx'
import { routes } from './paths.ts'

const assets = createAssets(routes.assets, ADMIN_FILES)
const show = createShowPage({ assets, formats: createFormats({ currency: 'ZAR' }) })

describe('a page for what went wrong', () => {
  it.each([
    ['a machine that only shows the books', new ReadOnlyHere(), 409, 'enrolled as a station', 0],
    ['books that do not answer', new CentralUnavailable('busy'), 503, 'Try again in a moment', 0],
    ['books that let nobody in', new CentralDenied('401'), 503, 'Try again in a moment', 0],
    ['a fault of ours', new Error('oops'), 500, 'tell us the code', 1],
  ])('is shown for %s', async (_, error, status, says, reports) => {
    const reported: unknown[] = []
    const app = new Hono()
    app.onError(createErrorPages(show, (broken) => reported.push(broken)).onError)
    app.get('/', () => Promise.reject(error))
    const answer = await app.request('/')
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(says)
    expect(reported).toHaveLength(reports)
  })
})

it('a desk without an identity writes nothing', async () => {
  await expect(readOnlyCentral.batch([])).rejects.toThrow(ReadOnlyHere)
  await expect(readOnlyCentral.script('')).rejects.toThrow(ReadOnlyHere)
})
