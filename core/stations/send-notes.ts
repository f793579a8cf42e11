import type { Central, Statement } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { QUANTITY_MAX } from '../kernel/quantity.ts'
import type { WaitingNote } from '../outbox/notes.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { StationNote } from './note.ts'

// Before the note itself, so that a note that is sent again attaches nothing: somebody may have taken it off meanwhile.
// Where the book has the code already, the book's meaning wins; the note stays and shows the conflict.
const ATTACH = `INSERT INTO barcode (code, item, quantity, pack_name, attached_by, attached_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6
  WHERE NOT EXISTS (SELECT 1 FROM station_note WHERE id = ?7)
    AND EXISTS (SELECT 1 FROM item WHERE id = ?2) AND (?3 IS NULL OR ?3 <= ${QUANTITY_MAX})
  ON CONFLICT (code) DO NOTHING`
const KEEP = `INSERT INTO station_note (id, station, branch, kind, at, person, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING`

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
    waiting.flatMap(({ note }) => statementsOf(note)),
  )
  outbox.forgetNotes({
    notes: waiting.map(({ n }) => n),
    codes: waiting.flatMap(({ note: { content } }) =>
      content.kind === 'barcode_attached' ? [content.code] : [],
    ),
  })
  return waiting.length
}

function statementsOf({ id, station, branch, at, person, content }: StationNote): Statement[] {
  const kept = {
    sql: KEEP,
    args: [id, station, branch, content.kind, at, person, JSON.stringify(content)],
  }
  if (content.kind !== 'barcode_attached') return [kept]
  const { code, item, quantity, packName, allowedBy } = content
  return [{ sql: ATTACH, args: [code, item, quantity, packName, person ?? allowedBy, at, id] }, kept]
}
