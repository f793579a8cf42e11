import { businessDay } from '../kernel/business-day.ts'
import type { DocumentContent } from './content.ts'
import type { Header } from './model/header.ts'
import { headerCodes } from './model/headers.ts'
import { enterMove } from './model/moves.ts'
import { SERIES_OF } from './model/rules.ts'
import { recordRefusal } from './model/refusals.ts'
import { copyOf, pair, paperAt, positionOf, type Book, type ModelOutcome, type World } from './model/state.ts'
import { partsOf } from './model/takes.ts'
import type { EventName } from './events.ts'

export { emptyBook, type Book, type ModelOutcome, type World } from './model/state.ts'

/** What the poster knows beside the document. */
export interface ModelContext {
  readonly world: World
  readonly now: number
  readonly zone: string
}
export interface Applied {
  readonly state: Book
  readonly outcome: ModelOutcome
}

/**
 * The book without SQL, for tests to hold the real one against: design sections 1 to 3 once more, told differently.
 * Posts one document or refuses it; a document that is known keeps its outcome.
 */
export function apply(book: Book, content: DocumentContent, context: ModelContext): Applied {
  const known = paperAt(book, positionOf(book, content.id))
  if (known !== undefined) return { state: book, outcome: known.outcome }
  const tried = tryToPost(book, content, context, content.event)
  if (tried.outcome.state === 'posted') return tried
  const reversed = paperAt(book, positionOf(book, content.reverses?.document))
  if (reversed?.state === 'refused') {
    const voided = tryToPost(book, content, context, 'void')
    if (voided.outcome.state === 'posted') return voided
    return { state: recordRefusal(context.world, book, content, voided.outcome), outcome: voided.outcome }
  }
  return { state: recordRefusal(context.world, book, content, tried.outcome), outcome: tried.outcome }
}

function tryToPost(book: Book, content: DocumentContent, context: ModelContext, event: EventName): Applied {
  const draft = copyOf(book)
  const refused = (codes: readonly string[], line: number | null): Applied => ({
    state: book,
    outcome: { state: 'refused', codes, line },
  })
  for (const { line, wants } of event === 'void' && content.event !== 'void'
    ? []
    : partsOf(context.world, content))
    for (const wanted of wants(draft)) {
      const codes = enterMove(context.world, draft, wanted)
      if (codes.length > 0)
        return refused(
          codes.map((code) => nameOf(code, content.lines[line]?.take.by)),
          line,
        )
    }
  const header = headerOf(draft, content, context, event)
  const codes = headerCodes(context.world, draft, header)
  if (codes.length > 0) return refused(codes, null)

  const numbering = pair(header.branch, null) + SERIES_OF[event]
  const number = (draft.numbers.get(numbering) ?? 0) + 1
  draft.numbers.set(numbering, number)
  const total = header.lines.reduce((sum, { amount }) => sum + amount, 0)
  const outcome = { state: 'posted', series: SERIES_OF[event], number, date: header.date, total } as const
  draft.papers.push({
    ...header,
    id: content.id,
    state: 'posted',
    firstMove: draft.moves.length - header.lines.length + 1,
    moves: header.lines.length,
    outcome,
  })
  if (header.settles !== null) draft.open.delete(header.settles)
  return { state: draft, outcome }
}

/** A missing amount, in the words a person gets. */
function nameOf(code: string, by: string | undefined): string {
  if (code !== 'E_NO_COST') return code
  return by === 'answered' ? 'E_ORIGINAL_NOT_POSTED' : by === 'made' ? 'E_NOTHING_USED' : code
}

function headerOf(
  book: Book,
  content: DocumentContent,
  { now, zone }: ModelContext,
  event: EventName,
): Header {
  const isVoid = event === 'void' && content.event !== 'void'
  const reverses = isVoid ? null : positionOf(book, content.reverses?.document)
  const answers = positionOf(book, content.answers)
  const original = paperAt(book, reverses)
  const isReversal = content.reverses !== undefined && !isVoid
  const transferred = content.answers === undefined ? original : paperAt(book, answers)
  return {
    event,
    branch: content.branch,
    person: content.acceptedBy,
    date: postingDate(book, content, { now, zone }, [paperAt(book, answers)?.date, original?.date]),
    order: (isReversal ? original?.order : content.salesOrder) ?? null,
    run: (isReversal ? original?.run : content.run) ?? null,
    transfer: event === 'transfer_dispatch' ? book.papers.length + 1 : (transferred?.transfer ?? null),
    answers,
    isAnswering: content.answers !== undefined,
    reverses,
    settles: positionOf(book, isVoid ? content.reverses?.document : content.settles),
    isSettling: isVoid || content.settles !== undefined,
    isUndo: isVoid,
    approval: content.approval,
    lines: book.moves.filter(({ document }) => document === book.papers.length + 1),
  }
}

/** The day of acceptance where that is open and not in the future, else the first open day; never before an original. */
function postingDate(
  book: Book,
  { acceptedAt, clockDoubtful, branch }: DocumentContent,
  { now, zone }: { now: number; zone: string },
  originals: readonly (string | undefined)[],
): string {
  const accepted = clockDoubtful === true || acceptedAt > now ? now : acceptedAt
  const locked = book.lockedUntil.get(branch) ?? '1970-01-01'
  const firstOpen = new Date(Date.parse(`${locked}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const days = [businessDay(accepted, zone), firstOpen, ...originals.map((day) => day ?? '')]
  return days.toSorted().at(-1) ?? firstOpen
}
