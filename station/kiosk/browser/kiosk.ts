import { listenForChanges } from './changes.ts'
import { takeKeys } from './keys.ts'
import { fitPages, turnPage } from './pages.ts'
import { createQuantityPad } from './quantity-pad.ts'
import { createScanQueue, type Entry, type Input } from './scan-queue.ts'
import { createScreen, type Shown } from './screen.ts'
import { guardChoices } from './choices.ts'
import { createSpeaker, type Sound } from './sound.ts'

/** The program of a station's screen: it draws nothing itself, it sends, plays and shows what the station answers. */
interface Reply extends Shown {
  readonly sounds: readonly Sound[]
}

const STORE = 'scanbook-unsent'
const ANSWER_MAX_MS = 10_000

const root = element('screen')
const { dataset } = document.body
/** Its own tree: a search in the page finds each text once, where it is seen. */
const said = element('said').attachShadow({ mode: 'closed' })
const pad = createQuantityPad(root)

const screen = createScreen(root, () => {
  fitPages(root)
  pad.show(keys.pending())
  announce()
})
const speaker = createSpeaker((isSilent) => (element('sound-off').hidden = !isSilent))
const queue = createScanQueue<Reply>(crypto.randomUUID?.() ?? randomName(), {
  read: () => sessionStorage.getItem(STORE),
  write: (text) => sessionStorage.setItem(STORE, text),
  send,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  onReply: hear,
  onLine: showLine,
})
const keys = takeKeys((text) => queue.push({ type: 'scan', text }), showPending)

addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null
  if (button === null || button.disabled) return
  if (turnPage(button)) return
  const { sample, clear, digit } = button.dataset
  if (sample !== undefined) keys.type(sample)
  else if (clear !== undefined) keys.clear()
  else if (digit !== undefined) pad.press(digit)
})
addEventListener('submit', (event) => {
  event.preventDefault()
  const { submitter } = event
  if (!(submitter instanceof HTMLButtonElement)) return
  if (submitter.dataset['enter'] !== undefined) queue.push({ type: 'quantity', text: pad.take(keys) })
  else if (submitter.name === 'press') queue.push(parseInput(submitter.value))
})
guardChoices(root, (name, type, value) => queue.push({ type, [name]: value }))
addEventListener('resize', () => fitPages(root))
listenForChanges({
  address: dataset['events'] ?? '',
  onChange: (data) => hear(JSON.parse(data) as Reply),
  onClock: showClock,
  onLine: showLine,
})
void document.fonts.ready.then(() => fitPages(root))
fitPages(root)

async function send(entries: readonly Entry[]): Promise<Reply> {
  const response = await fetch(dataset['inputs'] ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  })
  if (!response.ok) throw new Error(`the station answered ${response.status}`)
  return (await response.json()) as Reply
}

function hear(reply: Reply): void {
  screen.show(reply)
  speaker.play(reply.sounds)
}

/** The screen's own sentence, to those who hear it instead of seeing it. */
function announce(): void {
  said.textContent = root.querySelector('[data-say]')?.getAttribute('data-say') ?? ''
}

function showPending(text: string): void {
  pad.show(text)
  const strip = element('typed')
  strip.hidden = text === '' || pad.isOpen()
  const shown = strip.querySelector('[data-typed]')
  if (shown !== null) shown.textContent = text
}

function showClock(time: string): void {
  for (const clock of document.querySelectorAll('[data-clock]')) clock.textContent = time
}

function showLine(isUp: boolean): void {
  element('line-down').hidden = isUp
}

function parseInput(text: string): Input {
  return JSON.parse(text) as Input
}

/** Pages that are not served over HTTPS have no randomUUID. */
function randomName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no ${id}`)
  return found
}
