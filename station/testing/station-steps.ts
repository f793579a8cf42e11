import type { Command } from '../../core/barcodes/commands.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import type { OutboxDocument } from '../../core/outbox/outbox.ts'
import { shownLines, totalOf } from '../session/lines.ts'
import type { Sound } from '../session/machine-event.ts'
import type { Latest } from '../session/notices.ts'
import { workOf, type Session } from '../session/session-state.ts'
import type { Work } from '../session/work-state.ts'
import { openStation, STATION, type OpenStation, type StockedBakery } from './open-station.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

/** What a scanner reads off command cards. */
export const cards = (...commands: Command[]): string[] => commands.map(ownCode.command)

/** What people do at a station of the tests' bakery, and what they see; restarting it in between is part of it. */
export function atStation(bakery: StockedBakery) {
  let open = openStation(bakery)
  const session = (): Session => open.station.session()
  const work = (): Work => {
    const inHand = workOf(session())
    if (inHand === undefined) throw new Error(`no work is in hand: ${session().place.kind}`)
    return inHand
  }
  const scan = (...texts: string[]): Sound[] => open.scan(...texts)
  return {
    open: (): OpenStation => open,
    async restart(options?: Parameters<typeof openStation>[1]): Promise<void> {
      await open.close()
      open = openStation(bakery, options)
    },
    scan,
    press: (...inputs: Parameters<OpenStation['press']>): Sound[] => open.press(...inputs),
    /** Time goes by, and the station looks at the clock. */
    wait(ms: number): void {
      open.time.now += ms
      open.station.tick()
    },
    posted: () => open.posted(),
    close: () => open.close(),
    session,
    work,
    place: () => session().place.kind,
    notice: () => session().notice,
    lines: () => shownLines(work()).map((line) => [line.name, totalOf(line)]),
    latest(): Latest {
      const { latest } = session()
      if (latest === null) throw new Error('nothing was accepted')
      return latest
    },
    /** Thandi and the order of the bakery, both by their barcodes. */
    startSale: () => scan(bakery.badges.thandi, ownCode.salesOrder(bakery.order)),
    startRun: () => scan(bakery.badges.thandi, ownCode.run(bakery.run)),
    accept: () => scan(...cards('review', 'accept')),
    documents: (): OutboxDocument[] => open.outbox.recent(STATION, 99),
    content: () => {
      const [newest] = open.outbox.recent(STATION, 1)
      if (newest === undefined) throw new Error('nothing was accepted')
      return newest.document.content
    },
    retail: (item: ItemId): number => bakery.stock(bakery.place('retail'), item)[0],
    isVerified: (): boolean => verifyBook(bakery.reader).ok,
    sql: (sql: string) => bakery.central.batch([{ sql: uncatalogued(sql), args: [] }]),
  }
}
export type AtStation = ReturnType<typeof atStation>
