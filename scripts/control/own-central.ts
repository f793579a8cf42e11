import type { Central } from '../../core/database/central.ts'
import { openCentralHttp } from '../../core/database/central-http.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { SqldServer } from '../sqld/supervise.ts'

/** A token of the server is good for two minutes at least. */
const USED_FOR_MS = 60_000
/** A migration, or an old card, may take its time. */
const TIMEOUT_MS = 120_000

/**
 * The server's database as central itself reaches it, past the gate: wherever the server is now, by a fresh token.
 * Whoever writes through it has closed the gate, so that the server never has two writes.
 */
export function openOwnCentral(server: SqldServer, clock: Clock): Central {
  let opened: { readonly central: Central; readonly url: string; readonly until: number } | undefined
  const current = (): Central => {
    if (opened?.url === server.url && clock.now() < opened.until) return opened.central
    opened?.central.close()
    const central = openCentralHttp({ url: server.url, token: server.writeToken(), timeoutMs: TIMEOUT_MS })
    opened = { central, url: server.url, until: clock.now() + USED_FOR_MS }
    return central
  }
  return {
    get groupLimit() {
      return current().groupLimit
    },
    batch: (statements) => current().batch(statements),
    all: (statement) => current().all(statement),
    script: (sql) => current().script(sql),
    close: () => opened?.central.close(),
  }
}

/** The same for something that is written while stations work: each write waits until the gate is closed for it. */
export function whileDrained(
  central: Central,
  drained: <Done>(work: () => Promise<Done>) => Promise<Done>,
): Central {
  return {
    groupLimit: central.groupLimit,
    batch: (statements) => drained(() => central.batch(statements)),
    all: (statement) => central.all(statement),
    script: (sql) => drained(() => central.script(sql)),
    close: () => central.close(),
  }
}
