import type { Keys } from './keys.ts'

/** The pad's digits. They are kept apart from typed ones, so that a scan never runs into a quantity half pressed. */
export interface QuantityPad {
  isOpen(): boolean
  press(key: string): void
  /** Shows what is typed on the keyboard, else what is pressed on the pad. */
  show(typed: string): void
  /** The number so far, and an empty pad. */
  take(keys: Keys): string
}

const DIGITS_MAX = 12
const ERASE = 'erase'

export function createQuantityPad(root: ParentNode): QuantityPad {
  let pressed = ''
  let typedNow = ''
  const display = (): Element | null => root.querySelector('[data-quantity]')
  const draw = (): void => {
    const shown = display()
    if (shown === null) pressed = ''
    else shown.textContent = typedNow || pressed || (shown.getAttribute('data-quantity') ?? '')
  }
  return {
    isOpen: () => display() !== null,
    press(key) {
      if (key === ERASE) pressed = pressed.slice(0, -1)
      else if (pressed.length < DIGITS_MAX) pressed += key
      draw()
    },
    show(typed) {
      typedNow = typed
      draw()
    },
    take(keys) {
      const text = keys.pending() || pressed
      pressed = ''
      keys.clear()
      return text
    },
  }
}
