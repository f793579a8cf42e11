import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readOldBooksLimits } from '../../core/branches/old-books-rows.ts'
import { readBranch, readBranches } from '../../core/branches/read-branches.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let admin: Admin
let manager: string
let boss: string
let bra: BranchId
let brb: BranchId
beforeEach(async () => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  boss = await admin.signIn('naledi')
  bra = admin.bakery.bra
  brb = admin.bakery.brb
})
afterEach(() => admin.close())

const page = async (path: string, cookie = manager): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
const send = (path: string, form: Record<string, string>, cookie = manager) =>
  admin.post(path, form, { cookie })
const read = (id = bra) => readBranch(admin.bakery.reader, id)
const problemIn = async (response: Response, field: string): Promise<string | undefined> => {
  expect(response.status).toBe(422)
  return new RegExp(`id="${field}-problem"[^>]*>([^<]*)<`).exec(await response.text())?.[1]
}

describe('the branches', () => {
  it('are all shown to a super admin, and a manager’s own to them', async () => {
    const all = await page(routes.branches, boss)
    for (const text of ['Braam', 'Brixton', 'Africa/Johannesburg', 'Nothing', routes.newBranch])
      expect(all).toContain(text)
    const own = await page(routes.branches)
    expect(own).toContain('Braam')
    expect(own).not.toContain('Brixton')
    expect(own).not.toContain(routes.newBranch)
  })

  it('are opened by a super admin, once under a prefix', async () => {
    const form = { prefix: 'brc', name: 'Cosmo City', timeZone: 'Africa/Lagos' }
    const response = await send(routes.branches, form, boss)
    const made = readBranches(admin.bakery.reader).find(({ prefix }) => prefix === 'BRC')
    expect(made).toMatchObject({ name: 'Cosmo City', timeZone: 'Africa/Lagos' })
    expect(response.headers.get('location')).toBe(links.branch(made?.id as BranchId))
    expect(await page(links.branch(made?.id as BranchId), boss)).toContain('Cosmo City')
    expect(await problemIn(await send(routes.branches, form, boss), 'prefix')).toContain('already')
  })

  it.each([
    [{ prefix: 'B' }, 'prefix', 'Two to six'],
    [{ prefix: 'BR-C' }, 'prefix', 'Two to six'],
    [{ prefix: 'BRANCHES' }, 'prefix', 'Two to six'],
    [{ name: '' }, 'name', 'Type a name.'],
    [{ timeZone: 'Africa/Nowhere' }, 'timeZone', 'Choose a time zone.'],
  ])('are not opened from %j', async (wrong, field, problem) => {
    const form = { prefix: 'BRC', name: 'Cosmo', timeZone: 'UTC', ...wrong }
    expect(await problemIn(await send(routes.branches, form, boss), field)).toContain(problem)
    expect(readBranches(admin.bakery.reader)).toHaveLength(2)
  })
})

describe('what a branch works by', () => {
  const numbers = { tolerance: '10', expiry: '4', shortfall: 'yes' }

  it('is set by its manager', async () => {
    await send(links.branchNumbers(bra), numbers)
    expect(read()).toMatchObject({ usageTolerance: 10, expiryWarningDays: 4, issuesShortfall: true })
    const response = await send(links.branchNumbers(bra), { tolerance: '0', expiry: '365' })
    expect(response.headers.get('location')).toBe(links.branch(bra))
    expect(read()).toMatchObject({ usageTolerance: 0, expiryWarningDays: 365, issuesShortfall: false })
  })

  it.each([
    [{ tolerance: '101' }, 'tolerance', '0 to 100'],
    [{ tolerance: '1.5' }, 'tolerance', '0 to 100'],
    [{ tolerance: '' }, 'tolerance', '0 to 100'],
    [{ expiry: '366' }, 'expiry', '0 to 365'],
    [{ expiry: '-1' }, 'expiry', '0 to 365'],
  ])('is not %j', async (wrong, field, problem) => {
    expect(await problemIn(await send(links.branchNumbers(bra), { ...numbers, ...wrong }), field)).toContain(
      problem,
    )
    expect(read()?.usageTolerance).toBe(5)
  })
})

describe('how old the books may be', () => {
  const never = { warnAfter: null, askAfter: null, stopAfter: null }
  const fields = Object.fromEntries(
    ['sales', 'production', 'general'].flatMap((workflow) =>
      ['warnAfter', 'askAfter', 'stopAfter'].map((step) => [`${workflow}-${step}`, '']),
    ),
  )
  const limits = () => readOldBooksLimits(admin.bakery.reader, bra)

  it('is shown as is usual, and set by the branch’s manager for each thing that is scanned', async () => {
    const before = await page(links.branch(bra))
    expect(before).toMatch(/name="sales-warnAfter" value="15 min"/)
    expect(before).toMatch(/name="general-askAfter" value="3 days"/)
    expect(before).toMatch(/name="general-stopAfter" value=""/)
    const sent = {
      ...fields,
      'sales-warnAfter': '1 hour',
      'sales-askAfter': '1h',
      'sales-stopAfter': '2 days',
    }
    const response = await send(links.branchOldBooks(bra), sent)
    expect(response.headers.get('location')).toBe(links.branch(bra))
    expect(limits()).toEqual({
      sales: { warnAfter: 60, askAfter: 60, stopAfter: 2880 },
      production: never,
      general: never,
    })
    expect(await page(links.branch(bra))).toMatch(/name="sales-askAfter" value="1 h"/)
    expect(readOldBooksLimits(admin.bakery.reader, brb)).not.toEqual(limits())
  })

  it.each([
    [{ 'sales-warnAfter': 'soon' }, 'sales-warnAfter', 'min, h or days'],
    [{ 'sales-warnAfter': '15' }, 'sales-warnAfter', 'min, h or days'],
    [{ 'general-stopAfter': '0 min' }, 'general-stopAfter', 'min, h or days'],
    [{ 'general-stopAfter': '366 days' }, 'general-stopAfter', 'min, h or days'],
    [{ 'production-warnAfter': '2 h', 'production-askAfter': '1 h' }, 'production-askAfter', 'Not sooner'],
    [{ 'sales-warnAfter': '2 h', 'sales-stopAfter': '119 min' }, 'sales-stopAfter', 'Not sooner'],
  ])('is not %j', async (wrong, field, problem) => {
    const before = limits()
    const response = await send(links.branchOldBooks(bra), { ...fields, ...wrong })
    expect(await problemIn(response, field)).toContain(problem)
    expect(limits()).toEqual(before)
  })
})

