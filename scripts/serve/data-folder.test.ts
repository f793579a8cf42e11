import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataFolder } from './data-folder.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'scanbook-lock-'))
})
afterEach(() => {
  chmodSync(parent, 0o700)
  rmSync(parent, { recursive: true, force: true })
})

describe('the data folder', () => {
  it('is made when it is not there', () => {
    lockDataFolder(join(parent, 'a', 'b')).release()
  })
  it('belongs to one process at a time, and the message says to which', () => {
    const lock = lockDataFolder(parent)
    expect(() => lockDataFolder(parent)).toThrow(`in use by process ${process.pid}`)
    lock.release()
    lockDataFolder(parent).release()
  })
  it('says what to do when it cannot be made', () => {
    expect(() => lockDataFolder('/dev/null/books')).toThrow('SCANBOOK_DATA')
  })
})
