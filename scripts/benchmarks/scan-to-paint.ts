import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../core/testing/open-browser.ts'
import { benchEan, BENCH_WRITER } from './bench-book.ts'
import { openBusyStation, type BusyStation } from './busy-station.ts'
import { atMost, median, plain, quantile, type Figure } from './measure.ts'
import { enterUntilPainted, RECORDER } from './painting.ts'

/** Lines of the session, the newest on top: each is scanned again and again. */
const LINES = 40
/** Before anything counts: every line comes to the list, and some a second time. */
const WARM_UP = LINES + 8
const PAIRS = 300
/** Two batches of the poster: about as long as one key's way. */
const WAITING = 40
const KIOSK_SIZE = { width: 1024, height: 600 }

/**
 * From the last key of a scan to its painted line, while the same process posts documents of another writer.
 *
 * The empty page's round trip through the same channel is: the same key in the same browser; a scan in the same kind of
 * request to the same address; its JSON answer; and one word of it painted on a page that has nothing else. The
 * station answers it as it answers any page that only watches: it reads and checks the request, and does nothing. So it
 * contains the browser, the line, the server, the wait for the poster's batch and for the next frame, and no more. What
 * the scan has beside it is all that a scan is: what it means, the write to the disk, the drawing of the whole screen,
 * its way and its layout. Both are measured in turn, A B B A, so that both meet the same poster.
 */
export async function benchScanToPaint(): Promise<Figure[]> {
  const station = await openBusyStation(emptyPage)
  const browser = await openBrowser()
  try {
    const kiosk = await openRecorded(browser, station.address.screen)
    // From here on it works at the station, and every other page watches.
    await kiosk.waitForFunction(`sessionStorage.getItem('scanbook-worked ${BENCH_WRITER}') !== null`)
    const empty = await openRecorded(browser, station.address.empty)
    return await compare(station, kiosk, empty)
  } finally {
    await browser.close()
    await station.close()
  }
}

async function compare(station: BusyStation, kiosk: Page, empty: Page): Promise<Figure[]> {
  const scan = scanning(station, kiosk)
  const ask = asking(station, empty)
  for (let round = 0; round < WARM_UP; round++) {
    await scan()
    if (round % 4 === 0) await ask()
  }
  const scans: number[] = []
  const asks: number[] = []
  const before = station.posted()
  const began = performance.now()
  for (let pair = 0; pair < PAIRS; pair++) {
    if (pair % 2 === 0) scans.push(await scan())
    asks.push(await ask())
    if (pair % 2 === 1) scans.push(await scan())
  }
  const rate = ((station.posted() - before) * 1000) / (performance.now() - began)
  const [slow, slowest] = [quantile(scans, 0.99), Math.max(...scans)]
  return [
    plain('scan to paint, median', median(scans), 'ms'),
    plain('scan to paint, p99', slow, 'ms'),
    plain('scan to paint, slowest', slowest, 'ms'),
    plain('empty page, median', median(asks), 'ms'),
    plain('empty page, p99', quantile(asks, 0.99), 'ms'),
    plain('documents posted meanwhile', rate, '/s'),
    atMost('scan to paint p99, against an empty page', slow / quantile(asks, 0.99), 2, '×'),
  ]
}

/** Scans one line after the other; milliseconds from Enter until it is on top with its new quantity. */
function scanning(station: BusyStation, kiosk: Page): () => Promise<number> {
  let count = 0
  return async () => {
    const item = count % LINES
    const quantity = Math.floor(count / LINES) + 1
    count++
    await kiosk.keyboard.type(benchEan(item))
    const line = {
      '.lines li.now .n': `Bench item ${item}`,
      '.lines li.now .q': String(quantity),
    }
    return await enterUntilPainted(kiosk, line, () => station.letWait(WAITING))
  }
}

/** Asks for the screen; milliseconds from Enter until a word of the answer is painted. */
function asking(station: BusyStation, empty: Page): () => Promise<number> {
  let count = 0
  return async () => {
    count++
    return await enterUntilPainted(empty, { output: `watching ${count}` }, () => station.letWait(WAITING))
  }
}

/** A page of its own window, so that neither is hidden from the browser's frames. */
async function openRecorded(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: KIOSK_SIZE })
  await context.addInitScript(RECORDER)
  const page = await context.newPage()
  await page.goto(address)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  return page
}

/** Nothing but a key, a request, and a word of its answer. */
function emptyPage(inputs: string): string {
  return `<!doctype html><title>-</title><output></output><script type="module">
    const input = { type: 'scan', text: '${benchEan(0)}' }
    let n = 0
    addEventListener('keydown', async ({ key }) => {
      if (key !== 'Enter') return
      n += 1
      const response = await fetch('${inputs}', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ page: 'empty', entries: [{ page: 'empty', n, input }] }),
      })
      const { seat } = await response.json()
      document.querySelector('output').textContent = (seat.isWorking ? 'working ' : 'watching ') + n
    })
  </script>`
}
