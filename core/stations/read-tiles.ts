import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { writeMaster } from '../database/write-master.ts'
import { toPicture, type PictureName } from '../items/pictures.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'

/** An item that a station shows as a tile, because nothing on it can be scanned. */
export interface Tile {
  readonly item: ItemId
  readonly name: string
  /** The item's own short name in the books. */
  readonly code: string
  readonly picture: PictureName
  readonly unit: DisplayUnit
}

/** The tiles of a station in their order, without what has been retired since, or given to another branch. */
export function readTiles(reader: Reader, station: string): Tile[] {
  return reader
    .all(
      `SELECT i.id, i.name, i.code, i.picture, i.base_unit, i.display_unit, i.display_factor
       FROM station_tile t JOIN item i ON i.id = t.item
       WHERE t.station = ?1 AND i.is_retired = 0
         AND (i.branch IS NULL OR i.branch IN (SELECT branch FROM writer WHERE name = ?1))
       ORDER BY t.rank, i.id`,
      station,
    )
    .map(([item, name, code, picture, base, unit, factor]) => ({
      item: Number(item) as ItemId,
      name: String(name),
      code: String(code),
      picture: toPicture(picture),
      unit: { base: base as BaseUnit, name: String(unit), factor: Number(factor) },
    }))
}

const FORGET = catalogued('tile.all-removed', 'DELETE FROM station_tile WHERE station = ?1', {
  by: 'offices',
})
const SHOW = catalogued('tile.added', 'INSERT INTO station_tile (station, item, rank) VALUES (?1, ?2, ?3)', {
  by: 'offices',
})

/** Makes these the station's tiles, in this order, instead of those it had. An item is shown once. */
export async function setTiles(central: Central, station: string, items: readonly ItemId[]): Promise<void> {
  await writeMaster(central, [
    { sql: FORGET, args: [station] },
    ...[...new Set(items)].map((item, index) => ({
      sql: SHOW,
      args: [station, item, index + 1],
    })),
  ])
}
