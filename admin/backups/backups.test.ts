import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCopy, sourcesOfHost } from '../../core/backup/make-copy.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { routes } from '../paths.ts'
import { openAdmin, PLENTY, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let [boss, manager] = ['', '']
beforeAll(async () => {
  admin = await openAdmin()
  boss = await admin.signIn('naledi')
  manager = await admin.signIn('pieter')
})
afterAll(() => admin.close())

const page = async (): Promise<string> => await (await admin.get(routes.backups, { cookie: boss })).text()

describe('the page of backups', () => {
  it('says where they will be while there is none', async () => {
    expect(await page()).toContain('No backup yet.')
  })

  it('lists each with what was found in it, and how it is put back', async () => {
    const { folder } = admin.bakery
    const { path } = makeCopy({
      sources: sourcesOfHost(folder),
      into: join(folder, 'backups'),
      now: TEST_NOW - 7_200_000,
      program: 'test',
    })
    const text = await page()
    expect(text).toContain('20 Nov 2026 10:00')
    expect(text).toContain('Verified')
    expect(text).toContain('2 h')
    expect(text).toContain(`scripts/restore ${path}`)
  })

  it('makes one when asked, and shows what it is at until it is there', async () => {
    const pressed = await admin.post(routes.backups, {}, { cookie: boss })
    expect([pressed.status, pressed.headers.get('location'), admin.backups.starts]).toEqual([
      303,
      routes.backups,
      1,
    ])
    admin.backups.running = () => ({ stage: 'verify' })
    const running = await admin.get(routes.backups, { cookie: boss, isFragment: true })
    expect(await running.text()).toContain('Verifying the copy')
    admin.backups.running = () => undefined
    const done = await admin.get(routes.backups, { cookie: boss, isFragment: true })
    expect(done.headers.get('hx-redirect')).toBe(routes.backups)
  })

  it('says why the last one failed', async () => {
    admin.backups.lastFailure = () => ({ at: TEST_NOW - 60_000, words: 'The disk is too full.' })
    expect(await page()).toContain('The last attempt, 1 min ago: The disk is too full.')
  })

  it('is what the home page names where the disk has little room', async () => {
    const said = async (cookie: string): Promise<string> => {
      const home = await (await admin.get(routes.home, { cookie })).text()
      return /<li id="need-disk_full"[^]*?<\/li>/.exec(home)?.[0] ?? ''
    }
    expect(await said(boss)).toBe('')
    admin.disk.free = 50_000_000
    expect(await said(boss)).toContain(`<a href="${routes.backups}">Backups</a> may lie on another disk`)
    expect(await said(manager)).toContain('The disk of this machine is full but for 50 MB')
    expect(await said(manager)).not.toContain(routes.backups)
    admin.disk.free = PLENTY
  })

  it('is not there for a manager, who makes none either', async () => {
    expect((await admin.get(routes.backups, { cookie: manager })).status).toBe(404)
    expect((await admin.post(routes.backups, {}, { cookie: manager })).status).toBe(404)
    expect(admin.backups.starts).toBe(1)
    expect(await (await admin.get(routes.home, { cookie: manager })).text()).not.toContain(routes.backups)
    expect(await (await admin.get(routes.home, { cookie: boss })).text()).toContain(routes.backups)
  })
})
