import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Hono } from 'hono'
import { createApi } from '../admin/api/app.ts'
import { createApiReference } from '../admin/api/reference/app.tsx'
import { REFERENCE_PATH } from '../admin/api/paths.ts'
import { createAdminApp } from '../admin/app.tsx'
import { createHealthApp } from '../admin/health/app.ts'
import { routes } from '../admin/paths.ts'
import { finishSwitch } from '../core/backup/switch-files.ts'
import { words } from '../core/words/catalogue.ts'
import { isOwnScreen } from '../station/kiosk/access/own-screen.ts'
import { createKioskHost } from '../station/kiosk/host.ts'
import { paths, stationBase } from '../station/kiosk/paths.ts'
import { createPhoneHost } from '../station/phone/host.ts'
import { DEMO_PEOPLE } from './demo/people.ts'
import { demoSamples } from './demo/samples.ts'
import { followCentral } from './serve/connected.ts'
import { readConnection } from './serve/connection.ts'
import { lockDataFolder } from './serve/data-folder.ts'
import { createFront } from './serve/front.ts'
import { findBook, removeDemo } from './serve/kind-of-book.ts'
import { listen } from './serve/listen.ts'
import { makeDemoBook } from './serve/open-data.ts'
import { openLog } from './serve/open-log.ts'
import { openProcess, type OpenProcess } from './serve/open-process.ts'
import { networkOrigins } from './serve/network-origins.ts'
import { refuseRetired, STATION_PAGES } from './serve/retired-stations.ts'
import { createSetUpServer } from './serve/set-up-server.ts'
import { readSettings, type Settings } from './serve/settings.ts'
import { StartFailure } from './serve/start-failure.ts'
import { listenTls, openTls, readTlsSettings, sayTls, type Tls } from './serve/tls.ts'

const say = (line: string): void => console.log(line)

try {
  await main()
} catch (error) {
  fail(error)
}

function fail(error: unknown): never {
  if (!(error instanceof StartFailure)) throw error
  console.error(error.message)
  // Nothing was accepted yet; what is open already would keep the process alive.
  process.exit(1)
}

/** Starts everything, says where it is, and ends cleanly on Ctrl-C. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const tls = openTls(readTlsSettings(process.env, settings.dataFolder))
  const lock = lockDataFolder(settings.dataFolder)
  // A restore that was cut off is done, or undone, before anything is opened.
  finishSwitch(settings.dataFolder)
  const ending = new AbortController()
  const front = createFront()
  let opened: OpenProcess | undefined
  const connection = readConnection(process.env)
  const connected = connection && followCentral(settings, connection, openLog())
  const open = async (): Promise<OpenProcess> => {
    opened = await openProcess(settings, { tlsPort: tls?.settings.port, openBook: connected?.openBook })
    front.show(appOf(opened, ending.signal, tls?.settings.port))
    return opened
  }
  let sayWhat: () => void
  if (connected !== undefined) {
    front.show(connected.waitingApp)
    const begin = async (): Promise<void> => {
      await connected.whenThere
      sayWhere(settings, await open(), tls)
    }
    sayWhat = () => {
      if (!connected.isThere()) say(words.start.firstDownload)
      begin().catch(fail)
    }
  } else if (await hasBook(settings)) {
    say(words.start.openingBook)
    const process = await open()
    sayWhat = () => sayWhere(settings, process, tls)
  } else {
    const { app, code } = createSetUpServer(settings, {
      say,
      async open() {
        const process = await open()
        sayWhere(settings, process, tls)
        return process
      },
    })
    front.show(app)
    sayWhat = () => sayHowToSetUp(settings, code)
  }
  const server = await listen(front, settings)
  const secure = tls && (await listenTls(front, tls))
  sayWhat()
  endOnSignal(async () => {
    ending.abort()
    await Promise.all([server.close(), secure?.close()])
    await opened?.close()
    await connected?.stop()
    lock.release()
  })
}

function endOnSignal(close: () => Promise<void>): void {
  const end = async (): Promise<void> => {
    say(words.start.ending)
    await close()
    say(words.start.ended)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // A second one ends at once: what was accepted is on disk whatever happens.
      process.once(signal, () => process.exit(1))
      void end().then(() => process.exit(0))
    })
}

function isFreshDemoAsked(): boolean {
  try {
    const { values } = parseArgs({ options: { 'fresh-demo': { type: 'boolean', default: false } } })
    return values['fresh-demo']
  } catch {
    throw new StartFailure(words.start.failure.arguments)
  }
}

/** Whether there is a book to open: where nobody asked for one of their own, a demo is baked. */
async function hasBook(settings: Settings): Promise<boolean> {
  if (isFreshDemoAsked()) removeDemo(settings)
  if (findBook(settings)) return true
  if (settings.demo === 'no') return false
  let told = -1
  await makeDemoBook(settings, (part) => {
    if (told < 0) say(words.start.makingDemo)
    const tenths = Math.floor(part * 10)
    if (tenths > told) say(words.start.progress(tenths * 10))
    told = tenths
  })
  return true
}

