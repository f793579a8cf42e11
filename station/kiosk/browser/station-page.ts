import { listenForChanges } from './changes.ts'
import { guardChoices } from './choices.ts'
import { createCountdown } from './countdown.ts'
import { fitParts } from './fit-parts.ts'
import { takeKeys, type Keys } from './keys.ts'
import { newPageName } from './page-name.ts'
import { fitPages, turnPage } from './pages.ts'
import { createPinPad, type PinPad } from './pin-pad.ts'
import { createScanQueue, type Entry, type Input } from './scan-queue.ts'
import { createScreen, type Shown } from './screen.ts'
import type { Seat, SeatState } from './seat.ts'
import { createSpeaker, type Sound } from './sound.ts'
import { watchTouches } from './touches.ts'
import { showTyped } from './typed-strip.ts'

/** What the station answers: its screen as it is now, and the sounds to make. */
interface Reply extends Shown {
  readonly sounds: readonly Sound[]
}

/** What a page around the station's screen adds to it. */
export interface PageParts {
  /** Where this page keeps what is not acknowledged: pages of different stations in one tab have different ones. */
  readonly store: string
  /** Where only one of a station's pages works: which this one is. Left out: this one. */
  readonly seat?: Seat
  /** After each change of the screen. */
  readonly onShown?: () => void
  /** What the station answers to what was asked here, and what it says by itself. */
  readonly onSounds?: (sounds: readonly Sound[]) => void
  readonly onLine?: (isUp: boolean) => void
}

export interface StationPage {
  /** Sends one scan, whatever read it. */
  scan(text: string): void
  /** Nothing is being typed, and everything asked here is answered. */
  isAtRest(): boolean
}

const ANSWER_MAX_MS = 10_000
/** The station would do it, and has no room to keep it. */
const DISK_FULL = 507
/** More characters are no quantity. */
const TYPED_MAX = 40

/** The program of every page that shows a station's screen: it draws nothing, it sends, plays and shows. */
export function openStationPage(parts: PageParts): StationPage {
  const { seat } = parts
  const root = element('screen')
  const { dataset } = document.body
  /** Its own tree: a search in the page finds each text once, where it is seen. */
  const said = element('said').attachShadow({ mode: 'closed' })
  const pin = createPinPad(root)
  const countdown = createCountdown(root)
  const showPending = (text: string): void => showTyped(root, element('typed'), pin, text)
  const fit = (): void => fitScreen(root)
  const screen = createScreen(root, () => {
    fit()
    countdown.look()
    showPending(keys.pending())
    said.textContent = root.querySelector('[data-say]')?.getAttribute('data-say') ?? ''
    parts.onShown?.()
  })
  const speaker = createSpeaker((isSilent) => (element('sound-off').hidden = !isSilent))
  const hear = (reply: Reply): void => {
    screen.show(reply)
    speaker.play(reply.sounds)
    parts.onSounds?.(reply.sounds)
  }
  const line = createLine(parts)
  const sendNow = async (entries: readonly Entry[]): Promise<Answer> => {
    const response = await send(dataset['inputs'] ?? '', names(), entries)
    line.answered(response.status)
    return await read(response, entries)
  }
  /** Said, shown and heard: nobody believes that it was counted. */
  const refuse = (count: number): void => {
    said.textContent = seat?.refuse(count) ?? ''
    speaker.play(['refused'])
    parts.onSounds?.(['refused'])
  }
  const page = seat?.page ?? newPageName()
  const names = (): PageNames => seat?.names() ?? { page }
  const queue = createScanQueue<Answer>(page, {
    read: () => sessionStorage.getItem(parts.store),
    write: (text) => sessionStorage.setItem(parts.store, text),
    send: sendNow,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onReply(answer) {
      if (!('refused' in answer)) return hear(answer)
      seat?.show(answer.seat)
      refuse(answer.refused)
    },
    onLine: line.show,
  })
  const push = (input: Input): void => (seat?.isWatching() === true ? refuse(1) : queue.push(input))
  const scan = (text: string): void => push({ type: 'scan', text })
  const enterPin = (text: string): void => push({ type: 'pin', text })
  const keys = takeKeys((text) => (pin.isPin(text) ? enterPin(text) : scan(text)), showPending)

  takePresses({ root, pin, keys, push })
  watchTouches(root, () => seat?.isWatching() === true || queue.push({ type: 'touched' }))
  guardChoices(root, (name, type, value) => push({ type, [name]: value }))
  addEventListener('resize', fit)
  listenForChanges({
    address: () => `${dataset['events'] ?? ''}?${openingQuery(names(), seat)}`,
    onChange: (data) => hear(JSON.parse(data) as Reply),
    onClock: showClock,
    onSeat: (data) => seat?.show(JSON.parse(data) as SeatState),
    onLine: line.show,
  })
  void document.fonts.ready.then(fit)
  fit()
  countdown.look()
  return { scan, isAtRest: () => queue.length() === 0 && keys.pending() === '' }
}

