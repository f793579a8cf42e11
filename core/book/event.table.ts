import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventName, ItemKind, LocationKind } from './events.ts'

export const event = sqliteTable('event', {
  event: text('event').$type<EventName>().primaryKey(),
  series: text('series').notNull(),
  mayBeEmpty: integer('may_be_empty', { mode: 'boolean' }).notNull(),
})

export const eventRule = sqliteTable(
  'event_rule',
  {
    event: text('event').$type<EventName>().notNull(),
    fromKind: text('from_kind').$type<LocationKind>().notNull(),
    toKind: text('to_kind').$type<LocationKind>().notNull(),
    itemKind: text('item_kind').$type<ItemKind | 'none'>().notNull(),
    valueOnly: integer('value_only', { mode: 'boolean' }).notNull(),
  },
  (rule) => [
    primaryKey({ columns: [rule.event, rule.fromKind, rule.toKind, rule.itemKind, rule.valueOnly] }),
  ],
)
