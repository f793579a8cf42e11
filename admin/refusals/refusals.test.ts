import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { askForApproval, sellTooMuch, stockUp, useTooMuch } from '../testing/refused-bakery.ts'

let admin: Admin
let cookie: string
beforeAll(async () => {
  admin = await openAdmin()
  await stockUp(admin.bakery)
  cookie = await admin.signIn('pieter')
})
afterAll(() => admin.close())

const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<(small|br)[^>]*>/g, ' ')
    .replace(/<\/(td|th|h1|a)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
const read = async (path: string, as = cookie): Promise<string> =>
  await (await admin.get(path, { cookie: as })).text()

describe('the list of what needs a person', () => {
  it('says so when there is nothing', async () => {
    expect(await read(links.refusals())).toContain('Nothing needs a person.')
    expect(await read(links.refusals({ state: 'settled' }))).toContain('Nothing was settled yet.')
  })

  it('names approvals and refusals newest first: who, when, what for, why, and how long', async () => {
    const { bakery } = admin
    await sellTooMuch(bakery)
    await useTooMuch(bakery)
    await askForApproval(bakery)
    // Sent to a manager, and more than there is: both are said.
    const both = { state: 'asked' as const, for: ['over_available' as const, 'over_planned' as const] }
    await sellTooMuch(bakery, 50, { approval: both })
    admin.clock.at += 2 * 3_600_000
    const text = textOf(await read(links.refusals()))
    expect(text).toMatch(
      /BRA-K1-000006 Sent to a manager: more than was there\. Sent to a manager: more than was planned\. Coke 330 ml: 43 asked, 30 there in the shop\. Sale BRA-SO-00001 Thandi M\. 20 Nov 12:00 2 h/,
    )
    expect(text).toContain('BRA-K1-000005 Sent to a manager: more than was planned. Sale BRA-SO-00001')
    expect(text).toContain(
      'BRA-K1-000004 Cake flour: 10.5 kg asked, 10 kg there in the stockroom. Usage on a run BRA-PR-00001',
    )
    expect(text.indexOf('000006')).toBeLessThan(text.indexOf('000003'))
  })

  it('is linked from the home page and from the document', async () => {
    const home = await read(routes.home)
    // What somebody sent to a manager is named apart from what the book would not take.
    expect(home).toContain('3 documents refused')
    expect(home).toContain('1 document sent for approval')
    expect(home).toContain(`href="${links.refusals()}"`)
    const [, settling = '', id = ''] = /href="(\/admin\/refusals\/([0-9a-f-]{36}))"/.exec(home) ?? []
    expect(await read(`${routes.documents}/${id}`)).toContain(`href="${settling}"`)
  })

  it('is paged, each page ending where the next begins', async () => {
    for (let count = 0; count < 50; count++) await sellTooMuch(admin.bakery, 100 + count)
    const first = await read(links.refusals())
    const older = /href="(\/admin\/refusals\?before=\d+)"/.exec(first)?.[1] ?? ''
    const second = await read(older)
    const named = (html: string) => [...html.matchAll(/BRA-K1-\d{6}/g)].map(([reference]) => reference)
    expect([named(first).length, named(second).length]).toEqual([50, 4])
    expect(new Set([...named(first), ...named(second)]).size).toBe(54)
    expect(second).toContain('Back to the newest')
  })

  it('is that of one’s own branch', async () => {
    expect(textOf(await read(links.refusals(), await admin.signIn('ayesha')))).toContain(
      'Nothing needs a person.',
    )
    expect(textOf(await read(links.refusals(), await admin.signIn('naledi')))).toContain('BRA-K1-000056')
  })
})
