import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createKioskHost } from '../../station/kiosk/host.ts'
import { createSessionStore } from '../../station/session/session-store.ts'
import { workOf, type Session } from '../../station/session/session-state.ts'
import type { StationInput } from '../../station/station-input.ts'
import { AT, SCREEN_KEY } from '../../station/testing/open-kiosk.ts'
import { openStation, STATION, type OpenStation } from '../../station/testing/open-station.ts'
import { openPictureBakery, type PictureBakery } from './picture-bakery.ts'

/** How a state's station stands with its books; as `openStation` takes it. */
export type Opening = NonNullable<Parameters<typeof openStation>[1]>

/** A bakery and a station of one state's own, and short words for bringing them there. Its clock stands still. */
export interface Stage {
  readonly bakery: PictureBakery
  /** The station as it runs now. */
  readonly station: () => OpenStation
  readonly press: (...inputs: StationInput[]) => void
  readonly scan: (...texts: string[]) => void
  /** Closes the station, changes what it remembers, and opens it again. */
  readonly remember: (change: (session: Session) => Session) => Promise<void>
  /** An operator's badge. */
  readonly signIn: () => void
  /** Somebody's tile is pressed: their PIN is asked. */
  readonly askPin: () => void
  /** Signed in, with the café's order in hand. */
  readonly startSale: () => void
  /** The same with the order over the whole shop. */
  readonly startBigSale: () => void
  /** Signed in, with the run of white bread in hand. */
  readonly startRun: () => void
  readonly review: () => void
  /** Presses Accept on the review that is shown. */
  readonly pressAccept: () => void
  /** Reviews and accepts what is in hand. */
  readonly accept: () => void
  /** Nobody touches the screen for so long, in milliseconds. */
  readonly wait: (ms: number) => void
  /** Waits until the books have answered. */
  readonly posted: () => Promise<void>
}

/** The web server that shows whichever stage is set. */
export interface Theatre {
  url(): string
  /** Builds a fresh stage; the one before is taken down. */
  set(opening?: Opening): Promise<Stage>
  close(): Promise<void>
}

/** Opens the kiosk of one stage after the other at one address. `programFolder` as `createKioskHost` takes it. */
export async function openTheatre(programFolder?: string): Promise<Theatre> {
  type App = ReturnType<typeof createKioskHost>
  let current: { app: App; ending: AbortController; strike: () => Promise<void> } | undefined
  let boot = 0
  const fetch = (request: Request, env: object): Response | Promise<Response> =>
    current?.app.fetch(request, env) ?? new Response(null, { status: 503 })
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made as Server))
  })
  const strike = async (): Promise<void> => {
    current?.ending.abort()
    await current?.strike()
    current = undefined
  }
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}${AT.screen}`,
    async set(opening) {
      await strike()
      const built = await buildStage(opening)
      const show = (): void => {
        current?.ending.abort()
        boot += 1
        const ending = new AbortController()
        const { station, outbox } = built.stage.station()
        const app = createKioskHost({
          stations: [station],
          boot: `picture-${boot}`,
          ending: ending.signal,
          screens: outbox.screens,
          screenKey: SCREEN_KEY,
          ...(programFolder === undefined ? {} : { programFolder }),
        })
        current = { app, ending, strike: built.strike }
      }
      built.onRestart(show)
      show()
      return built.stage
    },
    async close() {
      await strike()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function buildStage(opening: Opening = {}) {
  const bakery = await openPictureBakery()
  let station = openStation(bakery, opening)
  let restarted = (): void => undefined
  const press = (...inputs: StationInput[]): void => void station.press(...inputs)
  const signIn = (): void => void station.scan(bakery.badges.thandi)
  const startSale = (order: number): void => {
    signIn()
    press({ type: 'choose_operation', workflow: 'sales' }, { type: 'choose_order', active_sales: order })
  }
  const pressAccept = (): void => {
    const work = workOf(station.station.session())
    if (work === undefined) throw new Error('there is nothing to accept')
    press({ type: 'accept', document: work.documentId, steps: work.steps })
  }
  const stage: Stage = {
    bakery,
    station: () => station,
    press,
    scan: (...texts) => void station.scan(...texts),
    async remember(change) {
      const session = change(station.station.session())
      createSessionStore(station.outbox, STATION).save(session, new Map(), station.time.now)
      await station.close()
      station = openStation(bakery, opening)
      restarted()
    },
    signIn,
    askPin: () => press({ type: 'ask_operator' }, { type: 'choose_operator', operator: bakery.thandi }),
    startSale: () => startSale(bakery.order),
    startBigSale: () => startSale(bakery.bigOrder),
    startRun() {
      signIn()
      press(
        { type: 'choose_operation', workflow: 'production' },
        { type: 'choose_run', active_production: bakery.run },
      )
    },
    review: () => press({ type: 'review' }),
    pressAccept,
    accept() {
      press({ type: 'review' })
      pressAccept()
    },
    wait(ms) {
      station.time.now += ms
      station.station.tick()
    },
    posted: async () => station.posted(),
  }
  const strike = async (): Promise<void> => {
    await station.close()
    bakery.close()
  }
  return { stage, strike, onRestart: (show: () => void) => (restarted = show) }
}
