import type { PinPad } from './pin-pad.ts'

/** Shows what waits on the keyboard for its Enter: in the place of the quantity, as dots of a PIN, else in a strip. */
export function showTyped(root: ParentNode, strip: HTMLElement, pin: PinPad, typed: string): void {
  pin.show(typed)
  const quantity = root.querySelector('[data-quantity]')
  if (quantity !== null) quantity.textContent = typed || (quantity.getAttribute('data-quantity') ?? '')
  strip.hidden = typed === '' || quantity !== null || pin.isOpen()
  const shown = strip.querySelector('[data-typed]')
  // A PIN is not written down where it could be read, or read out.
  if (shown !== null) shown.textContent = pin.isOpen() ? '' : typed
}
