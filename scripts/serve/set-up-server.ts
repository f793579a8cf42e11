import type { Hono } from 'hono'
import { createSetUpCode } from '../../admin/set-up/set-up-code.ts'
import { createSetUpApp } from '../../admin/set-up/set-up.routes.tsx'
import { systemClock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { findBook } from './kind-of-book.ts'
import { makeOwnBook } from './open-data.ts'
import type { OpenProcess } from './open-process.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

const { setUp } = words.start

export interface SetUpServer {
  readonly app: Hono
  /** The code to print. */
  readonly code: string
}

/**
 * What is served while the folder holds no book. When the form is sent, the book is made, and `open` opens it in this
 * same process. Its code is told by `say` when it changes.
 */
export function createSetUpServer(
  settings: Settings,
  { open, say }: { open: () => Promise<OpenProcess>; say: (line: string) => void },
): SetUpServer {
  const code = createSetUpCode(systemClock, (fresh) => say(setUp.newCode(fresh)))
  const app = createSetUpApp({
    clock: systemClock,
    code,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    async found(company) {
      // Made in an attempt that failed later: whoever starts the program again opens it.
      if (findBook(settings)) throw new StartFailure(setUp.madeBefore)
      const admin = await makeOwnBook(settings, company)
      say(setUp.done(company.company))
      const { admin: deps } = await open()
      return { admin, cookieKey: deps.cookieKey }
    },
    report: (error) => console.error(error instanceof StartFailure ? error.message : error),
  })
  return { app, code: code.shown() }
}