describe('the locked period', () => {
  it('grows by its manager, up to today, and is not opened again by them', async () => {
    for (const until of ['2026-11-19', '2026-11-19', '2026-11-20']) {
      expect((await send(links.branchLock(bra), { until })).status).toBe(303)
      expect(read()?.lockedUntil).toBe(until)
    }
    const lock = async (until: string) =>
      await problemIn(await send(links.branchLock(bra), { until }), 'until')
    expect(await lock('2026-11-18')).toContain('locked already')
    expect(await lock('2026-11-21')).toContain('Not after today')
    for (const until of ['', 'x', '2026-02-30', '1969-12-31']) expect(await lock(until)).toBe('Choose a day.')
    expect(read()?.lockedUntil).toBe('2026-11-20')
  })

  it('is opened again by a super admin', async () => {
    await send(links.branchLock(bra), { until: '2026-11-19' })
    await send(links.branchLock(bra), { until: '2026-10-31' }, boss)
    expect(read()?.lockedUntil).toBe('2026-10-31')
    await send(links.branchLock(bra), { until: '' }, boss)
    expect(read()?.lockedUntil).toBe('1970-01-01')
    expect(
      await problemIn(await send(links.branchLock(bra), { until: '2026-11-21' }, boss), 'until'),
    ).toContain('today')
  })
})

describe('name and time zone', () => {
  it('are a super admin’s, the zone until something is posted', async () => {
    await send(links.branchName(bra), { name: 'Braamfontein', timeZone: 'Africa/Lagos' }, boss)
    expect(read()).toMatchObject({ name: 'Braamfontein', timeZone: 'Africa/Lagos' })
    await send(links.branchName(bra), { name: 'Braam', timeZone: 'Africa/Johannesburg' }, boss)
    await workADay(admin.bakery)
    const html = await page(links.branch(bra), boss)
    expect(html).toContain('The time zone is fixed')
    expect(html).not.toContain('name="timeZone"')
    await send(links.branchName(bra), { name: 'Braampark', timeZone: 'Africa/Lagos' }, boss)
    expect(read()).toMatchObject({ name: 'Braampark', timeZone: 'Africa/Johannesburg' })
    expect(await problemIn(await send(links.branchName(bra), { name: '' }, boss), 'name')).toBe(
      'Type a name.',
    )
  })
})

describe('retiring', () => {
  it('says what is in the way, and is done and taken back', async () => {
    const response = await send(links.branchRetired(bra), { retired: 'yes' }, boss)
    expect(response.status).toBe(422)
    const html = await response.text()
    for (const text of [
      'Close its open sales orders.',
      'Close its open production runs.',
      'Retire its stations.',
    ])
      expect(html).toContain(text)
    expect(html).not.toContain('in stock')
    expect(read()?.isRetired).toBe(false)
    await admin.bakery.central.batch(
      [
        `UPDATE writer SET state = 'closed' WHERE branch = ?1`,
        'UPDATE person SET is_active = 0 WHERE branch = ?1',
      ].map((sql) => ({ sql: uncatalogued(sql), args: [brb] })),
    )
    for (const retired of ['yes', 'yes', 'no', 'no']) {
      expect((await send(links.branchRetired(brb), { retired }, boss)).status).toBe(303)
      expect(read(brb)?.isRetired).toBe(retired === 'yes')
    }
  })
})

it('answers as if it were not there what is another branch’s, a super admin’s, or nothing', async () => {
  const form = {
    until: '2026-11-19',
    tolerance: '1',
    expiry: '1',
    name: 'Mine',
    timeZone: 'UTC',
    retired: 'yes',
  }
  for (const id of [brb, 999 as BranchId]) {
    expect((await admin.get(links.branch(id), { cookie: manager })).status).toBe(404)
    for (const path of [
      links.branchLock(id),
      links.branchNumbers(id),
      links.branchOldBooks(id),
      links.branchName(id),
      links.branchRetired(id),
    ])
      expect([path, (await send(path, form)).status]).toEqual([path, 404])
  }
  for (const path of [links.branchName(bra), links.branchRetired(bra), routes.branches])
    expect([path, (await send(path, { ...form, prefix: 'BRC' })).status]).toEqual([path, 404])
  expect((await admin.get(routes.newBranch, { cookie: manager })).status).toBe(404)
  expect(read(brb)).toMatchObject({
    name: 'Brixton',
    usageTolerance: 5,
    lockedUntil: '1970-01-01',
    isRetired: false,
  })
  expect(await page(links.branch(bra))).not.toContain(links.branchRetired(bra))
})
