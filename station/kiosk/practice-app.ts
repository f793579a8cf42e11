import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Practice } from '../practice/practice.ts'
import type { Station } from '../station.ts'
import { createKioskApp, type KioskParts } from './app.tsx'
import { paths, practiceBase } from './paths.ts'

interface PracticeAppParts extends Omit<KioskParts, 'station' | 'base' | 'work' | 'boot'> {
  /** undefined: nobody practises here. */
  readonly practice: Practice | undefined
  /** What the addresses of the station at work begin with. */
  readonly work: string
}

/**
 * The kiosk of whichever practice is open, at an address of its own: what was meant for practice can never come to
 * work, and a practice that is over has no address any more.
 */
export function createPracticeApp({ practice, work, ending, ...parts }: PracticeAppParts): Hono {
  const base = practiceBase(work)
  const screen = paths(work).screen
  const apps = new WeakMap<Station, ReturnType<typeof createKioskApp>>()
  const appNow = () => {
    const room = practice?.room()
    if (room === undefined) return undefined
    const known = apps.get(room.station)
    if (known !== undefined) return known
    const ended = AbortSignal.any([ending, room.ended])
    const made = createKioskApp({
      ...parts,
      station: room.station,
      base,
      work,
      ending: ended,
      boot: `practice-${randomUUID()}`,
    })
    apps.set(room.station, made)
    return made
  }
  const app = new Hono()
  app.all('*', (c) => {
    const open = appNow()
    if (open !== undefined && c.req.path !== base) return open.fetch(c.req.raw, c.env)
    const isPage = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.path === paths(base).press
    return isPage ? c.redirect(open === undefined ? screen : paths(base).screen, 303) : c.body(null, 410)
  })
  return app
}
