import { join } from 'node:path'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { readBranches } from '../../core/branches/read-branches.ts'
import type { Central } from '../../core/database/central.ts'
import { openReader } from '../../core/database/reader.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { newDocumentId, type PersonId } from '../../core/kernel/ids.ts'
import { issueBadge } from '../../core/people/badges.ts'
import { createPinGate, setPin } from '../../core/people/pins.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { startPoster, type PosterState } from '../../core/outbox/poster.ts'
import { openBakery, TEST_NOW, type Bakery } from '../../core/testing/bakery.ts'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { createFormats } from '../../core/words/format.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import type { StationInput } from '../station-input.ts'
import { createStation } from '../station.ts'
import { USUAL_IDLE, type PracticeDoor, type ScannerState } from '../station-parts.ts'

export const STATION = 'BRA-K1'
/** A secret of the tests only. */
export const PEPPER = 'a pepper that no book of a bakery has ever seen'
/** Everybody's PIN in the tests' bakery. */
export const PIN = '2580'
/** As a scanner reads them; the books keep 14 digits. */
export const COKE = '6001000000025'
export const FLOUR = '6001000000018'

/** The small bakery with barcodes on its goods and something on its shelves. */
export async function openStockedBakery() {
  const bakery = await openBakery()
  const { bread, butter, flour, coke, salt, place } = bakery
  const barcode = (code: string, item: number, quantity: number | null, pack: string | null) => ({
    sql: uncatalogued('INSERT INTO barcode (code, item, quantity, pack_name) VALUES (?1, ?2, ?3, ?4)'),
    args: [code, item, quantity, pack],
  })
  await bakery.central.batch([
    barcode('BREAD', bread, null, null),
    barcode('CRATE', bread, 10, 'Crate of 10'),
    barcode('BUTTER10', butter, 10_000, 'Box 10 kg'),
    barcode('SALT', salt, null, null),
  ])
  const { thandi, palesa, bongani } = bakery
  for (const person of [thandi, palesa]) await setPin(bakery.central, { person, pin: PIN, pepper: PEPPER })
  const badgeOf = async (person: PersonId): Promise<string> =>
    ownCode.badge(await issueBadge(bakery.central, person, TEST_NOW))
  const badges = {
    thandi: await badgeOf(thandi),
    palesa: await badgeOf(palesa),
    bongani: await badgeOf(bongani),
  }
  const buy = (item: number, to: number, quantity: number) => ({
    item,
    from: place('supplier'),
    to,
    quantity,
    take: { by: 'stated', amount: quantity * 10 } as const,
  })
  await bakery.post(
    {
      event: 'purchase_invoice',
      lines: [
        buy(flour, place('stockroom'), 900_000),
        buy(butter, place('stockroom'), 60_000),
        buy(coke, place('retail'), 24),
      ],
    },
    'HQ-A1',
  )
  await bakery.post(
    {
      event: 'opening',
      lines: [
        { ...buy(bread, place('retail'), 400), from: place('opening') },
        { ...buy(flour, place('manufacturing'), 20_000), from: place('opening') },
      ],
    },
    'HQ-A1',
  )
  return { ...bakery, badges }
}
/** `badges`: what a scanner reads off each person's. */
export type StockedBakery = Awaited<ReturnType<typeof openStockedBakery>>

/** A station on a bakery's files. Closing it and opening another is a restart. */
export function openStation(
  bakery: Bakery,
  options: {
    central?: Central
    isPosting?: boolean
    posterState?: () => PosterState
    scanner?: () => ScannerState
    practice?: PracticeDoor
    isClockDoubtful?: () => boolean
    dataAsOf?: () => number | undefined
    copyState?: () => SyncState
    freeBytes?: () => number
  } = {},
) {
  const path = join(bakery.folder, 'outbox.db')
  const outbox = openOutbox(path)
  const reader = openReader(bakery.path, { outbox: path })
  const branch = readBranches(reader).find(({ id }) => id === bakery.bra)
  if (branch === undefined) throw new Error('the bakery has its branch')
  const time = { now: TEST_NOW }
  const clock: Clock = { now: () => time.now, isDoubtful: () => options.isClockDoubtful?.() === true }
  const errors: unknown[] = []
  let poster: ReturnType<typeof startPoster> | undefined
  const station = createStation({
    name: STATION,
    writer: STATION,
    branch,
    reader,
    outbox,
    wakePoster: () => poster?.wake(),
    posterState: options.posterState ?? (() => poster?.state() ?? { kind: 'idle' }),
    clock,
    newDocumentId,
    formats: createFormats({ currency: 'ZAR' }),
    pins: createPinGate({ outbox, reader, pepper: PEPPER }),
    idle: USUAL_IDLE,
    scanner: options.scanner ?? (() => 'keyboard'),
    practice: options.practice,
    ...(options.freeBytes === undefined ? {} : { freeBytes: options.freeBytes }),
    ...(options.dataAsOf === undefined ? {} : { dataAsOf: options.dataAsOf }),
    ...(options.copyState === undefined ? {} : { copyState: options.copyState }),
    reportError: (error) => errors.push(error),
  })
  if (options.isPosting !== false) {
    poster = startPoster({
      centralOf: () => options.central ?? bakery.central,
      outbox,
      clock,
      zoneOf: () => branch.timeZone,
      onOutcomes: (outcomes) => station.outcomesArrived(outcomes),
    })
  }
  return {
    station,
    outbox,
    reader,
    time,
    errors,
    press: (...inputs: StationInput[]) => inputs.flatMap((input) => station.press(input)),
    scan: (...texts: string[]) => texts.flatMap((text) => station.press({ type: 'scan', text })),
    posted: () => poster?.drained(),
    async close() {
      await poster?.stop()
      reader.close()
      outbox.close()
    },
  }
}
export type OpenStation = ReturnType<typeof openStation>