/** Kiosks, phones, admin app and health under one address. */
function appOf(opened: OpenProcess, ending: AbortSignal, tlsPort: number | undefined): Hono {
  const { stations, admin, api, health, log } = opened
  const app = new Hono()
  app.use(health.metrics.timeRequests)
  app.get('/healthz', (c) => {
    try {
      opened.checkHealth()
      return c.text('ok')
    } catch (error) {
      log.error({ err: error })
      return c.text('the book cannot be read', 503)
    }
  })
  const adminApp = createAdminApp({ ...admin, live: { ending } })
  const apiApp = createApi(api)
  const referenceApp = createApiReference()
  const healthApp = createHealthApp({
    ...health,
    readers: admin.readers,
    isLocal: isOwnScreen,
    report: (error) => log.error({ err: error }),
  })
  app.all('/admin', (c) => adminApp.fetch(c.req.raw, c.env))
  app.all('/admin/*', (c) => adminApp.fetch(c.req.raw, c.env))
  for (const path of ['/readyz', '/metrics']) app.get(path, (c) => healthApp.fetch(c.req.raw, c.env))
  app.all('/api/v1/*', (c) => apiApp.fetch(c.req.raw, c.env))
  app.all('/api', (c) => referenceApp.fetch(c.req.raw, c.env))
  app.all('/api/*', (c) => referenceApp.fetch(c.req.raw, c.env))
  // An admin host alone has nobody who scans.
  if (stations.length === 0) app.get('/', (c) => c.redirect(routes.home, 303))
  else hostStations(app, opened, ending, tlsPort)
  return app
}

/** The screens of the stations of this process, and the phones that scan for them. */
function hostStations(
  app: Hono,
  opened: OpenProcess,
  ending: AbortSignal,
  tlsPort: number | undefined,
): void {
  const { stations, practices, screens, screenKey, isDemo } = opened
  const boot = randomUUID()
  const phoneApp = createPhoneHost({ ...opened, boot, ending, tlsPort })
  const kiosks = createKioskHost({
    stations,
    screens,
    screenKey,
    boot,
    ending,
    samples: ({ parts }) => (isDemo ? demoSamples(parts.branch.prefix) : []),
    practiceOf: (station) => practices.get(station),
  })
  app.all('/phone', (c) => phoneApp.fetch(c.req.raw, c.env))
  app.all('/phone/*', (c) => phoneApp.fetch(c.req.raw, c.env))
  app.use(STATION_PAGES, refuseRetired(stations))
  app.all('*', (c) => kiosks.fetch(c.req.raw, c.env))
}

function sayWhere(
  { host, port, dataFolder }: Settings,
  { stations, isDemo, demoTokens }: OpenProcess,
  tls: Tls | undefined,
): void {
  const base = baseAddress({ host, port })
  say(words.start.ready)
  for (const { parts } of stations)
    say(words.start.kioskAddress(`${base}${paths(stationBase(parts.name)).screen}`))
  if (networkOrigins({ host, port }).length > 0) say(words.start.networkHint)
  say(words.start.adminAddress(`${base}/admin`))
  for (const line of tls === undefined ? [] : sayTls(tls, Date.now())) say(line)
  say(words.start.dataFolder(dataFolder))
  if (isDemo) {
    say(words.start.signInsHeading)
    for (const { login, password, pin, role, branch } of DEMO_PEOPLE)
      say(
        words.start.signIn({
          name: login,
          password,
          pin,
          role: words.start.roles[role],
          place: branch ?? words.start.allBranches,
        }),
      )
    say(words.start.signInsHint)
    sayTokens(demoTokens, `${base}${REFERENCE_PATH}`)
  }
  say(words.start.howToEnd)
}

function sayTokens(tokens: OpenProcess['demoTokens'], reference: string): void {
  if (tokens.length === 0) return
  const { tokensHeading, tokensHint, token: line, roles: names, allBranches } = words.start
  say(tokensHeading)
  for (const { token, role, branch } of tokens)
    say(line({ text: token, role: names[role], place: branch ?? allBranches }))
  say(tokensHint(reference))
}

function sayHowToSetUp(settings: Settings, code: string): void {
  const { setUp, howToEnd } = words.start
  for (const line of [
    setUp.ready,
    setUp.address(`${baseAddress(settings)}${routes.setUp}`),
    setUp.code(code),
  ])
    say(line)
  say(howToEnd)
}

/** As a browser on this machine asks for it. */
function baseAddress({ host, port }: Pick<Settings, 'host' | 'port'>): string {
  return `http://${host === '0.0.0.0' || host === '127.0.0.1' ? 'localhost' : host}:${port}`
}
