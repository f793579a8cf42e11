import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { COKE, openStockedBakery } from './open-station.ts'
import { atStation, cards } from './station-steps.ts'

/** What became of a sale on a disk that filled up under it. */
export interface FullDiskStory {
  /** Scans that were answered; by what the next one was not. */
  readonly answered: number
  readonly refusedScan: string
  /** What Accept was answered by, and what is in hand then. */
  readonly refusedAccept: string
  readonly inHand: { readonly place: string; readonly notice: unknown; readonly lines: unknown }
  readonly documents: number
  /** After a restart, with room again. */
  readonly kept: unknown
  /** The last scan was sent again, as its screen does; then it was accepted, and posted. */
  readonly accepted: readonly string[]
  readonly quantities: readonly number[]
  readonly isVerified: boolean
}

/**
 * A program: `on-full-disk FOLDER`, which lies on a small disk of its own. Sells at a station there until the disk is
 * full, tries to accept, is restarted with room again and ends the sale. Prints its {@link FullDiskStory}.
 */
const [, , folder = ''] = process.argv
process.env['TMPDIR'] = folder
const filler = join(folder, 'filler')
const bakery = await openStockedBakery()
const at = atStation(bakery)
at.startSale()
let n = 0
const scan = (text: string, number = ++n): string => {
  try {
    return at
      .open()
      .station.take('page', [{ n: number, input: { type: 'scan', text } }])
      .join()
  } catch (error) {
    return String(error)
  }
}
scan(COKE)
fill()
let refusedScan = ''
while (refusedScan === '') {
  const said = scan(COKE)
  if (said.startsWith('NotSaved')) refusedScan = said
}
const lastScan = n
const [review, accept] = cards('review', 'accept')
scan(review ?? '')
const refusedAccept = scan(accept ?? '')
const { place, notice } = at.session()
const inHand = { place: place.kind, notice, lines: at.lines() }
const documents = at.documents().length
rmSync(filler)
await at.restart()
const kept = at.lines()
scan(COKE, lastScan)
const accepted = at.scan(...cards('review', 'accept'))
await at.posted()
const story: FullDiskStory = {
  answered: lastScan - 1,
  refusedScan,
  refusedAccept,
  inHand,
  documents,
  kept,
  accepted,
  quantities: at.content().lines.map(({ quantity }) => quantity),
  isVerified: verifyBook(bakery.reader).ok,
}
process.stdout.write(JSON.stringify(story))
await at.close()
bakery.close()

/** Every byte that is left. */
function fill(): void {
  const file = openSync(filler, 'w')
  const block = Buffer.alloc(4096)
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    if (!String(error).includes('ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
}
