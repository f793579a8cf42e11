import type { Draft } from '../../core/book/content.ts'
import { isCorrectable, type Correction } from '../../core/book/settle/corrected-lines.ts'
import type { CaseLine, RefusalCase } from '../../core/book/settle/read-case.ts'
import { readLossPlaces, readRelinkTarget } from '../../core/book/settle/read-targets.ts'
import {
  draftLoss,
  draftSettlement,
  draftVoid,
  relinkableTo,
  type SettlementChange,
  type SettlementRequest,
} from '../../core/book/settle/settle.ts'
import type { Reader } from '../../core/database/reader.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import type { Action } from './actions.ts'

const { wrong, whyOptions } = words.adminRefusals.settle
const REASON_MAX = 200

/** What was typed into a form, by the names of its fields. */
export type Sent = Readonly<Record<string, string | undefined>>

/** The document that an action makes, or what is wrong with what was typed, by field ('' for the whole form). */
export type Decision =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'wrong'; readonly problems: ReadonlyMap<string, string> }

export const quantityField = (index: number): string => `quantity-${index}`
export const amountField = (index: number): string => `amount-${index}`
export const TARGET_FIELD = 'target'
export const WHY_FIELD = 'why'
export const WORDS_FIELD = 'words'

/** A value that is typed: a gain that nobody priced, or an amount that was stated before. */
export function hasAmount({ content, entry }: RefusalCase, { line }: CaseLine): boolean {
  if (!isCorrectable(line)) return false
  if (line.take.by === 'stated') return true
  return line.take.by === 'gain' && content.event === 'adjustment' && entry.head.refusal?.code === 'E_NO_COST'
}

interface Asked {
  readonly refusal: RefusalCase
  readonly action: Action
  readonly request: SettlementRequest
  readonly sent: Sent
}

/** Turns what a manager chose and typed into the document that settles the refusal. */
export function decide(
  reader: Reader,
  formats: Formats,
  { refusal, action, request, sent }: Asked,
): Decision {
  const { content, branch, awaited } = refusal
  const paper = { content, branch: branch.id }
  const answered = awaited.state === 'free' ? awaited.replacement : undefined
  const settled = (change: SettlementChange): Decision =>
    draftOr(
      draftSettlement(paper, request, { ...change, ...(answered === undefined ? {} : { answered }) }),
      content.lines.length > 0,
    )
  switch (action) {
    case 'post':
      return settled({})
    case 'correct': {
      const { corrections, problems } = readCorrections(refusal, formats, sent)
      return problems.size > 0 ? { kind: 'wrong', problems } : settled({ corrections })
    }
    case 'relink': {
      const kind = relinkableTo(content.event)
      const id = Number(sent[TARGET_FIELD] ?? '')
      const isRow = kind !== undefined && Number.isSafeInteger(id) && id > 0
      const target = isRow ? readRelinkTarget(reader, branch.id, { kind, id }) : undefined
      if (target !== undefined) return settled({ target })
      return wrongWith(TARGET_FIELD, wrong.noTarget[kind ?? 'sales_order'])
    }
    case 'loss':
      return draftOr(draftLoss(paper, request, readLossPlaces(reader, branch.id)), true)
    case 'void': {
      const reason = reasonIn(sent)
      if (reason === '') return wrongWith(WORDS_FIELD, wrong.noReason)
      if (reason.length > REASON_MAX) return wrongWith(WORDS_FIELD, wrong.longReason)
      return { kind: 'draft', draft: draftVoid(paper, request, reason) }
    }
  }
}

function wrongWith(field: string, problem: string): Decision {
  return { kind: 'wrong', problems: new Map([[field, problem]]) }
}

function draftOr(draft: Draft, needsLines: boolean): Decision {
  const isLeft = draft.lines.some(({ quantity, item }) => quantity > 0 || item === null)
  return needsLines && !isLeft ? wrongWith('', wrong.nothingLeft) : { kind: 'draft', draft }
}

/** The chosen reason, the written one, or both. */
function reasonIn(sent: Sent): string {
  const chosen = whyOptions.find((option) => option === sent[WHY_FIELD])
  return [chosen, sent[WORDS_FIELD]?.trim()].filter((part) => part !== undefined && part !== '').join(': ')
}

function readCorrections(
  refusal: RefusalCase,
  formats: Formats,
  sent: Sent,
): { corrections: ReadonlyMap<number, Correction>; problems: ReadonlyMap<string, string> } {
  const corrections = new Map<number, Correction>()
  const problems = new Map<string, string>()
  for (const line of refusal.lines) {
    if (!isCorrectable(line.line) || line.item === undefined) continue
    const typed = formats.parseQuantity(sent[quantityField(line.index)] ?? '', line.item.unit)
    if (!typed.ok) problems.set(quantityField(line.index), words.shared.typedNumber[typed.reason])
    const amount = readAmount(refusal, line, formats, sent)
    if (amount?.ok === false) problems.set(amountField(line.index), words.shared.typedNumber[amount.reason])
    if (!typed.ok || amount?.ok === false) continue
    corrections.set(line.index, {
      quantity: typed.value,
      ...(amount === undefined ? {} : { amount: amount.value }),
    })
  }
  return { corrections, problems }
}

/** A gain may be left to what the book knows of it by now; an amount that was stated is stated again. */
function readAmount(
  refusal: RefusalCase,
  line: CaseLine,
  formats: Formats,
  sent: Sent,
): ReturnType<Formats['parseMoney']> | undefined {
  const typed = sent[amountField(line.index)] ?? ''
  const isOptional = line.line.take.by === 'gain' && typed.trim() === ''
  return !hasAmount(refusal, line) || isOptional ? undefined : formats.parseMoney(typed)
}
