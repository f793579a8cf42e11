/** A code as one frame showed it. */
export interface SeenCode {
  /** What it says, with its symbology identifier in front: `]E06001000000025`. */
  readonly text: string
  /** Bars, of which a misread may look right; matrix codes correct themselves or are not read at all. */
  readonly isLinear: boolean
}

export interface Presence {
  /**
   * Looks at everything one decoded frame showed. Returns the texts that count with this frame, in the frame's order.
   */
  see(codes: readonly SeenCode[]): string[]
  /** Whether a code that has counted is still in view: it has to go before it counts again. */
  isHolding(): boolean
}

interface Sighting {
  readonly seen: number
  readonly missed: number
  readonly isCounted: boolean
}

/** Frames that must agree before a linear code counts. */
const AGREEING_FRAMES = 2
/** A code is gone after this many points of absence without a break ... */
const GONE_POINTS = 15
/** ... of which a frame that showed something else gives three: five such frames, in which it would have been read. */
const CLEAR_FRAME_POINTS = 3
/** A frame that showed nothing may only be blurred by the hand that holds the phone: fifteen of those. */
const BLIND_FRAME_POINTS = 1

/**
 * Decides which codes in front of a camera count. One counts when it appears, once for as long as it stays, and again
 * only after it was gone; told by frames, never by the clock, so that a slow phone counts as a fast one does.
 * `isCard` knows the codes that do something (command cards): one of those counts only when it is alone in the frame,
 * because a printed sheet shows many of them at once.
 */
export function createPresence(isCard: (text: string) => boolean): Presence {
  let sightings = new Map<string, Sighting>()
  return {
    see(codes) {
      const shown = new Map(codes.map((code) => [code.text, code]))
      const counting: string[] = []
      for (const { text, isLinear } of shown.values()) {
        const before = sightings.get(text) ?? { seen: 0, missed: 0, isCounted: false }
        const seen = Math.min(before.seen + 1, AGREEING_FRAMES)
        const isSure = !isLinear || seen >= AGREEING_FRAMES
        const isMeant = shown.size === 1 || !isCard(text)
        const counts = !before.isCounted && isSure && isMeant
        if (counts) counting.push(text)
        sightings.set(text, { seen, missed: 0, isCounted: before.isCounted || counts })
      }
      sightings = new Map([...sightings].flatMap((entry) => missed(entry, shown)))
      return counting
    },
    isHolding: () => [...sightings.values()].some(({ isCounted }) => isCounted),
  }
}

/** One entry a frame later; none when it is gone for good. */
function missed(
  [text, sighting]: [string, Sighting],
  shown: ReadonlyMap<string, SeenCode>,
): [string, Sighting][] {
  if (shown.has(text)) return [[text, sighting]]
  const points = sighting.missed + (shown.size > 0 ? CLEAR_FRAME_POINTS : BLIND_FRAME_POINTS)
  return points >= GONE_POINTS ? [] : [[text, { ...sighting, missed: points }]]
}
