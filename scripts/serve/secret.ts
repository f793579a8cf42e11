import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32

/** The key this process signs cookies with: made once, readable by its owner only, never in the database. */
export function readOrMakeCookieKey(dataFolder: string): string {
  const path = join(dataFolder, 'cookie.key')
  try {
    writeFileSync(path, randomBytes(KEY_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8')
}
