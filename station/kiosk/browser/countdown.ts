/** Counts down in sight of whoever is there; the station itself signs out. */
const LOOK_EVERY_MS = 250

export interface Countdown {
  /** The screen was drawn anew. */
  look(): void
}

/** Begins with the time that was left when the station drew it: its clock need not be this machine's. */
export function createCountdown(root: ParentNode): Countdown {
  let timer: ReturnType<typeof setInterval> | undefined
  let shown = ''
  let endsAt = 0
  const place = (): HTMLElement | null => root.querySelector<HTMLElement>('[data-countdown]')
  const draw = (): void => {
    const seconds = place()?.querySelector('[data-seconds]')
    if (seconds === null || seconds === undefined) return stop()
    seconds.textContent = String(Math.max(0, Math.ceil((endsAt - performance.now()) / 1000)))
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
    shown = ''
  }
  return {
    look() {
      const here = place()
      if (here === null) return stop()
      if (here.id !== shown) {
        shown = here.id
        endsAt = performance.now() + Number(here.dataset['countdown'])
      }
      draw()
      timer ??= setInterval(draw, LOOK_EVERY_MS)
    },
  }
}
