import { openSeat } from './seat.ts'
import { element, openStationPage } from './station-page.ts'

/** The program of a station's screen, at work or in practice. */
const { station = '', seat = '', store = '', work = '', practice = '' } = document.body.dataset

const LOOK_AGAIN_MS = 100

const page = openStationPage({
  store: `scanbook-unsent ${store}`,
  seat: openSeat(element('watching'), { station, address: seat }),
  onShown: () => goOn(),
  onLine: (isUp) => isUp || void goWhereItIs(),
})
goOn()

/** Into practice or back to work, when the station says so and nothing is on its way any more. */
function goOn(): void {
  const leads = document.querySelector<HTMLElement>('[data-leads]')?.dataset['leads']
  if (leads === undefined) return
  if (page.isAtRest()) location.replace(leads === 'practice' ? practice : work)
  else setTimeout(goOn, LOOK_AGAIN_MS)
}

/** The line is down, or this screen was revoked, or its practice is over: then the station is found elsewhere. */
async function goWhereItIs(): Promise<void> {
  const response = await fetch(location.href, { method: 'HEAD' }).catch(() => undefined)
  if (response?.status === 401) location.reload()
  else if (response?.redirected === true) location.replace(response.url)
}
