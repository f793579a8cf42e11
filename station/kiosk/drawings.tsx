import type { Sound } from '../session/machine-event.ts'
import type { Station } from '../station.ts'
import { markup } from './markup.ts'
import { readScreen, type Sample, type ScreenFacts } from './screen-facts.ts'
import { statusWords } from './screens/frame.tsx'
import { Screen } from './screens/screen.tsx'

/** One drawing of the screen, numbered so that an older answer never covers a newer one. */
export interface Drawing {
  readonly boot: string
  readonly version: number
  readonly html: string
}

/** Draws the station's screen whenever it changes, once for all browsers that show it. */
export interface Drawings {
  now(): Drawing & { readonly facts: ScreenFacts }
  /** Returns the way to stop. `sounds` are those that no screen asked for. */
  subscribe(onDrawing: (drawing: Drawing, sounds: readonly Sound[]) => void): () => void
  /** Looks whether the line to the books has changed, which nobody reports. */
  look(): void
  /** The wall clock of the branch. */
  time(): string
}

/** `boot` names this process, so that a screen knows a fresh one that counts from the beginning. */
export function createDrawings(station: Station, boot: string, samples: () => readonly Sample[]): Drawings {
  const listeners = new Set<(drawing: Drawing, sounds: readonly Sound[]) => void>()
  let version = 1
  let drawn: (Drawing & { facts: ScreenFacts }) | undefined
  let status = ''

  const now = (): Drawing & { facts: ScreenFacts } => {
    if (drawn?.version === version) return drawn
    const facts = readScreen(station, samples)
    status = statusWords(facts).text
    drawn = { boot, version, html: markup(<Screen facts={facts} />), facts }
    return drawn
  }
  const redraw = (sounds: readonly Sound[]): void => {
    version += 1
    if (listeners.size === 0) return
    const drawing = now()
    for (const onDrawing of listeners) onDrawing(drawing, sounds)
  }
  station.subscribe(redraw)
  return {
    now,
    subscribe(onDrawing) {
      listeners.add(onDrawing)
      return () => listeners.delete(onDrawing)
    },
    look() {
      if (listeners.size > 0 && statusWords(readScreen(station, samples)).text !== status) redraw([])
    },
    time: () => {
      const { clock, formats, branch } = station.parts
      return formats.time(clock.now(), branch.timeZone)
    },
  }
}
