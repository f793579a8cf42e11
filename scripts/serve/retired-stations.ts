import type { MiddlewareHandler } from 'hono'
import { isOpenWriter } from '../../core/stations/read-station-work.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Station } from '../../station/station.ts'

/** The part of an address below /station/ that names one. */
export const STATION_PAGES = '/station/:station/*'

/**
 * A station that was retired since this process began takes nothing more: what is accepted there would never be
 * posted. Its screens are told so until the next start, which does not show it any more.
 */
export function refuseRetired(stations: readonly Station[]): MiddlewareHandler {
  return async (c, next) => {
    const station = stations.find(({ parts }) => parts.name === c.req.param('station'))
    if (station === undefined || isOpenWriter(station.parts.reader, station.parts.writer)) return await next()
    return c.text(words.screens.retired(station.parts.name), 410)
  }
}
