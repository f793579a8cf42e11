import { setTimeout as sleep } from 'node:timers/promises'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import type { Sound } from '../../station/session/machine-event.ts'
import type { Station } from '../../station/station.ts'
import { followCentral } from '../serve/connected.ts'
import { readConnection } from '../serve/connection.ts'
import { openLog } from '../serve/open-log.ts'
import { openProcess } from '../serve/open-process.ts'
import { readSettings } from '../serve/settings.ts'

/** What is scanned at the machine, and how often. */
export interface ShiftOrder {
  readonly badge: string
  readonly salesOrder: string
  /** The barcodes of each document. */
  readonly documents: readonly (readonly string[])[]
  readonly everyMs: number
}

/** What it tells its parent: it has the books, or has made the documents it was asked for. */
export type ShiftTold = 'ready' | 'done'

/**
 * A machine of a central, opened as `scripts/start` opens it by the same settings, and somebody who scans there and
 * accepts, when the parent sends how many documents.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as ShiftOrder
const settings = readSettings(process.env)
const connection = readConnection(process.env)
if (connection === undefined) throw new Error('a machine of a central has a connection')
const connected = followCentral(settings, connection, openLog())
await connected.whenThere
const opened = await openProcess(settings, { openBook: connected.openBook })
const [station] = opened.stations
if (station === undefined) throw new Error('there is no station')
process.on('message', (documents) => {
  void work(station, Number(documents)).then(() => tell('done'))
})
process.once('disconnect', () => {
  void opened
    .close()
    .then(() => connected.stop())
    .then(() => process.exit(0))
})
tell('ready')

async function work(at: Station, documents: number): Promise<void> {
  let n = 0
  const scan = (text: string): Sound[] => at.take('bench', [{ n: ++n, input: { type: 'scan', text } }])
  const scanAndWait = async (text: string): Promise<Sound[]> => {
    const sounds = scan(text)
    await sleep(order.everyMs)
    return sounds
  }
  scan(order.badge)
  for (const items of order.documents.slice(0, documents)) {
    scan(order.salesOrder)
    for (const item of items) await scanAndWait(item)
    await scanAndWait(ownCode.command('review'))
    const sounds = await scanAndWait(ownCode.command('accept'))
    if (!sounds.includes('done')) throw new Error(`not accepted: ${JSON.stringify(at.session())}`)
  }
}

function tell(told: ShiftTold): void {
  process.send?.(told)
}
