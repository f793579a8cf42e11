import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { WaitingNote } from '../outbox/notes.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { StationNote } from './note.ts'

// A note that tells of an attached barcode attaches it, once, as it is kept (note_attaches_its_barcode): no station gives
// a code to an item without a note that shows it, nor to an item of another branch.
const KEEP = catalogued(
  'note.kept',
  `INSERT INTO station_note (id, station, branch, kind, at, person, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING`,
  { by: 'writers', own: { station: 2, branch: 3 } },
)

/** As many as a batch may carry over the wire. */
const NOTES_AT_ONCE = 200

/** Of these, the first ones that the same station told: each tells under its own name. */
const ofOneStation = (waiting: readonly WaitingNote[]): readonly WaitingNote[] => {
  const end = waiting.findIndex(({ note }) => note.station !== waiting[0]?.note.station)
  return end === -1 ? waiting : waiting.slice(0, end)
}

/**
 * Takes waiting notes to the book: those of one station at a time, in order, in one atomic batch by that station's way
 * to central. Each is written once, however often it is sent. Afterwards the outbox forgets them, and the barcodes that
 * the book knows now. Returns how many were sent: 0 when none waits. Throws what `central.batch` throws; nothing is
 * forgotten then.
 */
export async function sendNotes(centralOf: (station: string) => Central, outbox: Outbox): Promise<number> {
  const waiting = outbox.waitingNotes(NOTES_AT_ONCE)
  const [first] = waiting
  if (first === undefined) return 0
  const central = centralOf(first.note.station)
  return await sendSome(central, outbox, ofOneStation(waiting).slice(0, central.groupLimit))
}

async function sendSome(central: Central, outbox: Outbox, waiting: readonly WaitingNote[]): Promise<number> {
  await writeMaster(
    central,
    waiting.map(({ note }) => keeping(note)),
  )
  outbox.forgetNotes({
    notes: waiting.map(({ n }) => n),
    codes: waiting.flatMap(({ note: { content } }) =>
      content.kind === 'barcode_attached' ? [content.code] : [],
    ),
  })
  return waiting.length
}

function keeping({ id, station, branch, at, person, content }: StationNote): Write {
  return { sql: KEEP, args: [id, station, branch, content.kind, at, person, JSON.stringify(content)] }
}
