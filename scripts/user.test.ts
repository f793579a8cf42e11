import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../admin/paths.ts'
import { openAdmin, PASSWORD, type Admin } from '../admin/testing/open-admin.ts'
import { readPersonByLogin } from '../core/people/read-person.ts'
import { buildPrograms, type BuiltPrograms } from '../core/testing/build-programs.ts'
import { uncatalogued } from '../core/testing/uncatalogued.ts'

const USER = 'scripts/user.ts'
let built: BuiltPrograms
let admin: Admin
beforeAll(async () => {
  built = buildPrograms([USER])
  admin = await openAdmin()
}, 60_000)
afterAll(async () => {
  await admin.close()
  built.remove()
})

/** Runs the program beside the admin app, which has the same book open. */
function run(options: readonly string[], data = admin.bakery.folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built.program(USER), ...options], {
    env: { ...process.env, SCANBOOK_DATA: data },
    encoding: 'utf8',
    input: 'a password from a pipe\n',
  })
  return { status, stdout, stderr }
}
const passwordIn = (stdout: string): string => /^Password: (\S+)$/m.exec(stdout)?.[1] ?? ''
const read = (login: string) => readPersonByLogin(admin.bakery.reader, login)
const signIn = async (login: string, password: string): Promise<string | undefined> => {
  const response = await admin.post(routes.signIn, { login, password })
  return response.status === 303 ? response.headers.get('set-cookie')?.split(';')[0] : undefined
}
const isIn = async (cookie: string | undefined) =>
  (await admin.get(routes.home, { cookie: cookie ?? '' })).status === 200

describe('scripts/user', { timeout: 60_000 }, () => {
  it('makes a super admin who can sign in at once, with a password that nobody else gets', async () => {
    const { status, stdout, stderr } = run(['--super-admin', 'busi', '--name', 'Busi Dube'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(
      /^Super admin busi is made in .+book\.db\.\nPassword: [a-z2-9]{5}(-[a-z2-9]{5}){3}\n/,
    )
    expect(await read('busi')).toMatchObject({
      name: 'Busi Dube',
      role: 'super_admin',
      branch: null,
      isActive: true,
    })
    expect(await isIn(await signIn('busi', passwordIn(stdout)))).toBe(true)
  })

  it('gives one a new password, ends their sessions, and lets somebody who had left in again', async () => {
    const before = await signIn('naledi', PASSWORD)
    const first = run(['--super-admin', 'NALEDI'])
    expect(first.status).toBe(0)
    expect(first.stdout).toContain('All their sessions are ended.')
    expect(await isIn(before)).toBe(false)
    expect(await signIn('naledi', PASSWORD)).toBeUndefined()
    await admin.bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET is_active = 0 WHERE login = 'naledi'`), args: [] },
    ])
    const second = run(['--super-admin', 'naledi', '--name', 'N. Khumalo'])
    expect(passwordIn(second.stdout)).not.toBe(passwordIn(first.stdout))
    expect(await signIn('naledi', passwordIn(first.stdout))).toBeUndefined()
    expect(await isIn(await signIn('naledi', passwordIn(second.stdout)))).toBe(true)
    expect(await read('naledi')).toMatchObject({ name: 'N. Khumalo', isActive: true })
  })

  it.each([
    [['--super-admin', 'pieter', '--name', 'Pieter'], 1, 'somebody who is no super admin'],
    [['--super-admin', 'nobody'], 1, 'Say their name'],
    [['--super-admin', 'No Body', '--name', 'X'], 2, 'Two to 30 small letters'],
    [['--super-admin', 'nobody', '--name', ''], 2, 'Type a name'],
    [['--name', 'X'], 2, '--super-admin LOGIN'],
    [['--super-admin'], 2, '--help'],
    [['--sudo'], 2, '--help'],
    [['extra'], 2, '--help'],
    [['--super-admin', 'nobody', '--name', 'X', '--ask'], 2, 'needs a terminal'],
  ])('does nothing for %j', async (options, status, says) => {
    const people = admin.bakery.reader.all('SELECT * FROM person')
    const ran = run(options)
    expect([ran.status, ran.stdout]).toEqual([status, ''])
    expect(ran.stderr).toContain(says)
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(admin.bakery.reader.all('SELECT * FROM person')).toEqual(people)
  })

  it('says how it is called', () => {
    for (const help of ['--help', '-h']) {
      const { status, stdout } = run([help], 'nowhere')
      expect(status).toBe(0)
      expect(stdout).toContain('scripts/user --super-admin LOGIN --name "NAME"')
    }
  })

  it('makes no book where there is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scanbook-none-'))
    const { status, stderr } = run(['--super-admin', 'busi', '--name', 'Busi'], folder)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^There is no book at/)
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })
})
