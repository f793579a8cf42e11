/** From the third on nothing is left to give way. */
const LEVELS = 3

/**
 * Parts of the screen that must show all of their text, however long names and words are: where one is too full, what
 * matters least gives way first, level by level (`[data-tight]` in the style sheets). Nothing is ever cut.
 */
export function fitParts(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-fit]')) {
    delete part.dataset['tight']
    for (let level = 1; level <= LEVELS && !fits(part); level += 1) part.dataset['tight'] = String(level)
  }
}

function fits(part: HTMLElement): boolean {
  return part.scrollHeight <= part.clientHeight + 1
}
