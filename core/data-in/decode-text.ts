import { problem, refused, type Parsed, parsed } from './problem.ts'

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** Enough to tell UTF-16 without a mark by its zero bytes. */
const LOOKED_AT = 2_000
const MOSTLY = 0.3

/**
 * The text of a file, without its byte order mark, and what it was written in: UTF-8 or UTF-16, with or without a
 * mark; what is neither is read as Windows-1252, which spreadsheets still write, and the encoding says so.
 */
export function decodeText(
  bytes: Uint8Array,
): Parsed<{ readonly text: string; readonly encoding: Encoding }> {
  const encoding = encodingOf(bytes)
  if (encoding === undefined) return refused(problem('not_text'))
  const text = new TextDecoder(encoding).decode(bytes)
  // No table holds these; programs, pictures and spreadsheets do.
  return text.includes('\u0000') ? refused(problem('not_text')) : parsed({ text, encoding })
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  // A zip, which is what a spreadsheet's own file is, and the older kind of spreadsheet.
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return undefined
  const [even, odd] = zerosOf(bytes)
  if (odd > MOSTLY && even < odd / 10) return 'utf-16le'
  if (even > MOSTLY && odd < even / 10) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** Which part of the bytes at even and at odd places is zero. */
function zerosOf(bytes: Uint8Array): [even: number, odd: number] {
  const looked = bytes.subarray(0, LOOKED_AT)
  const counts: [number, number] = [0, 0]
  for (const [index, byte] of looked.entries()) if (byte === 0) counts[index % 2 === 0 ? 0 : 1]++
  const half = Math.max(1, looked.length / 2)
  return [counts[0] / half, counts[1] / half]
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
