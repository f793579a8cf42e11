import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectFile } from '../kernel/project-root.ts'
import { openDurableFile } from './open-durable-file.ts'

/** As long as another process has the file for itself: less than is waited. */
const HELD_MS = 300

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-durable-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('waits while another process has the file for itself, instead of failing to start', async () => {
  const path = join(folder, 'held.db')
  const program = join(folder, 'hold.cjs')
  writeFileSync(
    program,
    `const Database = require(${JSON.stringify(projectFile('node_modules', 'libsql'))})
     const database = new Database(process.argv[2])
     database.exec('BEGIN EXCLUSIVE; CREATE TABLE held (a)')
     process.send('held')
     setTimeout(() => { database.exec('COMMIT'); database.close(); process.disconnect() }, ${HELD_MS})`,
  )
  const holder = fork(program, [path], { execArgv: [] })
  await once(holder, 'message')
  const database = openDurableFile(path)
  expect(database.prepare('SELECT count(*) FROM held').raw().get()).toEqual([0])
  database.close()
})
