import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReason, readReasonsFor } from '../../core/reasons/read-reasons.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let manager: string
let boss: string
beforeAll(async () => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  boss = await admin.signIn('naledi')
})
afterAll(() => admin.close())

const page = async (path: string, cookie = boss): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
const send = (path: string, form: Record<string, string>, cookie = boss) => admin.post(path, form, { cookie })
const read = (code: string) => readReason(admin.bakery.reader, code)
const form = { name: 'Eaten by mice', code: 'MICE', usedFor: 'write_off' }

describe('the reasons', () => {
  it('are listed by what they are for, to managers as well', async () => {
    const html = await page(routes.reasons, manager)
    for (const text of ['Write-offs', 'Past its date', 'Customer returns', 'Less arrived than was sent'])
      expect(html).toContain(text)
    expect(html).not.toContain(routes.newReason)
    expect(await page(routes.reasons)).toContain(routes.newReason)
    expect(await page(links.reason('EXPIRED'), manager)).not.toContain(
      '<form method="post" action="/admin/reasons',
    )
  })

  it('are added once under a code, in capitals', async () => {
    const response = await send(routes.reasons, { ...form, code: 'mice' })
    expect([response.status, response.headers.get('location')]).toEqual([303, routes.reasons])
    expect(read('MICE')).toEqual({
      code: 'MICE',
      name: 'Eaten by mice',
      usedFor: 'write_off',
      isRetired: false,
    })
    const again = await send(routes.reasons, { ...form, name: 'Again' })
    expect(again.status).toBe(422)
    expect(await again.text()).toMatch(/id="code-problem"[^>]*>A reason has this code already/)
    expect(read('MICE')?.name).toBe('Eaten by mice')
  })

  it.each([
    [{ ...form, name: '' }, 'Type a name.'],
    [{ ...form, name: 'x'.repeat(61) }, 'At most 60 characters.'],
    [{ ...form, code: 'A' }, 'Two to 20 capitals'],
    [{ ...form, code: 'A B' }, 'Two to 20 capitals'],
    [{ ...form, code: '<SCRIPT>' }, 'Two to 20 capitals'],
    [{ ...form, usedFor: 'fun' }, 'Choose what it is for.'],
    [{}, 'Type a name.'],
  ])('are not made from %j', async (wrong, problem) => {
    const response = await send(routes.reasons, wrong as Record<string, string>)
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(problem)
    expect(html).not.toContain('<SCRIPT>')
  })

  it('are renamed, retired and used again, twice alike', async () => {
    await send(links.reasonName('STALE'), { name: 'Left over' })
    await send(links.reasonName('STALE'), { name: 'Left over' })
    expect(read('STALE')?.name).toBe('Left over')
    expect((await send(links.reasonName('STALE'), { name: '' })).status).toBe(422)
    const offered = () => readReasonsFor(admin.bakery.reader, 'write_off').map(({ code }) => code)
    for (const retired of ['yes', 'yes', 'no', 'no']) {
      const response = await send(links.reasonRetired('STALE'), { retired })
      expect(response.headers.get('location')).toBe(links.reason('STALE'))
      expect(offered().includes('STALE')).toBe(retired === 'no')
    }
  })

  it('are not changed by a manager, nor is one that is not there', async () => {
    for (const [path, sent] of [
      [routes.reasons, form],
      [links.reasonName('DAMAGED'), { name: 'Mine' }],
      [links.reasonRetired('DAMAGED'), { retired: 'yes' }],
    ] as const)
      expect([path, (await send(path, sent, manager)).status]).toEqual([path, 404])
    expect((await admin.get(routes.newReason, { cookie: manager })).status).toBe(404)
    expect(read('DAMAGED')).toMatchObject({ name: 'Damaged', isRetired: false })
    expect((await admin.get(links.reason('NOTHING'), { cookie: boss })).status).toBe(404)
    expect((await send(links.reasonName('NOTHING'), { name: 'x' })).status).toBe(404)
  })
})
