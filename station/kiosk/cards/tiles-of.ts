import { readTiles } from '../../../core/stations/read-tiles.ts'
import type { Station } from '../../station.ts'
import type { TileItem } from './cards-routes.tsx'

/** What a station shows as tiles, to be printed with a barcode of its own. */
export function tilesOf({ parts }: Station): TileItem[] {
  return readTiles(parts.reader, parts.name).map(({ item, name, code }) => ({ id: item, name, code }))
}
