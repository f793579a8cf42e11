import { setInterval as every } from 'node:timers/promises'
import { createTrustedClock } from '../clock/trusted-clock.ts'
import type { Central } from '../database/central.ts'
import { openCentralHttp } from '../database/central-http.ts'
import { createBell } from '../kernel/bell.ts'
import { openMachineTime } from '../kernel/machine-time.ts'
import { retryDelays } from '../outbox/retry-delays.ts'
import { readOrder, type Beat, type SyncSettings } from './beat.ts'
import { takeChildLock } from './child-lock.ts'
import { openEmbeddedReplica } from './embedded-replica.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { createHealthCheck, createLineWatch } from './line-watch.ts'
import { readCentralFacts } from './mark.ts'
import { TROUBLES, troubleOf, type Trouble } from './trouble.ts'

/**
 * The program of the sync child: `sync-child FOLDER`, forked by `start-sync.ts`, which sends it the rest. The only
 * process that opens the replica with the server's address. It ends when its parent is gone.
 */
if (process.argv[2] === undefined || process.send === undefined)
  throw new Error('sync-child is forked with a folder')
// The parent is gone, or wants it so. Nothing is lost: what was synced is noted commit by commit.
process.on('disconnect', () => {
  keeper?.leave()
  process.exit(0)
})
// A signal for the whole group is the parent's to answer.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

const BEAT_MS = 1000
/** A whole download was in vain: the next one waits from seconds up to ten minutes. */
const UNPROVEN_FACTOR = 20

const bell = createBell()
const never = new AbortController().signal
let keeper: Keeper | undefined
let begun = false
let said: Beat = { phase: 'starting' }

/** Says what changed, with all that is still true. */
function beat(news: Partial<Beat>): void {
  said = { ...said, ...news }
  // A parent that is gone takes no beats: the next turn of the loop hears of it.
  process.send?.(said, undefined, undefined, () => {})
}

process.on('message', (message) => {
  const order = readOrder(message)
  if (order?.kind === 'begin' && !begun) {
    begun = true
    void run(order)
  }
  if (order?.kind === 'hurry') bell.ring()
  if (order?.kind === 'moved') keeper?.moved(order.generation)
})

async function run(settings: SyncSettings): Promise<void> {
  const { folder, url, token, timeoutMs, everyMs, retryMs, headers = {}, authority } = settings
  try {
    await takeChildLock(folder)
  } catch (error) {
    // The parent starts another one in a while: by then the holder may be gone.
    process.send?.({ ...said, trouble: troubleOf(error) }, () => process.exit(1))
    return
  }
  const clock = createTrustedClock({ machine: openMachineTime(), isOwn: false })
  const central = openCentralHttp({ url, token, timeoutMs, headers, authority }, clock)
  const openFeed = (path: string) => openEmbeddedReplica(path, { url, token })
  keeper = createKeeper({ ...settings, central, openFeed, clock, beat })
  const line = createLineWatch({ isWell: createHealthCheck({ url, authority }), onBack: bell.ring })
  void beatOn()
  keeper.check()
  for (let delays = retryDelays(retryMs); ;) {
    bell.silence()
    const trouble = await tryRound(keeper, central)
    line.roundEnded(trouble?.kind)
    if (trouble === undefined) delays = retryDelays(retryMs)
    beat({ phase: 'waiting', trouble })
    await bell.rungWithin(trouble === undefined ? everyMs : pauseAfter(trouble, delays.next().value), never)
  }
}

/** While nothing blocks this process, which is what the parent listens for. */
async function beatOn(): Promise<void> {
  for await (const _ of every(BEAT_MS)) beat({})
}

async function tryRound(keeper: Keeper, central: Pick<Central, 'all'>): Promise<Trouble | undefined> {
  try {
    await keeper.round()
    return undefined
  } catch (error) {
    const trouble = await whySo(troubleOf(error), central)
    const damage = keeper.damage()
    // What would pass by itself does not, where what is here cannot be used on.
    return damage !== undefined && TROUBLES[trouble.kind] === 'stale'
      ? { kind: 'damaged', message: `${damage}; ${trouble.message}` }
      : trouble
  }
}

/** Central may have closed, or this machine been shut out, between its answer and its pages: it is asked once more. */
async function whySo(trouble: Trouble, central: Pick<Central, 'all'>): Promise<Trouble> {
  if (trouble.kind !== 'not_sent') return trouble
  try {
    await readCentralFacts(central)
    return trouble
  } catch (error) {
    return troubleOf(error)
  }
}

function pauseAfter({ kind }: Trouble, ms: number): number {
  return kind === 'unproven' ? ms * UNPROVEN_FACTOR : ms
}
