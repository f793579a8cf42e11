import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleOf } from '../../core/barcodes/scale-example.ts'
import { readCompany, readScalePatterns } from '../../core/company/read-company.ts'
import { routes } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let boss: string
beforeEach(async () => {
  admin = await openAdmin()
  boss = await admin.signIn('naledi')
})
afterEach(() => admin.close())

const page = async (): Promise<string> => await (await admin.get(routes.settings, { cookie: boss })).text()
const send = (path: string, form: Record<string, string>, cookie = boss) => admin.post(path, form, { cookie })
const company = () => readCompany(admin.bakery.reader)
const patterns = () => readScalePatterns(admin.bakery.reader)
const problemIn = async (response: Response, field: string): Promise<string | undefined> => {
  expect(response.status).toBe(422)
  return new RegExp(`id="${field}-problem"[^>]*>([^<]*)<`).exec(await response.text())?.[1]
}

describe('the company', () => {
  it('has a name, and a currency until something is posted', async () => {
    await send(routes.company, { name: 'Crust & Co', currency: 'eur' })
    expect(company()).toMatchObject({ name: 'Crust & Co', currency: 'EUR' })
    await send(routes.company, { name: 'Crust & Co', currency: 'ZAR' })
    await workADay(admin.bakery)
    const html = await page()
    expect(html).toContain('All amounts are in ZAR. That is fixed')
    expect(html).not.toContain('name="currency"')
    await send(routes.company, { name: 'Crust', currency: 'EUR' })
    expect(company()).toMatchObject({ name: 'Crust', currency: 'ZAR' })
  })

  it.each([
    [{ name: '', currency: 'ZAR' }, 'name', 'Type a name.'],
    [{ name: 'x'.repeat(81), currency: 'ZAR' }, 'name', 'At most 80'],
    [{ name: 'Crust', currency: 'RAND' }, 'currency', 'Three letters'],
    [{ name: 'Crust', currency: 'QQQ' }, 'currency', 'Three letters'],
    [{ name: 'Crust' }, 'currency', 'Three letters'],
  ])('is not %j', async (form, field, problem) => {
    expect(await problemIn(await send(routes.company, form as Record<string, string>), field)).toContain(
      problem,
    )
    expect(company()).toMatchObject({ name: 'Test Bakery', currency: 'ZAR' })
  })
})

describe('scale labels', () => {
  const add = (pattern: string) => send(routes.newScalePattern, { pattern })
  const press = async (pressed: string) => (await send(routes.scalePatterns, { press: pressed })).status

  it('are added once, each with an example of what it is read as, put in order and removed', async () => {
    for (const pattern of ['21iiiiiwwwwwc', '22IIIIIPPPPPC', '23IIIIIVVVVVC'])
      expect((await add(pattern)).status).toBe(303)
    expect(await problemIn(await add('21IIIIIWWWWWC'), 'pattern')).toContain('there already')
    expect(patterns()).toEqual(['21IIIIIWWWWWC', '22IIIIIPPPPPC', '23IIIIIVVVVVC'])
    const html = await page()
    for (const text of [
      'item 2112345, 1.25 kg',
      'item 2212345, R12.50',
      'item 2312345, asks how much',
      admin.bakery.folder,
    ])
      expect(html).toContain(text)
    expect([await press('up:2'), await press('down:0')]).toEqual([303, 303])
    expect(patterns()).toEqual(['23IIIIIVVVVVC', '21IIIIIWWWWWC', '22IIIIIPPPPPC'])
    expect(await press('off:1')).toBe(303)
    expect(patterns()).toEqual(['23IIIIIVVVVVC', '22IIIIIPPPPPC'])
  })

  it.each([
    '',
    '21IIIIIWWWWW',
    '11IIIIIWWWWWC',
    '21IIIIIWWWWWX',
    '21WWWWWWWWWWC',
    '21IIIIIWWPPPC',
    '2CIIIIIWWWWWC',
    '21IIIIIWWWWWCC',
  ])('are not %j', async (pattern) => {
    expect(await problemIn(await add(pattern), 'pattern')).toBeDefined()
    expect(patterns()).toEqual([])
  })

  it.each(['', 'up:9', 'off:-1', 'burn:0'])('are not changed by %j', async (pressed) => {
    await add('21IIIIIWWWWWC')
    expect(await press(pressed)).toBe(404)
    expect(patterns()).toEqual(['21IIIIIWWWWWC'])
  })

  it.each([
    [
      '21IIIIIWWWWWC',
      { label: '2112345012506', key: '2112345', carried: { measure: { unit: 'g', value: 1250 } } },
    ],
    ['2IIIIIIIIIIIC', { key: '212345678901', carried: {} }],
    ['21IIIIIIIIPPC', { key: '2112345678', carried: { price: 50 } }],
  ])('are read off an example of %s as a station does', (pattern, example) => {
    expect(exampleOf(pattern)).toMatchObject(example)
  })
})

it('is not there for a manager', async () => {
  const cookie = await admin.signIn('pieter')
  expect((await admin.get(routes.settings, { cookie })).status).toBe(404)
  const form = { name: 'Mine', currency: 'EUR', pattern: '21IIIIIWWWWWC', press: 'off:0' }
  for (const path of [routes.company, routes.newScalePattern, routes.scalePatterns])
    expect([path, (await send(path, form, cookie)).status]).toEqual([path, 404])
  expect([company().name, patterns()]).toEqual(['Test Bakery', []])
  expect(await (await admin.get(routes.reasons, { cookie })).text()).not.toContain(
    `href="${routes.settings}"`,
  )
})
