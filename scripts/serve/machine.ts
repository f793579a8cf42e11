import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Claimant } from '../../core/central/claims.ts'
import { schemaVersion } from '../../core/database/migrate.ts'

/** Of a Pi, burnt in; other machines have none that everybody may read. */
const SERIAL = '/sys/firmware/devicetree/base/serial-number'
const CARDS = '/sys/class/net'

/**
 * Who this process is to central: its outbox on this very machine. A card that was copied and put into another machine
 * has the same outbox and is somebody else; the same card after a restart is the same.
 */
export function claimantOf(
  outboxId: string,
  serialOf = readSerial,
  addressesOf = hardwareAddresses,
): Claimant {
  const machine = serialOf() ?? addressesOf().join(' ')
  return {
    claimant: createHash('sha256').update(`${outboxId} ${machine}`).digest('hex').slice(0, 32),
    host: hostname(),
  }
}

/** What each request to central says of who asks: the same for all that this machine sends. */
export function claimHeaders(outboxId: string): Readonly<Record<string, string>> {
  const { claimant, host } = claimantOf(outboxId)
  return {
    'x-scanbook-claimant': claimant,
    'x-scanbook-host': host,
    'x-scanbook-schema': String(schemaVersion()),
  }
}

function readSerial(): string | undefined {
  try {
    return readFileSync(SERIAL, 'utf8').replaceAll('\0', '').trim() || undefined
  } catch {
    return undefined
  }
}

/** Of all network cards that are hardware, in order, with a cable or without. */
function hardwareAddresses(): string[] {
  try {
    return readdirSync(CARDS)
      .filter((card) => existsSync(join(CARDS, card, 'device')))
      .map((card) => readFileSync(join(CARDS, card, 'address'), 'utf8').trim())
      .toSorted()
  } catch {
    return []
  }
}
