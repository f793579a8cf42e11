import type { SeenCode } from './presence.ts'

/** What the decoder says of one code, as far as it matters here. */
export interface DecodedCode {
  /** Its family: EANUPC, Code128, DataMatrix … */
  readonly symbology: string
  /** ISO/IEC 15424: `]E0`. */
  readonly symbologyIdentifier: string
  readonly text: string
}

const MATRIX: ReadonlySet<string> = new Set(['DataMatrix', 'QRCode'])
/** Interleaved 2 of 5 has no end of its own: part of a label reads like a shorter one. Only cartons' 14 digits count. */
const ITF = 'ITF'
const ITF_CARTON = /^\d{14}$/

/** What a scanner would send for it; undefined for what is not to be trusted. */
export function seenCode({ symbology, symbologyIdentifier, text }: DecodedCode): SeenCode | undefined {
  if (text === '' || (symbology === ITF && !ITF_CARTON.test(text))) return undefined
  return { text: symbologyIdentifier + text, isLinear: !MATRIX.has(symbology) }
}
