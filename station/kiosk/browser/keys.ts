import { createKeyBuffer } from './key-buffer.ts'

export interface Keys {
  /** Plays a text as a scanner would: its characters, then Enter. */
  type(text: string): void
  /** Characters that wait for their Enter. */
  pending(): string
  clear(): void
}

/**
 * Takes the keyboard before anything on the page does, whatever has the focus. `onEnd` gets a scan; `onPending` what
 * is collected so far.
 */
export function takeKeys(onEnd: (text: string) => void, onPending: (text: string) => void): Keys {
  const buffer = createKeyBuffer()
  /** Keys that were taken on their way down; their way up is ours too. */
  const held = new Set<string>()

  const press = (event: KeyboardEvent): void => {
    const isAltGraph = event.getModifierState('AltGraph')
    const { pass, ended } = buffer.press({
      key: event.key,
      isCommand: (event.ctrlKey || event.altKey || event.metaKey) && !isAltGraph,
      isRepeat: event.repeat,
    })
    if (pass) return
    held.add(event.code)
    stop(event)
    onPending(buffer.pending())
    if (ended !== undefined) end(ended)
  }
  const end = (text: string): void => {
    releaseFocus()
    onEnd(text)
  }

  addEventListener('keydown', press, { capture: true })
  addEventListener('keypress', (event) => held.has(event.code) && stop(event), { capture: true })
  addEventListener('keyup', (event) => held.delete(event.code) && stop(event), { capture: true })
  // Nothing on this screen takes text; a number is collected like a scan.
  addEventListener('beforeinput', stop, { capture: true })
  return {
    type(text) {
      for (const key of text) buffer.press({ key, isCommand: false, isRepeat: false })
      const { ended } = buffer.press({ key: 'Enter', isCommand: false, isRepeat: false })
      onPending('')
      if (ended !== undefined) end(ended)
    },
    pending: () => buffer.pending(),
    clear() {
      buffer.clear()
      onPending('')
    },
  }
}

function stop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Some scanners end with two line ends: after a scan nothing may have the focus that a second Enter could press. */
function releaseFocus(): void {
  const focused = document.activeElement
  if (focused instanceof HTMLElement && focused !== document.body) focused.blur()
}
