import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../core/testing/bakery.ts'
import { buildPrograms, type BuiltPrograms } from '../core/testing/build-programs.ts'
import { postEveryEvent } from '../core/testing/every-event.ts'

const VERIFY = 'scripts/verify-book.ts'
const EXPORT = 'scripts/export-book.ts'
let built: BuiltPrograms
let bakery: Bakery
beforeAll(async () => {
  built = buildPrograms([VERIFY, EXPORT])
  bakery = await openBakery()
  await postEveryEvent(bakery)
})
afterAll(() => {
  bakery.close()
  built.remove()
})

function run(
  source: string,
  data: string,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built.program(source), ...args], {
    env: { ...process.env, SCANBOOK_DATA: data },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('scripts/verify', () => {
  it('says green in one line and exits 0', () => {
    const { status, stdout, stderr } = run(VERIFY, bakery.folder)
    expect(stdout).toMatch(/^Books verified: \d+ moves in \d+ documents, all green\n$/)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('names the first bad row and exits 1', async () => {
    const spoilt = await openBakery()
    await postEveryEvent(spoilt)
    await spoilt.central.script('UPDATE sales_order_line SET logged = logged + 1 WHERE item = 4')
    const { status, stdout } = run(VERIFY, spoilt.folder)
    spoilt.close()
    expect(stdout).toMatch(/^Books NOT in order: sales order line 1,4: .+\n$/)
    expect(status).toBe(1)
  })

  it.each([VERIFY, EXPORT])('%s says what to do where there is no book, and exits 2', (source) => {
    const folder = mkdtempSync(join(tmpdir(), 'scanbook-none-'))
    const missing = run(source, folder)
    expect(missing.stderr).toMatch(/^There is no book at .+SCANBOOK_DATA.+\n$/)
    writeFileSync(join(folder, 'book.db'), 'this is a letter, not a book')
    const unreadable = run(source, folder)
    rmSync(folder, { recursive: true })
    expect(unreadable.stderr).toMatch(/^The book at .+ cannot be read .+\n$/)
    expect([missing.status, unreadable.status]).toEqual([2, 2])
  })
})

describe('scripts/export', () => {
  it('writes the journal to standard output', () => {
    const { status, stdout } = run(EXPORT, bakery.folder)
    expect(stdout).toMatch(/^; Test Bakery\n/)
    expect(stdout).toContain('(BRA-SAL-00001) Corner Café | Sale')
    expect(status).toBe(0)
  })

  it('writes the same for beancount, and knows no other program', () => {
    const { status, stdout } = run(EXPORT, bakery.folder, '--format', 'beancount')
    expect(stdout).toMatch(/^option "title" "Test Bakery"\n/)
    expect(stdout).toContain('"Corner Café" "Sale" ^BRA-SAL-00001')
    expect(status).toBe(0)
    const unknown = run(EXPORT, bakery.folder, '--format=excel')
    expect(unknown.stderr).toBe('There is no ledger file for "excel". Choose one of: hledger, beancount.\n')
    expect([unknown.status, unknown.stdout]).toEqual([2, ''])
  })

  it('ends quietly when its reader has read enough', async () => {
    const child = spawn(process.execPath, [built.program(EXPORT)], {
      env: { ...process.env, SCANBOOK_DATA: bakery.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk)
    })
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
