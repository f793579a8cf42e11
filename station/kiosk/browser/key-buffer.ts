/** One key as the keyboard, or a scanner that plays one, sends it. */
export interface Key {
  readonly key: string
  /** Held with it: Control, Alt or Meta, but not the AltGr that only makes a character. */
  readonly isCommand: boolean
  /** The keyboard repeats a key that is held down; a scanner never does. */
  readonly isRepeat: boolean
}

/** `pass`: the browser may do with it what it does; `take`: it is ours, and nothing else sees it. */
export type KeyAnswer = { readonly pass: boolean; readonly ended?: string }

/** Collects the characters of a scan until its Enter. */
export interface KeyBuffer {
  press(key: Key): KeyAnswer
  pending(): string
  clear(): void
}

/** Beyond any barcode; what comes after it is still taken, so that it operates nothing. */
const PENDING_MAX = 1000
const PASS: KeyAnswer = { pass: true }
const TAKE: KeyAnswer = { pass: false }
/** Line ends as some scanners type them: Ctrl+M and Ctrl+J. */
const LINE_ENDS: ReadonlySet<string> = new Set(['m', 'j'])
/** GS1's separator, typed as Ctrl+]. */
const GROUP_SEPARATOR = '\u001d'

/**
 * Decides about every key by what it is and what came before it, never by when it came and never by the focus.
 * A character is always part of a scan or of a typed number. Enter ends what is pending; with nothing pending it
 * works the focused control, and so does the space bar.
 */
export function createKeyBuffer(): KeyBuffer {
  let pending = ''
  const add = (text: string): KeyAnswer => {
    if (pending.length < PENDING_MAX) pending += text
    return TAKE
  }
  const end = (): KeyAnswer => {
    const ended = pending
    pending = ''
    return { pass: false, ended }
  }
  const command = (key: string): KeyAnswer => {
    if (LINE_ENDS.has(key.toLowerCase())) return pending === '' ? TAKE : end()
    if (key === ']') return add(GROUP_SEPARATOR)
    // In the middle of a scan no combination may open or close anything.
    return pending === '' || key.length > 1 ? PASS : TAKE
  }
  return {
    press({ key, isCommand, isRepeat }) {
      if (isCommand) return command(key)
      if (key === 'Enter') {
        if (pending !== '') return isRepeat ? TAKE : end()
        return isRepeat ? TAKE : PASS
      }
      if (key === ' ' && pending === '') return PASS
      if (isCharacter(key)) return isRepeat ? TAKE : add(key)
      if (key === 'Dead') return TAKE
      if (pending === '') return PASS
      if (key === 'Backspace') pending = pending.slice(0, -1)
      else if (key === 'Escape') pending = ''
      else return PASS
      return TAKE
    },
    pending: () => pending,
    clear() {
      pending = ''
    },
  }
}

/** Named keys ("Tab", "ArrowDown") have names of several letters; a character may be two UTF-16 units. */
function isCharacter(key: string): boolean {
  return Array.from(key).length === 1
}
