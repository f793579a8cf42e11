import type { Page } from 'playwright-core'

/** A text that a page must show, by where it stands. */
export type Shown = Readonly<Record<string, string>>

/** A page that was never painted as asked is a fault of the page, not a slow one. */
const PAINTED_MAX_MS = 10_000

/**
 * What notes, inside a page, how long it took from Enter to the painted answer. It begins with the key's own time
 * stamp, which the browser gives it before the page is ready for it. It ends after the first frame that shows the
 * answer: the observer sees the change, the next animation frame draws it, and a message that was posted in there
 * arrives when style, layout and painting are done. A second animation frame would add up to a frame's pause to
 * both sides of the comparison and flatter it; element timing is rounded to 4 ms and wants marks in our own pages.
 */
export const RECORDER = `{
  let wanted, began, finish
  const isShown = ([place, text]) => document.querySelector(place)?.textContent === text
  const look = () => {
    if (wanted === undefined || began === undefined || !wanted.every(isShown)) return
    const from = began
    wanted = undefined
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => finish(performance.now() - from)
      port2.postMessage(null)
    })
  }
  addEventListener('keydown', ({ key, timeStamp }) => key === 'Enter' && (began ??= timeStamp), { capture: true })
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  window.expectPainted = (shown) => {
    wanted = Object.entries(shown)
    began = undefined
    window.painted = new Promise((resolve, reject) => {
      finish = resolve
      setTimeout(() => reject(new Error('never painted: ' + JSON.stringify(shown))), ${PAINTED_MAX_MS})
    })
    return wanted.every(isShown)
  }
}`

/** Presses Enter, and returns the milliseconds until the page has painted what it did not show before. */
export async function enterUntilPainted(page: Page, shown: Shown, justBefore: () => void): Promise<number> {
  const isThere = await page.evaluate<boolean>(`window.expectPainted(${JSON.stringify(shown)})`)
  if (isThere) throw new Error(`shown before it was asked: ${JSON.stringify(shown)}`)
  justBefore()
  await page.keyboard.press('Enter')
  return await page.evaluate<number>('window.painted')
}
