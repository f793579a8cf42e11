import type { LocationKind } from '../book/events.ts'
import type { Refusal } from '../book/refusal.ts'
import type { Reader } from '../database/reader.ts'
import { readItemName, type ItemName } from './read-item-name.ts'

/** What a refusal's sentence names: its item, and the kind of place where it was not. */
export function readRefusalNames(
  reader: Reader,
  { item, location }: Pick<Refusal, 'item' | 'location'>,
): { item: ItemName | null; place: LocationKind | null } {
  const kind =
    location === null ? undefined : reader.get('SELECT kind FROM location WHERE id = ?1', location)?.[0]
  return {
    item: item === null ? null : (readItemName(reader, item) ?? null),
    place: kind === undefined ? null : (kind as LocationKind),
  }
}
