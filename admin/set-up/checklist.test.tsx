import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { readChecklist, type FirstStep } from '../../core/set-up/read-checklist.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { Checklist } from './checklist.tsx'

let admin: Admin
let [boss, manager] = ['', '']
beforeAll(async () => {
  admin = await openAdmin()
  boss = await admin.signIn('naledi')
  manager = await admin.signIn('pieter')
})
afterAll(() => admin.close())

const home = async (cookie: string): Promise<string> =>
  await (await admin.get(routes.home, { cookie })).text()
const done = (): FirstStep[] =>
  readChecklist(admin.bakery.reader, admin.backups).flatMap(({ step, isDone }) => (isDone ? [step] : []))

describe('the checklist of the first day', () => {
  it('leads to the import of items as well as to the form, while there are none', async () => {
    const page = new Hono().get('/:done', (c) =>
      c.html(<Checklist entries={[{ step: 'items', isDone: c.req.param('done') === 'yes' }]} />),
    )
    const listed = async (done: 'yes' | 'no') => await (await page.request(`/${done}`)).text()
    expect(await listed('no')).toContain(`href="${links.importTable('items')}"`)
    expect(await listed('no')).toContain(`href="${routes.newItem}"`)
    expect(await listed('yes')).not.toContain('href')
  })

  it('is read off the book, step by step, and goes when all is done', async () => {
    const { bakery } = admin
    const { coke, place, thandi } = bakery
    expect(done()).toEqual(['items'])
    expect(await home(boss)).toContain('1 of 5 done')
    const take = { by: 'stated', amount: 990 } as const
    const line = { item: coke, from: place('opening'), to: place('retail'), quantity: 10, take }
    await bakery.post({ event: 'opening', lines: [line] }, 'HQ-A1')
    expect(done()).toEqual(['items', 'opening'])
    await bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET pin_verifier = 'x' WHERE id = ?1`), args: [thandi] },
    ])
    expect(done()).toEqual(['items', 'opening', 'people'])
    const sold = {
      item: coke,
      from: place('retail'),
      to: place('customer'),
      quantity: 1,
      take: { by: 'cost' } as const,
    }
    await bakery.post({ event: 'sale', salesOrder: bakery.order, lines: [sold] }, 'BRA-K1')
    expect(done()).toEqual(['items', 'opening', 'people', 'scan'])
    expect(await home(boss)).toContain('4 of 5 done')
    admin.backups.latest = () => ({ madeAt: TEST_NOW, isGreen: true })
    expect(await home(boss)).not.toContain('of 5 done')
  })

  it('is a super admin’s, who may put it away', async () => {
    admin.backups.latest = () => undefined
    expect(await home(manager)).not.toContain('of 5 done')
    const away = await admin.post(routes.checklist, {}, { cookie: boss })
    const kept = (away.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(away.status).toBe(303)
    expect(await home(`${boss}; ${kept}`)).not.toContain('of 5 done')
    expect(await home(boss)).toContain('4 of 5 done')
  })
})
