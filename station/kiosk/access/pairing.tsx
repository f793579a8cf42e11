import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { PAIRING_DIGITS } from '../../../core/outbox/screens.ts'
import { isDemoBook } from '../../../core/database/is-demo-book.ts'
import type { Reader } from '../../../core/database/reader.ts'
import type { Clock } from '../../../core/kernel/clock.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { KioskFiles } from '../kiosk-files.ts'
import { markup } from '../markup.ts'
import type { KioskPaths } from '../paths.ts'
import { PairPage } from './pair-page.tsx'
import { writeScreenCookie } from './screen-cookie.ts'
import { screenLabel } from './screen-label.ts'
import { visitorOf, type AccessParts } from './visitor.ts'

/** As people type what they read in groups. Anything else is no try. */
const form = z.object({
  code: z
    .string()
    .max(40)
    .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(new RegExp(`^\\d{${PAIRING_DIGITS}}$`))),
})

interface PairingParts {
  readonly access: AccessParts
  readonly at: KioskPaths
  readonly clock: Clock
  readonly files: KioskFiles
  readonly reader: Reader
}

/** The one page that every browser gets: how it becomes a screen of the station, and where the code is typed. */
export function pairingRoutes({ access, at, clock, files, reader }: PairingParts): Hono {
  const { station, base, screens, screenKey } = access
  const app = new Hono()
  const show = (c: Context, status: 200 | 422, problem?: string) => {
    c.header('cache-control', 'no-store')
    const page = { station, address: at.pair, files, problem, isDemo: isDemoBook(reader) }
    return c.html(`<!doctype html>${markup(<PairPage {...page} />)}`, status)
  }

  app.get(at.pair, async (c) =>
    (await visitorOf(c, access)) === undefined ? show(c, 200) : c.redirect(at.screen, 303),
  )
  app.post(at.pair, async (c) => {
    if ((await visitorOf(c, access)) !== undefined) return c.redirect(at.screen, 303)
    const typed = form.safeParse(await c.req.parseBody())
    const label = screenLabel(c.req.header('user-agent'))
    const screen = typed.success
      ? screens.pair({ station, code: typed.data.code, label, now: clock.now() })
      : undefined
    if (screen === undefined) return show(c, 422, words.screens.pair.wrong)
    await writeScreenCookie(c, { station, base, key: screenKey, screen: screen.id })
    return c.redirect(at.screen, 303)
  })
  return app
}
