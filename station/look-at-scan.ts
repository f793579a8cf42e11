import { parseScan } from '../core/barcodes/parse-scan.ts'
import type { ScanMeaning } from '../core/barcodes/scan-meaning.ts'
import { readBadgeHolder } from '../core/people/badges.ts'
import { mayApprove } from '../core/people/roles.ts'
import { words } from '../core/words/catalogue.ts'
import { contextName } from './context-name.ts'
import { lookAtItem } from './look-at-item.ts'
import type { LookingParts } from './looking-parts.ts'
import type { Finding } from './session/machine-event.ts'
import { cardKind, type ScanKind } from './session/scan-kinds.ts'
import { TYPED_REMARK_MAX } from './session/telling.ts'
import { workOf, type Session } from './session/session-state.ts'
import type { WorkflowName } from '../core/stations/workflow-names.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

/** More digits than this before Enter are a scan, not a quantity. */
const QUANTITY_DIGITS_MAX = 6
/** What a screen repeats of a code nobody knows. */
const SHOWN_TEXT_MAX = 60

const OF_UNREADABLE: Readonly<Record<string, ScanKind>> = {
  wrong_check_digit: 'misread',
  wrong_check_character: 'misread',
  gs1_fields: 'fields_wrong',
  not_an_item: 'not_an_item',
}

/** Finds out what a scanned text is, here and now. No network: only what is on this machine. */
export function lookAtScan(parts: LookingParts, session: Session, scanned: string): Finding {
  const isTold = session.asking?.kind === 'telling'
  const text = shownText(scanned, isTold ? TYPED_REMARK_MAX : SHOWN_TEXT_MAX)
  const asked = askedForNumber(session, text)
  if (asked !== undefined) return asked
  const meaning = parseScan(scanned, { scalePatterns: parts.scalePatterns(), today: parts.today() })
  switch (meaning.kind) {
    case 'unreadable':
      return { kind: OF_UNREADABLE[meaning.reason] ?? 'unreadable', text, name: '' }
    case 'command':
      return { kind: cardKind(meaning.command), text: '', name: words.kiosk.help.cardNames[meaning.command] }
    case 'badge':
      return lookAtBadge(parts, session, meaning.code)
    case 'sales_order':
      return lookAtPaper(parts, session, { workflow: 'sales', kind: 'order', id: meaning.id })
    case 'run':
      return lookAtPaper(parts, session, { workflow: 'production', kind: 'run', id: meaning.id })
    case 'document':
      return lookAtDocument(parts, meaning)
    case 'item':
    case 'item_id': {
      const work = workOf(session)
      return work === undefined ? { kind: 'unknown', text, name: '' } : lookAtItem(parts, work, meaning, text)
    }
  }
}

/** What the screen may repeat: a badge is a key, also one of which a character was read wrong. */
function shownText(scanned: string, longest: number): string {
  return /SCBP/i.test(scanned) ? '' : scanned.trim().slice(0, longest)
}

/** Digits that answer a question of the screen. A PIN, or what may be one, is not kept as text. */
function askedForNumber({ asking, place }: Session, text: string): Finding | undefined {
  if ((asking?.kind === 'pin' || asking?.kind === 'who') && /^\d{1,20}$/.test(text)) {
    const isPin = asking.kind === 'pin' && text.length <= PIN_DIGITS_MAX
    return { kind: isPin ? 'number' : 'unreadable', text: '', name: '' }
  }
  const isAsked = place.kind === 'asking_quantity' || place.kind === 'asking_pack'
  return isAsked && asking === null && isTypedNumber(text) ? { kind: 'number', text, name: '' } : undefined
}

const PIN_DIGITS_MAX = 8

function isTypedNumber(text: string): boolean {
  return /^[0-9]*[.,]?[0-9]*$/.test(text) && text.replace(/[.,]/, '').length <= QUANTITY_DIGITS_MAX
}

/** A badge's code is a key: it is looked up and forgotten, never shown. */
function lookAtBadge({ reader, branch }: LookingParts, { operator }: Session, code: string): Finding {
  const holder = readBadgeHolder(reader, code)
  if (holder === undefined) return { kind: 'badge_unknown', text: '', name: '' }
  if (holder === 'revoked') return { kind: 'badge_revoked', text: '', name: '' }
  const { id, name, role, version } = holder
  if (holder.branch !== branch.id && role !== 'super_admin')
    return { kind: 'badge_elsewhere', text: '', name }
  const kind = operator?.id === id ? 'badge_in_use' : 'badge'
  return { kind, text: '', name, person: { id, name, mayApprove: mayApprove(role), version } }
}

function lookAtPaper(
  { reader, branch, newDocumentId }: LookingParts,
  session: Session,
  { workflow, kind, id }: { workflow: WorkflowName; kind: 'order' | 'run'; id: number },
): Finding {
  const inHand = workOf(session)
  const context = WORKFLOWS[workflow].openContext(reader, branch, id)
  if (inHand?.workflow === workflow && inHand.context.id === id)
    return { kind: 'paper_in_hand', text: '', name: contextName(inHand.context) }
  if (context === undefined)
    return { kind: 'paper_closed', text: '', name: closedName(reader.get(CLOSED[kind], id, branch.id)) }
  return {
    kind,
    text: '',
    name: contextName(context),
    opens: { workflow, context, documentId: newDocumentId() },
  }
}

/** The number of what is closed; nothing of what is another branch's. */
const CLOSED = {
  order: 'SELECT number FROM sales_order WHERE id = ?1 AND branch = ?2',
  run: 'SELECT serial FROM production_run WHERE id = ?1 AND branch = ?2',
} as const

function closedName(row: readonly unknown[] | undefined): string {
  return row === undefined ? '' : String(row[0])
}

function lookAtDocument(
  { reader, branch, isOwnDocument }: LookingParts,
  { id }: Extract<ScanMeaning, { kind: 'document' }>,
): Finding {
  const inBook = reader.get('SELECT 1 FROM document WHERE id = ?1 AND branch = ?2', id, branch.id)
  const isKnown = inBook !== undefined || isOwnDocument(id)
  return isKnown
    ? { kind: 'document', text: '', name: '', document: id }
    : { kind: 'document_unknown', text: '', name: '' }
}
