import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, ItemId, PersonId } from '../kernel/ids.ts'
import type { NoteKind } from './note.ts'

export const stationTile = sqliteTable(
  'station_tile',
  {
    station: text('station').notNull(),
    item: integer('item').$type<ItemId>().notNull(),
    rank: integer('rank').notNull(),
  },
  (table) => [primaryKey({ columns: [table.station, table.item] })],
)

export const stationNote = sqliteTable('station_note', {
  id: text('id').primaryKey(),
  station: text('station').notNull(),
  branch: integer('branch').$type<BranchId>(),
  kind: text('kind').$type<NoteKind>().notNull(),
  at: integer('at').notNull(),
  person: integer('person').$type<PersonId>(),
  content: text('content').notNull(),
  doneAt: integer('done_at'),
})

export const stationContact = sqliteTable('station_contact', {
  writer: integer('writer').primaryKey(),
  at: integer('at').notNull(),
  waiting: integer('waiting').notNull(),
  oldestAcceptedAt: integer('oldest_accepted_at'),
  lastSeq: integer('last_seq').notNull(),
  release: text('release').notNull(),
  schema: integer('schema').notNull(),
  clockOffsetMs: integer('clock_offset_ms'),
  knownAt: integer('known_at'),
  host: text('host').notNull(),
  lostUpTo: integer('lost_up_to'),
  freeBytes: integer('free_bytes'),
})
