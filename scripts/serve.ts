import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { createAdminApp } from '../admin/app.tsx'
import { words } from '../core/words/catalogue.ts'
import { createKioskApp } from '../station/kiosk/app.tsx'
import { DEMO_PEOPLE } from './demo/people.ts'
import { demoSamples } from './demo/samples.ts'
import { lockDataFolder } from './serve/data-folder.ts'
import { listen } from './serve/listen.ts'
import { makeDataOnce } from './serve/open-data.ts'
import { openProcess, type OpenProcess } from './serve/open-process.ts'
import { readSettings, type Settings } from './serve/settings.ts'
import { StartFailure } from './serve/start-failure.ts'

const say = (line: string): void => console.log(line)

try {
  await main()
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  console.error(error.message)
  // Nothing was accepted yet; what is open already would keep the process alive.
  process.exit(1)
}

/** Starts everything, says where it is, and ends cleanly on Ctrl-C. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const lock = lockDataFolder(settings.dataFolder)
  await bakeIfEmpty(settings)
  say(words.start.openingBook)
  const opened = await openProcess(settings)
  const ending = new AbortController()
  const server = await listen(appOf(opened, ending.signal), settings)
  sayWhere(settings, opened.isDemo)

  const end = async (): Promise<void> => {
    say(words.start.ending)
    ending.abort()
    await server.close()
    await opened.close()
    lock.release()
    say(words.start.ended)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // A second one ends at once: what was accepted is on disk whatever happens.
      process.once(signal, () => process.exit(1))
      void end().then(() => process.exit(0))
    })
}

async function bakeIfEmpty(settings: Settings): Promise<void> {
  let told = -1
  await makeDataOnce(settings, (part) => {
    if (told < 0) say(words.start.makingDemo)
    const tenths = Math.floor(part * 10)
    if (tenths > told) say(words.start.progress(tenths * 10))
    told = tenths
  })
}

/** Kiosk, admin app and health under one address. */
function appOf(opened: OpenProcess, ending: AbortSignal): Hono {
  const { station, admin, isDemo, log } = opened
  const app = new Hono()
  app.get('/healthz', (c) => {
    try {
      opened.checkHealth()
      return c.text('ok')
    } catch (error) {
      log.error({ err: error })
      return c.text('the book cannot be read', 503)
    }
  })
  const adminApp = createAdminApp(admin)
  const kioskApp = createKioskApp({
    station,
    boot: randomUUID(),
    ending,
    ...(isDemo ? { samples: demoSamples } : {}),
  })
  app.all('/admin', (c) => adminApp.fetch(c.req.raw, c.env))
  app.all('/admin/*', (c) => adminApp.fetch(c.req.raw, c.env))
  app.all('*', (c) => kioskApp.fetch(c.req.raw, c.env))
  return app
}

function sayWhere({ host, port, dataFolder }: Settings, isDemo: boolean): void {
  const base = `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`
  say(words.start.ready)
  say(words.start.kioskAddress(`${base}/`))
  say(words.start.adminAddress(`${base}/admin`))
  say(words.start.dataFolder(dataFolder))
  if (isDemo) {
    say(words.start.signInsHeading)
    for (const { login, password, role, branch } of DEMO_PEOPLE)
      if (password !== null)
        say(
          words.start.signIn({
            name: login,
            password,
            role: words.start.roles[role],
            place: branch ?? words.start.allBranches,
          }),
        )
  }
  say(words.start.howToEnd)
}
