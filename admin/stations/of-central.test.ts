import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let boss = ''
beforeAll(async () => {
  admin = await openAdmin({ isOfCentral: true })
  boss = await admin.signIn('naledi')
})
afterAll(() => admin.close())

const textOf = async (path: string): Promise<string> => await (await admin.get(path, { cookie: boss })).text()
const writers = (): number => Number(admin.bakery.reader.get('SELECT count(*) FROM writer')?.[0])

describe('where the books are a central’s', () => {
  it('a station is let in and shut out where that runs, and not here', async () => {
    const before = writers()
    expect(await textOf(routes.newStation)).toContain('scripts/central enrol')
    const added = await admin.post(routes.stations, { branch: '1', name: 'BRA-K7' }, { cookie: boss })
    expect(added.status).toBe(409)
    expect(writers()).toBe(before)
    expect(await textOf(links.station('BRA-K1'))).not.toContain('is-grave')
    const retired = await admin.post(links.stationRetired('BRA-K1'), {}, { cookie: boss })
    expect(await retired.text()).toContain('scripts/central revoke')
    expect(admin.bakery.reader.get("SELECT state FROM writer WHERE name = 'BRA-K1'")).toEqual(['open'])
  })

  it('a copy is put back where that runs', async () => {
    const text = await textOf(routes.backups)
    expect(text).toContain('scripts/central restore')
    expect(text).not.toContain('scripts/restore')
  })
})
