import type { Box, LayoutFault, Look, PageElement, SeenText } from './page-look.ts'

/** What the checks of a page are told; see `layout-faults.ts`. */
export interface TextRules {
  /** What may be reached by scrolling is not cut. */
  readonly mayScroll: boolean
  /** Pixels; smaller print is a fault. */
  readonly smallest: number
  /** Elements whose print is larger. */
  readonly large: readonly { readonly selector: string; readonly px: number }[]
}

/**
 * Text that is not seen whole: it leaves the screen or a box that clips, or it is shortened by dots. Whoever carries
 * `data-may-cut` has its whole text elsewhere.
 */
export function findCutText({ page, texts, isSeen, widthOf, name }: Look, rules: TextRules): LayoutFault[] {
  const { document } = page
  const TOLERANCE = 1.5

  /** Narrows the window by each box that clips, on the way up from an element. */
  const windowOf = (element: PageElement): Box => {
    const everything = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 }
    const view = { left: 0, top: 0, right: page.innerWidth, bottom: page.innerHeight }
    let seen = rules.mayScroll ? { ...everything, left: view.left, right: view.right } : view
    let escapesTo: 'static' | 'none' = 'none'
    for (let at: PageElement | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const style = page.getComputedStyle(at)
      const isSkipped = escapesTo === 'static' && style.position === 'static'
      if (style.position !== 'static') escapesTo = 'none'
      // What can be scrolled to is whole, however far away it is.
      const reaches = (overflow: string): boolean => rules.mayScroll && /auto|scroll/.test(overflow)
      if (!isSkipped) {
        const { left, top } = at.getBoundingClientRect()
        const [x, y] = [left + at.clientLeft, top + at.clientTop]
        if (reaches(style.overflowX) || reaches(style.overflowY)) return everything
        if (style.overflowX !== 'visible' && style.overflowX !== '')
          seen = { ...seen, left: Math.max(seen.left, x), right: Math.min(seen.right, x + at.clientWidth) }
        if (style.overflowY !== 'visible' && style.overflowY !== '')
          seen = { ...seen, top: Math.max(seen.top, y), bottom: Math.min(seen.bottom, y + at.clientHeight) }
      }
      if (style.position === 'fixed') break
      if (style.position === 'absolute') escapesTo = 'static'
    }
    return seen
  }
  const isOutside = (box: Box, seen: Box): boolean =>
    box.left < seen.left - TOLERANCE ||
    box.top < seen.top - TOLERANCE ||
    box.right > seen.right + TOLERANCE ||
    box.bottom > seen.bottom + TOLERANCE
  const isShortened = (element: PageElement): boolean => {
    const style = page.getComputedStyle(element)
    const isClamped = /^[1-9]/.test(style.webkitLineClamp)
    return (
      (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
      (isClamped && element.scrollHeight > element.clientHeight + 1)
    )
  }
  const faults: LayoutFault[] = []
  for (const { element, text, boxes } of texts) {
    if (element.closest('[data-may-cut]') !== null) continue
    const seen = windowOf(element)
    const isReached = seen.right >= 1e9
    if (boxes.some((box) => isOutside(box, seen)) || (!isReached && isShortened(element)))
      faults.push({ kind: 'text is cut', what: name(element, text) })
  }
  // Their text is the browser's own; what it needs has to be measured.
  for (const field of Array.from(document.querySelectorAll('select, input, textarea'))) {
    if (!isSeen(field) || field.matches('[type=checkbox], [type=radio], [type=hidden], [data-may-cut]'))
      continue
    const style = page.getComputedStyle(field)
    const typed = field.value === '' ? field.placeholder : field.value
    const text = (field.selectedOptions?.[0]?.textContent ?? typed ?? '').trim()
    const arrow = field.matches('select') ? Number.parseFloat(style.fontSize) : 0
    const room =
      field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    if (widthOf(field, text) > room - arrow + 1) faults.push({ kind: 'text is cut', what: name(field, text) })
  }
  return faults
}

/**
 * Texts of different elements that run into each other, or lie under something that is painted over them. Whoever
 * carries `data-may-cover` is meant to lie over others: an open drawer.
 */
export function findOverlaps({ page, texts: all, name }: Look): LayoutFault[] {
  const TOLERANCE = 2
  /** What is left of a box in the boxes that scroll it: what they have scrolled away lies over nothing. */
  const scrolled = (element: PageElement, box: Box): Box[] => {
    let { left, top, right, bottom } = box
    for (
      let at: PageElement | null = element;
      at !== null && at !== page.document.body;
      at = at.parentElement
    ) {
      const { overflowX, overflowY } = page.getComputedStyle(at)
      if (!/auto|scroll/.test(overflowX + overflowY)) continue
      const view = at.getBoundingClientRect()
      ;[left, right] = [Math.max(left, view.left), Math.min(right, view.right)]
      ;[top, bottom] = [Math.max(top, view.top), Math.min(bottom, view.bottom)]
    }
    return right > left && bottom > top ? [{ left, top, right, bottom }] : []
  }
  const texts = all.map((text) => ({
    ...text,
    boxes: text.boxes.flatMap((box) => scrolled(text.element, box)),
  }))
  const meet = (a: Box, b: Box): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOLERANCE &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOLERANCE
  const mayCover = (element: PageElement): boolean => element.closest('[data-may-cover]') !== null
  const runInto = (a: SeenText, b: SeenText): boolean =>
    !mayCover(a.element) &&
    !mayCover(b.element) &&
    !a.element.contains(b.element) &&
    !b.element.contains(a.element) &&
    a.boxes.some((box) => b.boxes.some((other) => meet(box, other)))
  const isPainted = (top: PageElement, over: PageElement): boolean => {
    for (let at: PageElement | null = top; at !== null && !at.contains(over); at = at.parentElement) {
      const { backgroundColor, backgroundImage } = page.getComputedStyle(at)
      if (backgroundImage !== 'none' || !/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return true
    }
    return false
  }
  // What lets touches through covers all the same. A made sheet is no inline style: the page's policy allows it.
  const solid = new page.CSSStyleSheet()
  solid.replaceSync('* { pointer-events: auto !important }')
  const sheets = page.document.adoptedStyleSheets
  page.document.adoptedStyleSheets = [...sheets, solid]
  const faults: LayoutFault[] = []
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1))
      if (runInto(one, other)) {
        const what = `${name(one.element, one.text)} and ${name(other.element, other.text)}`
        faults.push({ kind: 'texts overlap', what })
      }
    for (const box of one.boxes) {
      const top = page.document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      if (top === null || top.contains(one.element) || one.element.contains(top) || mayCover(top)) continue
      if (isPainted(top, one.element))
        faults.push({ kind: 'text is covered', what: `${name(one.element, one.text)} by ${name(top)}` })
    }
  }
  page.document.adoptedStyleSheets = sheets
  return faults
}

/** Print that cannot be read from where a person stands. */
export function findSmallPrint({ page, texts, isSeen, name }: Look, rules: TextRules): LayoutFault[] {
  const sizeOf = (element: PageElement): number => Number.parseFloat(page.getComputedStyle(element).fontSize)
  const faults: LayoutFault[] = []
  for (const { element, text } of texts)
    if (sizeOf(element) < rules.smallest)
      faults.push({ kind: 'small print', what: `${name(element, text)}: ${sizeOf(element)} px` })
  for (const { selector, px } of rules.large)
    for (const element of Array.from(page.document.querySelectorAll(selector)))
      if (isSeen(element) && sizeOf(element) < px)
        faults.push({ kind: 'small print', what: `${name(element)}: ${sizeOf(element)} px, not ${px}` })
  return faults
}
