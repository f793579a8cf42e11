import { openSeat } from './seat.ts'
import { element, openStationPage } from './station-page.ts'

/** The program of a station's screen. */
const { station = '', seat = '' } = document.body.dataset

openStationPage({
  store: `scanbook-unsent ${station}`,
  seat: openSeat(element('watching'), { station, address: seat }),
  onLine: (isUp) => isUp || void reloadIfOut(),
})

/** The line is down, or this screen was revoked: then the station shows how to pair. */
async function reloadIfOut(): Promise<void> {
  const response = await fetch(location.href, { method: 'HEAD' }).catch(() => undefined)
  if (response?.status === 401) location.reload()
}
