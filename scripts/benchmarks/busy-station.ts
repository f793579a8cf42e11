import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createKioskHost } from '../../station/kiosk/host.ts'
import { paths, stationBase } from '../../station/kiosk/paths.ts'
import { openProcess } from '../serve/open-process.ts'
import { BENCH_WRITER, draftOfSale, type BenchBook } from './bench-book.ts'
import { fillBook, type FilledBook } from './big-book.ts'

const ITEMS = 1_000
const IDLE = { quietMs: 600_000, countdownMs: 15_000 }

/** A real station with a sales order in hand, served as in a shop, whose process posts another writer's documents. */
export interface BusyStation {
  readonly book: BenchBook
  /** Where the station's own page is, and where its program sends scans. */
  readonly address: { readonly screen: string; readonly inputs: string; readonly empty: string }
  /** Lets documents wait: at least so many when this returns. The poster has no pause until they are posted. */
  letWait(documents: number): void
  /** Documents that were posted so far. Throws when the book refused one. */
  posted(): number
  close(): Promise<void>
}

/** Book, outbox, poster and station as `scripts/start` opens them. `emptyPage`: HTML, served beside the kiosk. */
export async function openBusyStation(emptyPage: (inputs: string) => string): Promise<BusyStation> {
  const filled = await fillBook({ items: ITEMS, moves: ITEMS }, () => undefined)
  const opened = await openOn(filled)
  const at = paths(stationBase(BENCH_WRITER))
  const ending = new AbortController()
  const app = new Hono()
  app.get('/empty', (c) => c.html(emptyPage(at.inputs)))
  app.route('/', createKioskHost({ ...opened, boot: 'bench', ending: ending.signal }))
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made as Server))
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { outbox } = opened.admin
  const waiting = (): number => outbox.waitingTotal().documents
  let accepted = 0
  return {
    book: filled.book,
    address: { screen: `${origin}${at.screen}`, inputs: at.inputs, empty: `${origin}/empty` },
    letWait(documents) {
      while (waiting() < documents) outbox.accept(draftOfSale(filled.book, accepted++))
    },
    posted() {
      const refused = opened.admin.readers.whole.get(`SELECT count(*) FROM document WHERE state = 'refused'`)
      if (Number(refused?.[0]) > 0) throw new Error('the book refused a document of the bench')
      return accepted - waiting()
    },
    async close() {
      ending.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await opened.close()
      filled.remove()
    },
  }
}

async function openOn({ path, folder, book }: FilledBook) {
  const opened = await openProcess({
    port: 0,
    host: '127.0.0.1',
    dataFolder: folder,
    bookPath: path,
    outboxPath: join(folder, 'outbox.db'),
    demo: undefined,
    webhooksMayBePrivate: false,
    stations: [BENCH_WRITER],
    idle: IDLE,
    backup: { folder: join(folder, 'backups'), hour: 2 },
  })
  const [station] = opened.stations
  station?.press({ type: 'choose_operation', workflow: 'sales' })
  station?.press({ type: 'choose_order', active_sales: book.order })
  return opened
}
