import { z } from 'zod'

const rowId = z.int().positive()

/** What each kind of note says. A new kind is a row here and a word in the schema's CHECK. */
const contents = z.discriminatedUnion('kind', [
  /** A code that no item has, and how often it was scanned in that work. */
  z.strictObject({ kind: z.literal('unknown_scan'), code: z.string().max(60), times: z.int().positive() }),
  /** A barcode that a manager let somebody attach: base units per scan, null for one each or to be asked. */
  z.strictObject({
    kind: z.literal('barcode_attached'),
    code: z.string().max(60),
    item: rowId,
    quantity: z.int().positive().nullable(),
    packName: z.string().max(60).nullable(),
    allowedBy: rowId,
  }),
  /** Somebody's open work was given up by somebody else. */
  z.strictObject({
    kind: z.literal('work_discarded'),
    /** Whose work it was. */
    of: rowId.nullable(),
    reason: z.string().max(200),
    context: z.string().max(200),
    lines: z.array(z.strictObject({ item: rowId, quantity: z.int().min(0) })),
  }),
  /** What a person wants to tell whoever looks after the place, and where they were when they did. */
  z.strictObject({
    kind: z.literal('remark'),
    text: z.string().min(1).max(1000),
    /** The screen or page, and what was on it: an order, a run, a document. */
    screen: z.string().max(200),
    context: z.string().max(500),
  }),
])

/** What a station tells beside its documents. The id makes it arrive once however often it is sent. */
export const stationNoteSchema = z.strictObject({
  id: z.uuid(),
  station: z.string(),
  /** null: a remark about all branches. */
  branch: rowId.nullable(),
  /** The station's clock, milliseconds since 1970. */
  at: z.int(),
  person: rowId.nullable(),
  content: contents,
})
export type StationNote = z.infer<typeof stationNoteSchema>
export type NoteKind = StationNote['content']['kind']
