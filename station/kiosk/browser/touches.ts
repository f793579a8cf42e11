/** What is done here and asks nothing of the station still says that somebody is there: this often at most. */
const SAY_EVERY_MS = 20_000

/**
 * Tells the station that its screen is touched: at once while it counts somebody out, else now and then. Keys and
 * presses that ask something tell it by themselves.
 */
export function watchTouches(root: ParentNode, onTouched: () => void): void {
  let saidAt = 0
  let stayed = ''
  const counting = (): string => root.querySelector('[data-countdown]')?.id ?? ''
  const stay = (): void => {
    const countdown = counting()
    if (countdown === '' || countdown === stayed) return
    stayed = countdown
    saidAt = performance.now()
    onTouched()
  }
  const touch = ({ target }: Event): void => {
    const asks = target instanceof Element && target.closest('button[name="press"]') !== null
    const now = performance.now()
    if (counting() !== '') return stay()
    if (asks || now - saidAt < SAY_EVERY_MS) return
    saidAt = now
    onTouched()
  }
  addEventListener('pointerdown', touch, { capture: true })
  addEventListener('keydown', stay, { capture: true })
  // A screen reader presses without a pointer.
  addEventListener('click', stay, { capture: true })
}
