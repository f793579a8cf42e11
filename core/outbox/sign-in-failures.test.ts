import Database from 'libsql'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { projectFile } from '../kernel/project-root.ts'
import { createSignInFailures } from './sign-in-failures.ts'

let database: Database.Database
beforeEach(() => {
  database = new Database(':memory:')
  database.exec(readFileSync(projectFile('core', 'outbox', 'outbox.sql'), 'utf8'))
})
afterEach(() => {
  database.close()
})

const rows = (): number =>
  Number(database.prepare('SELECT count(*) AS n FROM sign_in_failure').get([])?.['n' as never])

it('keeps no more than its bound, the newest', () => {
  const failures = createSignInFailures(database, 5)
  for (let at = 1; at <= 20; at++) failures.write(new Map([[`key ${at}`, { count: 1, lastAt: at }]]), 0)
  expect(rows()).toBe(5)
  expect(failures.read('key 15')).toBeUndefined()
  expect(failures.read('key 16')).toEqual({ count: 1, lastAt: 16 })
})

it('forgets what is older than it is told, and what is cleared', () => {
  const failures = createSignInFailures(database)
  failures.write(new Map([['old', { count: 4, lastAt: 10 }]]), 0)
  failures.write(new Map([['new', { count: 2, lastAt: 30 }]]), 20)
  expect([failures.read('old'), failures.read('new')]).toEqual([undefined, { count: 2, lastAt: 30 }])
  failures.clear('new')
  expect(rows()).toBe(0)
})
