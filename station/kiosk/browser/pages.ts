/**
 * Lists that are longer than their place are shown a page at a time, by large buttons that say how much is hidden.
 * A paged list is `[data-paged]`: its `[data-rows]` holds the rows, `[data-turn]` are the buttons with a `[data-count]`.
 */
const starts = new Map<string, number>()
/** How many rows of each had room. */
const counts = new Map<string, number>()
/** The first row of each: a new one is shown, whatever page somebody was on. */
const tops = new Map<string, string>()

export function fitPages(root: ParentNode): void {
  const lists = [...root.querySelectorAll<HTMLElement>('[data-paged]')]
  for (const list of lists) fitList(list)
  // The buttons of the last one take room from the first: once more, now that all have theirs.
  if (lists.length > 1) for (const list of lists) fitList(list)
}

/** Turns the page when a turning button was pressed; false when it was another one. */
export function turnPage(button: HTMLElement): boolean {
  const list = button.closest<HTMLElement>('[data-paged]')
  const { turn } = button.dataset
  if (list === null || turn === undefined) return false
  const first = Number(list.dataset['first'])
  const shown = Number(list.dataset['shown'])
  starts.set(list.id, turn === 'next' ? first + shown : Math.max(0, first - shown))
  fitList(list)
  return true
}

function fitList(list: HTMLElement): void {
  const holder = list.querySelector<HTMLElement>('[data-rows]')
  if (holder === null) return
  const rows = [...holder.children].filter((row) => row instanceof HTMLElement)
  const top = rows[0]?.textContent ?? ''
  if (tops.get(list.id) !== top) starts.delete(list.id)
  tops.set(list.id, top)
  for (const row of rows) row.hidden = false
  setButtons(list, 0, 0)
  const start = Math.min(starts.get(list.id) ?? 0, Math.max(0, rows.length - 1))
  const isWhole = start === 0 && !isTooFull(holder)
  if (isWhole) return remember(list, 0, rows.length)
  // The buttons take their place first: what they leave is for the rows.
  setButtons(list, start, rows.length - start)
  for (const row of rows.slice(0, start)) row.hidden = true
  const end = start + countFitting(holder, rows.slice(start), counts.get(list.id) ?? 0)
  setButtons(list, start, rows.length - end)
  remember(list, start, end - start)
}

/**
 * How many of these rows have room, one at least; the others are hidden. Each look at the room lays out the list, and
 * a scan waits for it: so the looks begin at how many had room the last time, and then halve what is left.
 */
function countFitting(holder: HTMLElement, rows: readonly HTMLElement[], last: number): number {
  const show = (count: number): void => {
    for (const [index, row] of rows.entries()) row.hidden = index >= count
  }
  // One is shown whatever it needs; `over` is the least that is known to be too many.
  let [shown, over] = [1, rows.length + 1]
  const guesses = [last, last + 1, last - 1]
  while (over - shown > 1) {
    const guess = guesses.shift() ?? Math.floor((shown + over) / 2)
    if (guess <= shown || guess >= over) continue
    show(guess)
    if (isTooFull(holder)) over = guess
    else shown = guess
  }
  show(shown)
  return shown
}

function isTooFull(holder: HTMLElement): boolean {
  return holder.scrollHeight > holder.clientHeight + 1
}

function remember(list: HTMLElement, first: number, shown: number): void {
  list.dataset['first'] = String(first)
  list.dataset['shown'] = String(shown)
  starts.set(list.id, first)
  counts.set(list.id, shown)
}

function setButtons(list: HTMLElement, before: number, after: number): void {
  list.toggleAttribute('data-is-long', before > 0 || after > 0)
  for (const button of list.querySelectorAll<HTMLButtonElement>('[data-turn]')) {
    const count = button.dataset['turn'] === 'next' ? after : before
    button.disabled = count === 0
    const shown = button.querySelector('[data-count]')
    if (shown !== null) shown.textContent = String(count)
  }
}
