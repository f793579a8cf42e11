import type { Sound } from '../session/machine-event.ts'
import type { Station } from '../station.ts'
import { markup } from './markup.ts'
import { readScreen, type Sample, type ScreenFacts } from './screen-facts.ts'
import { oldBooksWords } from './screens/old-books-words.ts'
import { statusWords } from './screens/status-words.ts'
import { Screen } from './screens/screen.tsx'

/** One drawing of the screen, numbered so that an older answer never covers a newer one. */
export interface Drawing {
  readonly boot: string
  readonly version: number
  readonly html: string
}

/** With what it was made from. */
export interface Drawn extends Drawing {
  readonly facts: ScreenFacts
}

/** Draws the station's screen whenever it changes, once for all browsers that show it. */
export interface Drawings {
  /** The last drawing: what those that watch have, or are sent. */
  now(): Drawn
  /** Returns the way to stop. `sounds` are those that no screen asked for. */
  subscribe(onDrawing: (drawing: Drawing, sounds: readonly Sound[]) => void): () => void
  /**
   * Looks whether the line to the books, the scanner or the day has changed, which nobody reports. Returns the drawing
   * of it: for a screen that comes, as nobody has looked since the last one went.
   */
  look(): Drawn
  /** The wall clock of the branch. */
  time(): string
}

/**
 * After a drawing was sent, the next is sent this much later at the soonest. A poster that works through many documents
 * changes how many wait a hundred times a second: drawing all of that would keep the scans waiting. What a screen asks
 * for itself is answered at once, and so is whatever makes a sound.
 */
const SEND_EVERY_MS = 100

/** `boot` names this process, so that a screen knows a fresh one that counts from the beginning. */
export function createDrawings(station: Station, boot: string, samples: () => readonly Sample[]): Drawings {
  const listeners = new Set<(drawing: Drawing, sounds: readonly Sound[]) => void>()
  let version = 1
  let drawn: Drawn | undefined
  let around = ''
  let sent = version
  let pause: ReturnType<typeof setTimeout> | undefined

  const now = (): Drawn => {
    if (drawn?.version === version) return drawn
    const facts = readScreen(station, samples)
    around = aroundIt(facts)
    drawn = { boot, version, html: markup(<Screen facts={facts} />), facts }
    return drawn
  }
  const send = (sounds: readonly Sound[]): void => {
    if (listeners.size === 0) return
    clearTimeout(pause)
    pause = setTimeout(sendRest, SEND_EVERY_MS).unref()
    const drawing = now()
    sent = drawing.version
    for (const onDrawing of listeners) onDrawing(drawing, sounds)
  }
  const sendRest = (): void => {
    pause = undefined
    if (sent === version) return
    try {
      send([])
    } catch (error) {
      station.parts.reportError(error)
    }
  }
  const redraw = (sounds: readonly Sound[]): void => {
    version += 1
    if (pause === undefined || sounds.length > 0) send(sounds)
  }
  station.subscribe(redraw)
  return {
    now,
    subscribe(onDrawing) {
      listeners.add(onDrawing)
      return () => listeners.delete(onDrawing)
    },
    look() {
      if (aroundIt(readScreen(station, samples)) !== around) redraw([])
      return now()
    },
    time: () => {
      const { clock, formats, branch } = station.parts
      return formats.time(clock.now(), branch.timeZone)
    },
  }
}

/** What is on the screen and changes without the session. */
function aroundIt(facts: ScreenFacts): string {
  return [statusWords(facts).text, oldBooksWords(facts), facts.scanner, facts.today].join(' ')
}
