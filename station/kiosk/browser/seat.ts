import { newPageName } from './page-name.ts'

/** What the station says of this page: whether what it sends is taken, and whether it may become the one. */
export interface SeatState {
  readonly isWorking: boolean
  readonly mayTake: boolean
}

/** Which of a station's pages this one is. Until it is told, it works: the station refuses what it must not send. */
export interface Seat {
  readonly page: string
  /** What each request says of this page: its name, and the one under which this tab worked before its reload. */
  names(): { readonly page: string; readonly follows?: string }
  isWatching(): boolean
  show(state: SeatState): void
  /** Shows that so many scans or presses were not taken. Returns the sentence, for those who hear it. */
  refuse(count: number): string
}

const WORKED = 'scanbook-worked'

/** Draws the banner over a page that watches, with its "Work here". */
export function openSeat(
  banner: HTMLElement,
  { station, address }: { station: string; address: string },
): Seat {
  const page = newPageName()
  // Stations have keys of their own: one tab may show one after the other.
  const key = `${WORKED} ${station}`
  const before = sessionStorage.getItem(key) ?? undefined
  const button = part(banner, '[data-take-seat]')
  const notTaken = part(banner, '#not-taken')
  let isWatching = false
  let refused = 0

  const names = () => (before === undefined ? { page } : { page, follows: before })
  const show = ({ isWorking, mayTake }: SeatState): void => {
    if (isWorking) {
      sessionStorage.setItem(key, page)
      refused = 0
      notTaken.hidden = true
    }
    isWatching = !isWorking
    banner.hidden = isWorking
    button.hidden = !mayTake
    // The lists measure their place, which is another one now.
    dispatchEvent(new Event('resize'))
  }
  button.addEventListener('click', () => void take(address, names()).then((state) => state && show(state)))
  return {
    page,
    names,
    isWatching: () => isWatching,
    show,
    refuse(count) {
      refused += count
      part(notTaken, '[data-not-taken]').textContent = String(refused)
      notTaken.hidden = false
      return notTaken.textContent
    },
  }
}

/** undefined: no answer; the stream will say what became of it. */
async function take(address: string, names: object): Promise<SeatState | undefined> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(names) })
    return ((await response.json()) as { seat: SeatState }).seat
  } catch {
    return undefined
  }
}

function part(root: Element, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`the banner has no ${selector}`)
  return found
}
