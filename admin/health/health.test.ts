import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScopedReaders, type ScopedReaders } from '../../core/branches/scoped-readers.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../../core/testing/bakery.ts'
import { makeToken } from '../../core/tokens/make-token.ts'
import { createHealthApp } from './app.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { probesOf, readReadiness } from './readiness.ts'
import { patternOf } from './route-patterns.ts'

let bakery: Bakery
let readers: ScopedReaders
let outbox: Outbox
beforeAll(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
})
afterAll(() => {
  outbox.close()
  readers.close()
  bakery.close()
})

const GIB = 2 ** 30
const fine = () =>
  ({
    readBook: () => void bakery.reader.get('SELECT seq FROM meta'),
    touchOutbox: () => outbox.touch(),
    poster: () => ({ kind: 'idle' }),
    freeBytes: () => GIB,
  }) as const

describe('whether work may be sent here', () => {
  it('is yes when book, outbox, poster and disk are well', () => {
    expect(readReadiness(probesOf(fine()), () => expect.unreachable())).toEqual({
      ready: true,
      checks: { book: 'ok', outbox: 'ok', poster: 'ok', disk: 'ok' },
    })
  })

  const broken = (): never => {
    throw new Error('SQLITE_IOERR at /var/lib/secret/path')
  }
  it.each([
    ['book', { readBook: broken }, 'failed'],
    ['outbox', { touchOutbox: broken }, 'failed'],
    ['poster', { poster: () => ({ kind: 'stopped', alarm: 'central_denied' }) }, 'central_denied'],
    ['disk', { freeBytes: () => 1_000_000 }, 'full'],
  ] as const)('is no, by name, when the %s is not', (name, changed, answer) => {
    const reported: unknown[] = []
    const readiness = readReadiness(probesOf({ ...fine(), ...changed }), (error) => reported.push(error))
    expect(readiness.ready).toBe(false)
    expect(readiness.checks[name]).toBe(answer)
    expect(Object.values(readiness.checks).filter((each) => each === 'ok')).toHaveLength(3)
    expect(JSON.stringify(readiness)).not.toContain('secret')
    expect(reported).toHaveLength(answer === 'failed' ? 1 : 0)
  })

  it('is yes while the poster tries again: what is accepted is safe', () => {
    const probes = probesOf({ ...fine(), poster: () => ({ kind: 'retrying' }) })
    expect(readReadiness(probes, () => undefined).ready).toBe(true)
  })
})

describe('the pattern of an address', () => {
  it.each([
    ['/api/v1/documents/0193f7a0-0000-7000-8000-000000000001', '/api/v1/documents/:document'],
    ['/api/v1/items/17', '/api/v1/items/:item'],
    ['/api/v1/items', '/api/v1/items'],
    ['/api/v1/thandi', '/api/*'],
    ['/admin/people/new', '/admin/people/new'],
    ['/admin/people/12', '/admin/people/:person'],
    ['/admin/Thandi M.', '/admin/*'],
    ['/station/BRA-K1/events', '/station/*'],
    ['/wp-login.php', 'other'],
    [`/${'x'.repeat(5000)}`, 'other'],
  ])('of %s is %s', (path, pattern) => {
    expect(patternOf(path)).toBe(pattern)
  })
})

describe('metrics', () => {
  let metrics: Metrics
  const backup = { madeAt: undefined as number | undefined }
  const light = { seen: undefined as { isGreen: boolean; summary: string; at: number } | undefined }
  beforeAll(() => {
    metrics = createMetrics({
      clock: { now: () => TEST_NOW + 60_000 },
      outbox: { waitingTotal: () => ({ documents: 3, oldestAcceptedAt: TEST_NOW }) },
      poster: () => ({ kind: 'retrying' }),
      verify: { latest: () => light.seen },
      hostedStations: () => 2,
      latestBackupAt: () => backup.madeAt,
    })
  })
  afterAll(() => metrics.close())

  it('say what waits, what was posted, the proof and how long answers take', async () => {
    const app = new Hono()
    app.use(metrics.timeRequests)
    app.all('*', (c) => c.text('ok'))
    await app.request('/admin/people/12')
    await app.request('/nobody/knows/Thandi')
    metrics.count([
      { state: 'posted', id: '1', position: 1, series: 'SAL', number: 1, postingDate: '', total: 0 } as never,
    ])
    const before = await metrics.scrape()
    expect(before).not.toMatch(/^scanbook_verify_green \d/m)
    light.seen = { isGreen: false, summary: 'Thandi', at: TEST_NOW }
    const text = await metrics.scrape()
    for (const line of [
      'scanbook_outbox_waiting_documents 3',
      'scanbook_outbox_oldest_seconds 60',
      'scanbook_documents_total{state="posted"} 1',
      'scanbook_documents_total{state="refused"} 0',
      'scanbook_verify_green 0',
      'scanbook_verify_age_seconds 60',
      'scanbook_hosted_stations 2',
      'scanbook_poster_state{state="retrying"} 1',
      'scanbook_poster_state{state="idle"} 0',
      'scanbook_http_request_duration_seconds_count{method="GET",route="/admin/people/:person",status="200"} 1',
      'scanbook_http_request_duration_seconds_count{method="GET",route="other",status="200"} 1',
    ])
      expect(text).toContain(line)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(text).toMatch(/^process_resident_memory_bytes /m)
    expect(text).not.toMatch(/^scanbook_backup_age_seconds \d/m)
    backup.madeAt = TEST_NOW
    expect(await metrics.scrape()).toMatch(/^scanbook_backup_age_seconds 60$/m)
    expect(text).not.toContain('Thandi')
  })

  it('are for this machine, and elsewhere for a super admin’s token', async () => {
    const token = async (role: 'manager' | 'super_admin'): Promise<string> => {
      const branch = role === 'manager' ? { id: bakery.bra, prefix: 'BRA' } : null
      const made = await makeToken(bakery.central, { name: 'P', role, branch, madeBy: null, now: TEST_NOW })
      return made === 'name_taken' ? '' : made.token
    }
    const at = { isLocal: false }
    const health = createHealthApp({
      readers,
      metrics,
      probes: probesOf(fine()),
      isLocal: () => at.isLocal,
      report: () => undefined,
    })
    const scrape = async (bearer?: string): Promise<number> => {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
      return (await health.request('/metrics', { headers })).status
    }
    expect(await scrape()).toBe(401)
    expect(await scrape('scb_nobody')).toBe(401)
    expect(await scrape(await token('manager'))).toBe(401)
    expect(await scrape(await token('super_admin'))).toBe(200)
    at.isLocal = true
    expect(await scrape()).toBe(200)
    expect((await health.request('/readyz')).status).toBe(200)
  })
})
