/**
 * What runs inside a page to look at it. Each function here and in `text-faults.ts` and `target-faults.ts` is sent to
 * the browser as its own text, so it uses nothing but its parameters. The programs of the scripts know no browser: the
 * little of it that they use is described below.
 */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface PageElement {
  readonly tagName: string
  readonly id: string
  readonly textContent: string | null
  readonly parentElement: PageElement | null
  readonly clientWidth: number
  readonly clientHeight: number
  readonly clientLeft: number
  readonly clientTop: number
  readonly scrollWidth: number
  readonly scrollHeight: number
  /** Of inputs and dropdowns. */
  readonly value?: string
  readonly placeholder?: string
  readonly selectedOptions?: ArrayLike<PageElement>
  closest(selector: string): PageElement | null
  matches(selector: string): boolean
  contains(other: PageElement | null): boolean
  querySelectorAll(selector: string): ArrayLike<PageElement>
  getAttribute(name: string): string | null
  getBoundingClientRect(): Box
  checkVisibility(options: object): boolean
}

export interface PageStyle {
  readonly fontStyle: string
  readonly fontWeight: string
  readonly fontSize: string
  readonly fontFamily: string
  readonly position: string
  readonly overflowX: string
  readonly overflowY: string
  readonly textOverflow: string
  readonly webkitLineClamp: string
  readonly clipPath: string
  readonly backgroundColor: string
  readonly backgroundImage: string
  readonly paddingLeft: string
  readonly paddingRight: string
}

interface TextNode {
  readonly nodeValue: string | null
  readonly parentElement: PageElement | null
}

export interface PageGlobals {
  readonly innerWidth: number
  readonly innerHeight: number
  readonly document: {
    readonly documentElement: PageElement
    readonly body: PageElement
    adoptedStyleSheets: readonly PageSheet[]
    querySelectorAll(selector: string): ArrayLike<PageElement>
    elementFromPoint(x: number, y: number): PageElement | null
    createTreeWalker(root: PageElement, what: number): { nextNode(): TextNode | null }
    createRange(): { selectNodeContents(node: TextNode): void; getClientRects(): ArrayLike<Box> }
    createElement(name: 'canvas'): { getContext(kind: '2d'): Pen }
  }
  readonly CSSStyleSheet: new () => PageSheet
  getComputedStyle(element: PageElement): PageStyle
}

interface PageSheet {
  replaceSync(text: string): void
}

interface Pen {
  font: string
  measureText(text: string): {
    readonly width: number
    readonly actualBoundingBoxAscent: number
    readonly actualBoundingBoxDescent: number
    readonly fontBoundingBoxAscent: number
  }
}

/** One run of text of an element, with what its ink covers, line by line. */
export interface SeenText {
  readonly element: PageElement
  readonly text: string
  readonly boxes: readonly Box[]
}

/** Something about a page that a person would trip over. `what` names the element and its text. */
export interface LayoutFault {
  readonly kind: string
  readonly what: string
}

/** What the checks ask of the page. */
export interface Look {
  readonly page: PageGlobals
  /** Every text that is seen; not what is only heard, and no icon. */
  readonly texts: readonly SeenText[]
  readonly isSeen: (element: PageElement) => boolean
  /** How wide a text is in the element's own face, in pixels. */
  readonly widthOf: (element: PageElement, text: string) => number
  readonly name: (element: PageElement, text?: string | null) => string
}

/** Made once a page, in the page. */
export function createLook(): Look {
  const page = globalThis as unknown as PageGlobals
  const { document } = page
  const pen = document.createElement('canvas').getContext('2d')

  const isSeen = (element: PageElement): boolean => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false
    if (element.closest('[aria-hidden=true]') !== null) return false
    for (let at: PageElement | null = element; at !== null; at = at.parentElement)
      if (page.getComputedStyle(at).clipPath === 'inset(50%)') return false
    return true
  }
  const name = (element: PageElement, text: string | null = element.textContent): string => {
    const id = element.id === '' ? '' : `#${element.id}`
    const classes = (element.getAttribute('class') ?? '').trim()
    const described = element.tagName.toLowerCase() + id + (classes && `.${classes.replace(/\s+/g, '.')}`)
    return `${described} "${(text ?? '').replace(/\s+/g, ' ').trim().slice(0, 90)}"`
  }
  // The style's own shorthand is empty as soon as digits are set to line up.
  const useFaceOf = (element: PageElement): void => {
    const { fontStyle, fontWeight, fontSize, fontFamily } = page.getComputedStyle(element)
    pen.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
  }
  /** A line's box is as high as its face; what can be cut is its ink. */
  const inkOf = (element: PageElement, text: string, rects: readonly Box[]): Box[] => {
    useFaceOf(element)
    const ink = pen.measureText(text)
    return rects
      .filter(({ left, right }) => right > left)
      .map(({ left, top, right }) => {
        const baseline = top + ink.fontBoundingBoxAscent
        const [over, under] = [ink.actualBoundingBoxAscent, ink.actualBoundingBoxDescent]
        return { left, right, top: baseline - over, bottom: baseline + under }
      })
  }
  const texts: SeenText[] = []
  const SHOW_TEXT = 4
  const walker = document.createTreeWalker(document.body, SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = (node.nodeValue ?? '').trim()
    if (text === '' || element === null || element.matches('script, style, option') || !isSeen(element))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = inkOf(element, text, Array.from(range.getClientRects()))
    if (boxes.length > 0) texts.push({ element, text, boxes })
  }
  const widthOf = (element: PageElement, text: string): number => {
    useFaceOf(element)
    return pen.measureText(text).width
  }
  return { page, texts, isSeen, widthOf, name }
}
