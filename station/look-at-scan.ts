import { parseScan } from '../core/barcodes/parse-scan.ts'
import type { Reader } from '../core/database/reader.ts'
import type { ItemResolver, ResolvedItem } from '../core/items/resolve-item.ts'
import type { Facts, Line, Session, Work } from './session/session-state.ts'
import { workOf } from './session/session-state.ts'
import type { Finding } from './session/machine-event.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

export interface LookingParts {
  readonly reader: Reader
  readonly resolver: ItemResolver
  /** When the data on this machine was true, milliseconds since 1970. */
  readonly dataAsOf: () => number
}

/** More digits than this before Enter are a scan, not a quantity. */
const QUANTITY_DIGITS_MAX = 6
/** What a screen repeats of a code nobody knows. */
const SHOWN_TEXT_MAX = 60

/** Finds out what a scanned text is, here and now. No network: only what is on this machine. */
export function lookAtScan(parts: LookingParts, session: Session, text: string): Finding {
  const trimmed = text.trim().slice(0, SHOWN_TEXT_MAX)
  const { place } = session
  if (place.kind === 'asking_quantity' && isTypedNumber(trimmed))
    return { kind: 'number', text: trimmed, name: place.line.name }
  const meaning = parseScan(text)
  if (meaning.kind === 'unreadable') {
    const kind = meaning.reason === 'wrong_check_digit' ? 'misread' : 'unreadable'
    return { kind, text: trimmed, name: '' }
  }
  const work = workOf(session)
  const item = work === undefined ? undefined : resolveIn(parts, work, meaning.key)
  if (work === undefined || item === undefined) return { kind: 'unknown', text: trimmed, name: '' }
  return findingOf(work, item, { text: trimmed, code: meaning.key, dataAt: parts.dataAsOf() })
}

/** What the books say now of every line. */
export function readFacts(parts: LookingParts, work: Work): Map<number, Facts> {
  const dataAt = parts.dataAsOf()
  return new Map(
    work.lines.flatMap(({ item, code }) => {
      const resolved = resolveIn(parts, work, code)
      return resolved === undefined ? [] : [[item, factsOf(resolved, dataAt)] as const]
    }),
  )
}

function resolveIn({ resolver }: LookingParts, work: Work, code: string): ResolvedItem | undefined {
  return WORKFLOWS[work.workflow].resolve(resolver, code, work.context)
}

function isTypedNumber(text: string): boolean {
  return /^[0-9]*[.,]?[0-9]*$/.test(text) && text.replace(/[.,]/, '').length <= QUANTITY_DIGITS_MAX
}

function findingOf(
  work: Work,
  item: ResolvedItem,
  { text, code, dataAt }: { text: string; code: string; dataAt: number },
): Finding {
  const { name } = item
  if (item.isRetired) return { kind: 'retired', text, name }
  if (!WORKFLOWS[work.workflow].takes(item.kind)) return { kind: 'not_sold', text, name }
  const line: Line = {
    item: item.item,
    code,
    name,
    kind: item.kind,
    unit: item.unit,
    isMeasured: item.isMeasured,
    facts: factsOf(item, dataAt),
    shares: [],
    scannedAt: 0,
    touched: 0,
  }
  if (item.isMeasured && item.packQuantity === undefined) return { kind: 'measured', text, name, line }
  const pack = item.packName === undefined ? {} : { pack: item.packName }
  return { kind: 'item', text, name, line, quantity: item.packQuantity ?? 1, ...pack }
}

function factsOf({ available, planned }: ResolvedItem, dataAt: number): Facts {
  return { available, planned: planned ?? null, dataAt }
}
