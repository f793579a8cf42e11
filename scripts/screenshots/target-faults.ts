import type { Box, LayoutFault, Look, PageElement } from './page-look.ts'

export interface TargetRules {
  readonly mayScroll: boolean
  /** Pixels, of what is pressed and between two of them; null where axe's own rule is enough. */
  readonly target: { readonly side: number; readonly gap: number } | null
}

/** What a finger misses: too small, too close to another, or not on the screen. */
export function findTargetFaults(
  { page, isSeen, name }: Look,
  { target, mayScroll }: TargetRules,
): LayoutFault[] {
  if (target === null) return []
  const ROUNDING = 0.5
  const PRESSED = 'button, a[href], select, summary, input:not([type=hidden]), textarea, [role=button]'
  const all = Array.from(page.document.querySelectorAll(PRESSED))
  // A box with a word beside it is pressed anywhere on the two.
  const pressed = new Set(all.map((element) => element.closest('label') ?? element))
  const targets = [...pressed]
    .filter((element) => isSeen(element) && !element.matches(':disabled, [aria-disabled=true]'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
  const sizeOf = ({ left, top, right, bottom }: Box): string =>
    `${Math.round(right - left)} × ${Math.round(bottom - top)}`
  const gapOf = (a: Box, b: Box): number =>
    Math.hypot(
      Math.max(0, a.left - b.right, b.left - a.right),
      Math.max(0, a.top - b.bottom, b.top - a.bottom),
    )
  const lies = (element: PageElement): PageElement | null => element.closest('[data-may-cover]')

  const faults: LayoutFault[] = []
  for (const [index, { element, box }] of targets.entries()) {
    const { left, top, right, bottom } = box
    if (Math.min(right - left, bottom - top) < target.side - ROUNDING)
      faults.push({ kind: 'small target', what: `${name(element)}: ${sizeOf(box)}` })
    const isOut = left < -1 || top < -1 || right > page.innerWidth + 1 || bottom > page.innerHeight + 1
    if (isOut && !mayScroll) faults.push({ kind: 'target is off the screen', what: name(element) })
    for (const other of targets.slice(index + 1)) {
      if (element.contains(other.element) || other.element.contains(element)) continue
      const gap = gapOf(box, other.box)
      if (gap >= target.gap - ROUNDING || lies(element) !== lies(other.element)) continue
      const what = `${name(element)} and ${name(other.element)}: ${Math.round(gap)} px`
      faults.push({ kind: 'targets too close', what })
    }
  }
  return faults
}

/** Nothing is wider than the screen; where nothing may scroll, nothing is longer either. */
export function findScrolling({ page, isSeen, name }: Look, { mayScroll }: TargetRules): LayoutFault[] {
  const { documentElement } = page.document
  const faults: LayoutFault[] = []
  const excess = documentElement.scrollWidth - page.innerWidth
  if (excess > 0) faults.push({ kind: 'scrolls sideways', what: `the page, by ${excess} px` })
  if (mayScroll) return faults
  // What the viewport clips cannot be scrolled to; whether it is missed, the other checks say.
  const clips = [documentElement, page.document.body].some((element) =>
    /hidden|clip/.test(page.getComputedStyle(element).overflowY),
  )
  if (documentElement.scrollHeight > page.innerHeight && !clips)
    faults.push({
      kind: 'scrolls',
      what: `the page, by ${documentElement.scrollHeight - page.innerHeight} px`,
    })
  for (const element of Array.from(page.document.querySelectorAll('body *'))) {
    const { overflowX, overflowY } = page.getComputedStyle(element)
    const isWide = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
    const isLong = /auto|scroll/.test(overflowY) && element.scrollHeight > element.clientHeight + 1
    if ((isWide || isLong) && isSeen(element)) faults.push({ kind: 'scrolls', what: name(element) })
  }
  return faults
}
