export interface Size {
  /** Its folder. */
  readonly name: string
  readonly width: number
  readonly height: number
}

const KIOSK = { width: 1024, height: 600 }
/** The sizes every screen is drawn for: the Pi's display, a large one, a phone. */
export const SIZES: readonly Size[] = [
  { name: '1024x600', ...KIOSK },
  { name: '1920x1080', width: 1920, height: 1080 },
  { name: '390x844', width: 390, height: 844 },
]
/** The kiosk's own size, with words that are 40 % longer. */
export const LONGER_WORDS: Size = { name: '1024x600-longer-words', ...KIOSK }

/** A fault of one picture. */
export interface ScreenFault {
  readonly state: string
  readonly size: string
  readonly kind: string
  readonly what: string
}

/** "first-scan 1024x600: text is cut: p.name "Bread"". */
export function faultLine({ state, size, kind, what }: ScreenFault): string {
  return `${state} ${size}: ${kind}: ${what}`
}

/** Where a picture lies in the folder of all. */
export function pictureName(state: string, size: string): string {
  return `${size}/${state}.png`
}
