import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createBook } from '../../core/database/create-book.ts'
import { findBook, removeDemo } from './kind-of-book.ts'
import { readSettings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-kind-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const settingsWith = (demo?: '0' | '1') => readSettings({ SCANBOOK_DATA: folder, SCANBOOK_DEMO: demo })

async function holdBook(isDemo: boolean): Promise<void> {
  const central = openCentralFile(join(folder, 'book.db'))
  await createBook(central, { company: 'Kruger Bakery', currency: 'ZAR', isDemo })
  central.close()
  for (const name of ['outbox.db', 'cookie.key', 'webhooks.db', 'notes.txt'])
    writeFileSync(join(folder, name), '')
}

describe('a demo and a book of one’s own', () => {
  it.each([
    { isDemo: true, asked: '0', says: 'holds a demo, which never becomes a book of your own' },
    { isDemo: false, asked: '1', says: 'holds the book of Kruger Bakery, which never becomes a demo' },
  ] as const)('never become each other: $says', async ({ isDemo, asked, says }) => {
    await holdBook(isDemo)
    expect(() => findBook(settingsWith(asked))).toThrow(says)
    expect(() => findBook(settingsWith(asked))).toThrow('SCANBOOK_DATA')
    expect(findBook(settingsWith(isDemo ? '1' : '0'))).toBe(true)
    expect(findBook(settingsWith())).toBe(true)
  })

  it('are not found in an empty folder', () => {
    expect(findBook(settingsWith('0'))).toBe(false)
  })
})

describe('a fresh demo', () => {
  it('begins by removing the old one, with its secrets and nothing else', async () => {
    await holdBook(true)
    removeDemo(settingsWith())
    const gone = ['book.db', 'book.db-wal', 'outbox.db', 'cookie.key', 'webhooks.db']
    expect(gone.filter((name) => existsSync(join(folder, name)))).toEqual([])
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true)
  })

  it('removes no book but a demo', async () => {
    await holdBook(false)
    expect(() => removeDemo(settingsWith())).toThrow(StartFailure)
    expect(existsSync(join(folder, 'book.db'))).toBe(true)
    expect(existsSync(join(folder, 'cookie.key'))).toBe(true)
  })

  it('removes nothing that it cannot read', () => {
    writeFileSync(join(folder, 'book.db'), 'no database at all, however long it may be'.repeat(100))
    expect(() => removeDemo(settingsWith())).toThrow('cannot be read')
    expect(existsSync(join(folder, 'book.db'))).toBe(true)
  })
})
