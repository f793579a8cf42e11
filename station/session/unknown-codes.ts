import { addToLine, addToShares, remember, shownLines, totalOf, type Added, type Addition } from './lines.ts'
import type { Line, UnknownCode, Work } from './work-state.ts'

/** The codes nobody knows that still wait for an answer, newest on top. */
export function heldCodes({ unknown }: Work): UnknownCode[] {
  return unknown.filter(({ shares }) => shares.length > 0).toSorted((a, b) => b.touched - a.touched)
}

export function findHeld(work: Work, key: string): UnknownCode | undefined {
  return heldCodes(work).find((code) => code.key === key)
}

/** More different codes than this in one work, and the scanner reads something else than barcodes. */
export const HELD_MAX = 50

/** Keeps a scan of a code that no item has. `quantity` counts scans, or the pieces its barcode says. */
export function holdCode(
  work: Work,
  scan: Pick<Addition, 'who' | 'quantity' | 'lot' | 'at'> & { readonly key: string; readonly text: string },
): Added {
  const known = work.unknown.find(({ key }) => key === scan.key)
  if (known === undefined && work.unknown.length >= HELD_MAX) return { ok: false, why: 'document_full' }
  const { key, text, at } = scan
  const shares = addToShares(known?.shares ?? [], scan)
  return { ok: true, work: put(work, { key, text, shares, at, touched: 0 }) }
}

/** Takes a code off the list. Undo brings it back. */
export function leaveOutCode(work: Work, key: string): Work {
  const known = work.unknown.find((code) => code.key === key)
  return known === undefined ? work : put(work, { ...known, shares: [] })
}

/** Counts what was held of a code as so much of an item, scan by scan, for those who scanned it. */
export function countAttached(
  work: Work,
  { key, line, perScan, at }: { key: string; line: Line; perScan: number; at: number },
): Added {
  const held = findHeld(work, key)
  if (held === undefined) return { ok: true, work }
  let counted = work
  for (const { who, quantity, ...lot } of held.shares) {
    const added = addToLine(counted, { line, quantity: quantity * perScan, who, at, lot, serial: null })
    if (!added.ok) return added
    counted = added.work
  }
  return { ok: true, work: leaveOutCode(counted, key) }
}

/** How often it was scanned. */
export const timesOf = (code: UnknownCode): number => totalOf(code)

/** Nothing was scanned yet, so there is nothing to lose. */
export function isEmpty(work: Work): boolean {
  return shownLines(work).length === 0 && heldCodes(work).length === 0
}

function put(work: Work, code: UnknownCode): Work {
  const steps = work.steps + 1
  const old = work.unknown.find(({ key }) => key === code.key)
  const before = { shares: old?.shares ?? [], touched: old?.touched ?? 0 }
  const now = { ...code, touched: steps }
  const unknown =
    old === undefined ? [...work.unknown, now] : work.unknown.map((one) => (one === old ? now : one))
  return { ...work, steps, unknown, history: remember(work, { of: 'unknown', key: code.key, before }) }
}