/** What the page says where the station does not answer, or has no room to keep what it is sent. */
function createLine({ onLine }: PageParts) {
  let isFull = false
  return {
    answered(status: number): void {
      isFull = status === DISK_FULL
      element('disk-full').hidden = !isFull
    },
    show: (isUp: boolean): void => {
      element('line-down').hidden = isUp || isFull
      onLine?.(isUp || isFull)
    },
  }
}

/** Parts first: what they need decides how many rows the lists have. */
function fitScreen(root: HTMLElement): void {
  fitParts(root)
  fitPages(root)
}

interface Pressing {
  readonly root: Element
  readonly pin: PinPad
  readonly keys: Keys
  readonly push: (input: Input) => void
}

/** Buttons with a value ask the station; the others turn pages and type a PIN here. */
function takePresses({ root, pin, keys, push }: Pressing): void {
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button === null || button.disabled) return
    if (turnPage(button)) return
    const { sample, clear, pinKey, pinEnter } = button.dataset
    if (sample !== undefined) keys.type(sample)
    else if (clear !== undefined) keys.clear()
    else if (pinKey !== undefined) pin.press(pinKey)
    else if (pinEnter !== undefined) {
      const text = pin.take(takePending(keys))
      if (text !== '') push({ type: 'pin', text })
    }
  })
  root.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event as SubmitEvent
    if (!(submitter instanceof HTMLButtonElement) || submitter.name !== 'press') return
    const input = JSON.parse(submitter.value) as Input
    const typed = input.type === 'enter' ? takePending(keys).slice(0, TYPED_MAX) : ''
    push(typed === '' ? input : { ...input, text: typed })
  })
}

/** What was typed on a keyboard before a finger pressed Enter. */
function takePending(keys: Keys): string {
  const text = keys.pending()
  keys.clear()
  return text
}

/** What each request says of this page. */
interface PageNames {
  readonly page: string
  readonly follows?: string
}
/** What became of what was sent: the station's answer, or that it takes nothing from a page that watches. */
type Answer = Reply | { readonly refused: number; readonly seat: SeatState }

function openingQuery(names: PageNames, seat: Seat | undefined): string {
  const query = new URLSearchParams({ ...names })
  // A page that was told to watch does not become the working one because its line broke.
  if (seat?.isWatching() === true) query.set('watching', '')
  return query.toString()
}

/** Throws when there is no answer: it may have been taken, and is sent again. */
async function send(address: string, names: PageNames, entries: readonly Entry[]): Promise<Response> {
  return await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...names, entries }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  })
}

/** Throws where it is none of our answers. */
async function read(response: Response, entries: readonly Entry[]): Promise<Answer> {
  if (response.status === 409)
    return { refused: entries.length, seat: ((await response.json()) as { seat: SeatState }).seat }
  if (!response.ok) throw new Error(`the station answered ${response.status}`)
  return (await response.json()) as Reply
}

function showClock(time: string): void {
  for (const clock of document.querySelectorAll('[data-clock]')) clock.textContent = time
}

/** A part of the page, which its server put there. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}
