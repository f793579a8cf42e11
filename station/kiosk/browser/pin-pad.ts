/**
 * A PIN while it is typed. It lives here only: not in the page's text, not in what is kept over a reload. What the
 * screen shows is one dot for each digit.
 */
export interface PinPad {
  isOpen(): boolean
  /** A digit, or `erase`. */
  press(key: string): void
  /** As many dots as characters wait on the keyboard, else as digits were pressed here. */
  show(typed: string): void
  /** What is typed, and an empty pad. */
  take(typed: string): string
  /** Whether a text that ended with Enter is a PIN, and not a badge that was scanned instead. */
  isPin(text: string): boolean
}

/** No PIN is longer (core/people/pins.ts). */
const DIGITS_MAX = 8
const PIN = /^[0-9]{1,8}$/
const ERASE = 'erase'
const DOT = '\u25cf'

export function createPinPad(root: ParentNode): PinPad {
  let pressed = ''
  let whose: string | null = null
  const place = (): Element | null => root.querySelector('[data-pin]')
  const draw = (typed: string): void => {
    const shown = place()
    // Digits meant for one person are never offered for another.
    const asked = shown?.getAttribute('data-pin') ?? null
    if (asked !== whose) pressed = ''
    whose = asked
    if (shown !== null) shown.textContent = DOT.repeat(Math.min(DIGITS_MAX, (typed || pressed).length))
  }
  return {
    isOpen: () => place() !== null,
    press(key) {
      if (key === ERASE) pressed = pressed.slice(0, -1)
      else if (pressed.length < DIGITS_MAX) pressed += key
      draw('')
    },
    show: draw,
    take(typed) {
      const text = typed || pressed
      pressed = ''
      draw('')
      return text
    },
    isPin: (text) => place() !== null && PIN.test(text),
  }
}
