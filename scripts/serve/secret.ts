import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32

/**
 * The secrets of a data folder, each in a file of its own: what sessions of the admin app are signed with, what paired
 * screens are signed with, and what PINs are peppered with.
 */
export type SecretName = 'cookie.key' | 'screen.key' | 'phone.key' | 'pin.key'

/** Reads one: made once, readable by its owner only, never in the database. */
export function readOrMakeSecret(dataFolder: string, name: SecretName): string {
  const path = join(dataFolder, name)
  try {
    writeFileSync(path, randomBytes(KEY_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8')
}
