import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../../core/backup/durable-files.ts'
import { signSqldToken, type SqldAccess } from '../../core/database/sqld/token.ts'
import type { Clock } from '../../core/kernel/clock.ts'

const KEY_NAME = 'server.key'
const TOKEN_LIFE_S = 5 * 60

/** The key pair between us and our own server: stations never see a token that was signed with it. */
export interface ServerKey {
  readonly publicKey: KeyObject
  /** A token that is good for between two and a half and five minutes. */
  token(access: SqldAccess): string
}

/** Reads the Ed25519 key of central's folder: made once, on the disk before it is used, readable by its owner only. */
export function readOrMakeServerKey(folder: string, clock: Clock): ServerKey {
  const path = join(folder, KEY_NAME)
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeWhole(folder, path, String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
  }
  const privateKey = createPrivateKey(readFileSync(path))
  const signed = new Map<SqldAccess, { token: string; expiresAt: number }>()
  return {
    publicKey: createPublicKey(privateKey),
    token(access) {
      const now = Math.floor(clock.now() / 1000)
      const known = signed.get(access)
      const left = (known?.expiresAt ?? 0) - now
      // A clock that was set back would make one last for too long.
      if (known !== undefined && left > TOKEN_LIFE_S / 2 && left <= TOKEN_LIFE_S) return known.token
      const expiresAt = now + TOKEN_LIFE_S
      const token = signSqldToken(privateKey, access, expiresAt)
      signed.set(access, { token, expiresAt })
      return token
    },
  }
}
