/** One state of the station's screen, as the station drew it. */
export interface Shown {
  /** The station's process, and how many changes it has drawn: an older answer never covers a newer one. */
  readonly boot: string
  readonly version: number
  readonly html: string
}

export interface Screen {
  show(shown: Shown): void
}

/** The part of the page that the station draws. `onShown` runs after each change. */
export function createScreen(root: HTMLElement, onShown: () => void): Screen {
  let boot = root.dataset['boot'] ?? ''
  let version = Number(root.dataset['version'])
  // What the server drew, not what became of it here: hidden rows and typed digits are ours.
  let drawn = ''
  return {
    show(shown) {
      if (shown.boot === boot && shown.version <= version) return
      boot = shown.boot
      version = shown.version
      if (shown.html === drawn) return
      drawn = shown.html
      const focused = document.activeElement?.id ?? ''
      const open = [...root.querySelectorAll('details[open]')].map(({ id }) => id)
      root.innerHTML = shown.html
      for (const id of open) document.getElementById(id)?.setAttribute('open', '')
      if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true })
      onShown()
    },
  }
}
