import { Hono } from 'hono'
import { missingOf, readIncarnations } from '../../core/stations/read-incarnations.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import { textsOf } from '../form.ts'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'

/** A person says that what never arrived of a closed incarnation is lost, and nobody is asked about it any more. */
export function lostNumbersRoutes({ stationWrites }: Pick<AdminDeps, 'stationWrites'>): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.get(routes.lostNumbers, (c) => c.redirect(links.stations(), 303))
  app.post(routes.lostNumbers, async (c) => {
    const { authority, reader } = c.get('visitor')
    const { writer, upTo } = textsOf(await c.req.parseBody())
    const find = () =>
      found(readIncarnations(authority, reader).find((one) => one.writer === writer && !one.isOpen))
    const incarnation = found(missingOf(find()) && find())
    // What was on the page, and not what the station told meanwhile.
    if (String(incarnation.contact?.lastSeq) === upTo) {
      await stationWrites.giveUp(incarnation.writer, Number(upTo))
    }
    return c.redirect(links.stations(), 303)
  })
  return app
}
