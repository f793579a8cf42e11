import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { BranchId, DocumentId, MoveId, PersonId, Position } from '../kernel/ids.ts'
import type { EventName } from './events.ts'

export const document = sqliteTable('document', {
  position: integer('position').$type<Position>().primaryKey(),
  id: text('id').$type<DocumentId>().notNull(),
  writer: integer('writer').notNull(),
  seq: integer('seq').notNull(),
  state: text('state').$type<'posted' | 'refused'>().notNull(),
  event: text('event').$type<EventName>().notNull(),
  branch: integer('branch').$type<BranchId>().notNull(),
  series: text('series'),
  number: integer('number'),
  postingDate: text('posting_date'),
  acceptedAt: integer('accepted_at').notNull(),
  postedAt: integer('posted_at').notNull(),
  clockDoubtful: integer('clock_doubtful', { mode: 'boolean' }).notNull(),
  acceptedBy: integer('accepted_by').$type<PersonId>(),
  firstMove: integer('first_move').$type<MoveId>().notNull(),
  lineCount: integer('line_count').notNull(),
  total: integer('total').notNull(),
  salesOrder: integer('sales_order'),
  run: integer('run'),
  transfer: integer('transfer').$type<Position>(),
  answers: integer('answers').$type<Position>(),
  reverses: integer('reverses').$type<Position>(),
  settles: integer('settles').$type<Position>(),
  content: text('content').notNull(),
  contentHash: text('content_hash').notNull(),
  refusal: text('refusal'),
})
