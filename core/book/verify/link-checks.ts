import { businessDay } from '../../kernel/business-day.ts'
import type { DocumentRow } from './book-rows.ts'
import type { DocumentSubject } from './document-checks.ts'
import { differs, firstFault, type Check, type Fault, type Proof, type Shown } from './proof.ts'

/** What a document answers, reverses, settles or belongs to, and the day it is dated. */
export const LINK_CHECKS: readonly Check<DocumentSubject>[] = [
  { name: 'document_answers', find: findWrongAnswer },
  { name: 'document_reverses', find: findWrongReversal },
  { name: 'document_settles', find: findWrongSettlement },
  { name: 'document_context', find: findWrongContext },
  { name: 'document_transfer', find: findWrongTransfer },
  { name: 'posting_date', find: findWrongDate },
]

const of = ({ position }: DocumentRow, expected: Shown, found: Shown): Fault | undefined =>
  differs('document', position, expected, found)

/** The document with this id that was in the book before. */
function earlier(id: string | undefined, { position }: DocumentRow, proof: Proof): DocumentRow | undefined {
  const found = id === undefined ? undefined : proof.lookups.documentOf(id)
  return found !== undefined && found.position < position ? found : undefined
}

function findWrongAnswer({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  const id = document.state === 'posted' ? content.answers : (content.answers ?? content.reverses?.document)
  return of(document, earlier(id, document, proof)?.position ?? null, document.answers)
}

function findWrongReversal({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  const isReversal = document.state === 'posted' && document.event === 'reversal'
  const original = isReversal ? earlier(content.reverses?.document, document, proof) : undefined
  const taken = original === undefined ? undefined : proof.state.reversed.get(original.position)
  return firstFault(
    () => of(document, original?.position ?? null, document.reverses),
    () => (isReversal && original === undefined ? of(document, 'original', null) : undefined),
    () => of(document, null, taken ?? null),
    () => (original === undefined ? undefined : findIrreversible(document, original)),
  )
}

function findIrreversible(document: DocumentRow, original: DocumentRow): Fault | undefined {
  const { position } = document
  if (original.event === 'reversal' || original.event === 'void')
    return { table: 'document', row: position, expected: null, found: original.event }
  return firstFault(
    () => of(document, 'posted', original.state),
    () => of(document, document.branch, original.branch),
  )
}

function findWrongSettlement({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  const isVoided = document.event === 'void' && content.reverses !== undefined
  const id = isVoided ? content.reverses?.document : content.settles
  const refused = document.state === 'posted' ? earlier(id, document, proof) : undefined
  if (refused === undefined) return of(document, null, document.settles)
  return firstFault(
    () => of(document, refused.position, document.settles),
    () => of(document, 'refused', refused.state),
    () => of(document, refused.branch, document.branch),
    () => of(document, null, proof.state.settled.get(refused.position) ?? null),
    // A try that was refused stands for nothing of its own.
    () =>
      document.event === 'void' || proof.state.open.has(refused.position)
        ? undefined
        : of(document, null, id ?? null),
  )
}

/**
 * Order and run as accepted; a reversal has those of its original; a refusal keeps what exists, and holds up the run
 * of what it answers.
 */
function findWrongContext({ document, content }: DocumentSubject, { lookups }: Proof): Fault | undefined {
  const isRefused = document.state !== 'posted'
  const original = document.reverses === null ? undefined : lookups.documentAt(document.reverses)
  const answered = isRefused && document.answers !== null ? lookups.documentAt(document.answers) : undefined
  const accepted = { salesOrder: content.salesOrder ?? null, run: content.run ?? answered?.run ?? null }
  const source = original ?? accepted
  return firstFault(
    () =>
      isRefused && document.salesOrder === null
        ? undefined
        : of(document, source.salesOrder, document.salesOrder),
    () => (isRefused && document.run === null ? undefined : of(document, source.run, document.run)),
  )
}

function findWrongTransfer({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  if (document.state !== 'posted') return of(document, null, document.transfer)
  if (document.event !== 'transfer_dispatch') {
    const reversed = document.event === 'reversal' ? content.reverses?.document : undefined
    const source = earlier(content.answers ?? reversed, document, proof)
    return of(document, source?.transfer ?? null, document.transfer)
  }
  return of(document, document.position, document.transfer)
}

/**
 * The day of acceptance where that was open and not in the future, and never before what it answers. A later day
 * needs a lock that reached it. The book keeps no history of its locks, and one may have been lifted since, so any
 * lock up to the day of posting is believed.
 */
function findWrongDate({ document, content }: DocumentSubject, proof: Proof): Fault | undefined {
  const branch = proof.master.branches.get(document.branch)
  if (document.state !== 'posted' || branch === undefined) return undefined
  const originals = [content.answers, document.event === 'reversal' ? content.reverses?.document : undefined]
  const earliest = originals.reduce<string>(
    (day, id) => later(day, earlier(id, document, proof)?.postingDate ?? ''),
    acceptanceDay(document, branch.timeZone),
  )
  const found = document.postingDate ?? ''
  const lastLocked = later(branch.lockedUntil, dayOf(document.postedAt, branch.timeZone))
  const isLocked = earliest !== '' && found > earliest && found <= dayAfter(lastLocked)
  return isLocked ? undefined : of(document, earliest, document.postingDate)
}

/** The day that counts as that of acceptance: no reading of a station's clock is later than central's. */
function acceptanceDay({ clockDoubtful, acceptedAt, postedAt }: DocumentRow, zone: string): string {
  return dayOf(clockDoubtful === 1 ? postedAt : Math.max(0, Math.min(acceptedAt, postedAt)), zone)
}

/** Of a time or a zone that is none: no day, and every posting date is wrong. */
function dayOf(at: number, zone: string): string {
  try {
    return businessDay(at, zone)
  } catch {
    return ''
  }
}

const later = (one: string, other: string): string => (one > other ? one : other)

function dayAfter(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 0) + 1)).toISOString().slice(0, 10)
}
