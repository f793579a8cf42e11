import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectFile } from '../core/kernel/project-root.ts'
import type { FullDiskStory } from './testing/on-full-disk.ts'

const PROGRAM = projectFile('dist', 'station', 'testing', 'on-full-disk.js')
const TEST_MS = 180_000
/** Room for the bakery's book, and for little more. In namespaces of its own: it ends with the program. */
const ON_SMALL_DISK = 'mount -t tmpfs -o size=12m none "$1" && exec "$2" "$3" "$1"'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-small-disk-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it(
  'a disk that is full under a sale stops scans and Accept, loses nothing that was answered, and counts nothing twice',
  async () => {
    const inside = ['sh', '-c', ON_SMALL_DISK, 'sh', folder, process.execPath, PROGRAM]
    const { stdout } = await promisify(execFile)('unshare', ['-rm', ...inside])
    const { answered, ...story } = JSON.parse(stdout) as FullDiskStory
    expect(answered).toBeGreaterThan(0)
    expect(story).toEqual({
      refusedScan: 'NotSaved: database or disk is full',
      refusedAccept: 'NotSaved: database or disk is full',
      inHand: {
        place: 'reviewing',
        notice: { kind: 'problem', problem: 'not_saved' },
        // The one that was not answered is on the screen's list, and asked for again.
        lines: [['Coke 330 ml', answered + 1]],
      },
      documents: 0,
      kept: [['Coke 330 ml', answered]],
      accepted: ['done'],
      quantities: [answered + 1],
      isVerified: true,
    })
  },
  TEST_MS,
)
