import { openStationPage } from '../../kiosk/browser/station-page.ts'
import { openCameraView } from './camera-page.ts'
import { part, told } from './page-parts.ts'
import { vibrate } from './vibration.ts'
import { FIRST_VIEW, nowShows, turned, viewOf, type Shows } from './view.ts'

/** The program of a phone: the station's own screen, and a camera in place of its scanner. */
const root = part('screen', HTMLFormElement)
const other = part('turn', HTMLButtonElement)
let view = nowShows(FIRST_VIEW, whatShows())

const station = openStationPage({
  // Named for the person: what somebody else left unsent in this tab is not sent in their place.
  store: `scanbook-unsent ${told('store')}`,
  onShown() {
    view = nowShows(view, whatShows())
    show()
  },
  onSounds: vibrate,
  onLine: (isUp) => isUp || void leaveIfSignedOut(),
})
const camera = openCameraView((text) => station.scan(text))
other.addEventListener('click', () => {
  view = turned(view)
  show()
})
document.addEventListener('visibilitychange', keepAwake)
keepAwake()
show()

/** Work in hand, with the panel of its last scan, answers scans; every other screen asks for something. */
function whatShows(): Shows {
  const isInHand = root.querySelector(`button[value*='"ask_cancel"']`) !== null
  return isInHand && root.querySelector('.scan .last') !== null ? 'answer' : 'question'
}

function show(): void {
  const now = viewOf(view)
  document.body.dataset['view'] = now
  document.body.dataset['shows'] = view.shows
  part('question', HTMLElement).textContent = root.querySelector('[data-say]')?.getAttribute('data-say') ?? ''
  camera.setOpen(now === 'camera')
  // The lists measure their place, which is another one now.
  dispatchEvent(new Event('resize'))
}

/** A phone that sleeps between two scans would ask for its PIN each time. Where a browser cannot, it sleeps. */
function keepAwake(): void {
  if (!document.hidden && 'wakeLock' in navigator) navigator.wakeLock.request('screen').catch(() => undefined)
}

/** The line is down, or the sign-in is over: the station says which. Unsent scans wait for the same person. */
async function leaveIfSignedOut(): Promise<void> {
  const response = await fetch(told('here'), { method: 'HEAD', redirect: 'manual' }).catch(() => undefined)
  if (response?.status === 401) location.assign(told('signIn'))
}
