import type { BooksAge } from '../../../core/branches/old-books.ts'
import type { SyncProgress, SyncState } from '../../../core/sync/sync-state.ts'
import type { FailingKind } from '../../../core/sync/trouble.ts'
import { isRoomLittle } from '../../../core/kernel/disk-room.ts'
import { words } from '../../../core/words/catalogue.ts'
import { isCutOff, isLate } from '../../books-here.ts'
import { mayTellNews } from '../../session/link.ts'
import type { CopyFacts, ScreenFacts } from '../screen-facts.ts'
import { momentWords } from './old-books-words.ts'

/** `trouble`: somebody should know. */
export interface StatusWords {
  readonly trouble: boolean
  readonly text: string
}

/** How it stands with scanner, clock and books, which also tells whether that has changed. */
export function statusWords(facts: ScreenFacts): StatusWords {
  const books = booksWords(facts)
  const troubles = [
    ...(facts.scanner === 'missing' ? [words.kiosk.scanner.missing] : []),
    ...(facts.isClockDoubtful ? [words.kiosk.status.clock.short] : []),
    ...littleRoomWords(facts),
  ]
  if (troubles.length === 0) return books
  return { trouble: true, text: [...troubles, books.text].join(' ') }
}

/** Said before the disk is full, while everything still goes on. */
function littleRoomWords({ freeBytes, formats }: ScreenFacts): string[] {
  if (freeBytes === undefined || !isRoomLittle(freeBytes)) return []
  return [words.kiosk.status.littleRoom(formats.count(Math.floor(freeBytes / MEGABYTE)))]
}

/** How it stands with the books alone: what a person must act on first, then what passes by itself. */
export function booksWords(facts: ScreenFacts): StatusWords {
  const { status } = words.kiosk
  const { poster, copy } = facts
  const count = waitingWords(facts)
  if (poster.kind === 'stopped') return { trouble: true, text: `${status.alarms[poster.alarm]} ${count}` }
  const progress = progressOf(copy?.state)
  if (progress !== undefined)
    return { trouble: false, text: `${status.anew(partWords(facts, progress))} ${count}` }
  const ofCopy = copy && copyWords(facts, copy)
  if (ofCopy !== undefined) return { trouble: true, text: `${ofCopy} ${count}` }
  if (poster.kind === 'retrying')
    return { trouble: true, text: `${poster.isClosed ? status.closed : status.retrying} ${count}` }
  return { trouble: false, text: newsWords(facts) ?? `${status.online} · ${count}` }
}

function waitingWords({ waiting, formats, now, isClockDoubtful }: ScreenFacts): string {
  const { status } = words.kiosk
  const { documents, oldestAcceptedAt } = waiting
  const shown = formats.count(documents)
  const isSinceKnown = documents > 0 && oldestAcceptedAt !== undefined && !isClockDoubtful
  return isSinceKnown && now - oldestAcceptedAt > 60_000
    ? status.waitingSince(shown, formats.age(now - oldestAcceptedAt))
    : status.waiting(shown)
}

/** What keeps the copy from being brought up to date until a person acts; the poster says of some what the copy does. */
const ACTED_ON: Readonly<Record<FailingKind, () => string>> = {
  untrusted: () => words.kiosk.status.alarms.untrusted,
  other_name: () => words.kiosk.status.copy.other_name,
  certificate_ended: () => words.kiosk.status.copy.certificate_ended,
  denied: () => words.kiosk.status.alarms.central_denied,
  token_unknown: () => words.kiosk.status.alarms.token_unknown,
  token_expired: () => words.kiosk.status.alarms.token_expired,
  token_revoked: () => words.kiosk.status.alarms.token_revoked,
  second_claimant: () => words.kiosk.status.alarms.second_claimant,
  other_release: () => words.kiosk.status.alarms.other_release,
  other_company: () => words.kiosk.status.alarms.other_book,
  schema_newer: () => words.kiosk.status.alarms.central_newer,
  held: () => words.kiosk.status.copy.held,
  damaged: () => words.kiosk.status.copy.damaged,
  disk_full: () => words.kiosk.status.copy.disk_full,
}

/** As of when the books are, where nothing newer has come for a while, or may have; undefined as well: nobody knows. */
export function oldSince(age: BooksAge | undefined): number | undefined {
  return age !== undefined && isLate(age) ? age.asOf : undefined
}

/** Undefined: the copy is as new as it can be. */
function copyWords(facts: ScreenFacts, { age, standing, state }: CopyFacts): string | undefined {
  const { status } = words.kiosk
  if (state?.kind === 'failing') return ACTED_ON[state.reason]()
  if (!isLate(age)) return undefined
  const why = state?.kind === 'stale' ? state.reason : undefined
  if (why === 'not_central' || why === 'certificate_not_yet') return status.passes[why]
  const moment = momentWords(facts, age.asOf ?? null)
  if (!isCutOff(age, state) || !isNoAnswer(state)) return status.behind(moment)
  return standing === 'fine' ? status.offline(moment) : status.offlineAtWork
}

/** What is said of a station that hears nothing, where nobody says why, too. */
function isNoAnswer(state: SyncState | undefined): boolean {
  return state === undefined || (state.kind !== 'fresh' && state.reason === 'no_answer')
}

function progressOf(state: SyncState | undefined): SyncProgress | undefined {
  return state !== undefined && 'progress' in state ? state.progress : undefined
}

const MEGABYTE = 1_000_000

/** "34 %", or how much has come where nobody knows of how much. Never all of it: it is proven first. */
function partWords({ formats }: ScreenFacts, { bytes, expectedBytes }: SyncProgress): string {
  const { status } = words.kiosk
  if (expectedBytes === undefined || expectedBytes <= 0)
    return status.megabytes(formats.count(Math.floor(bytes / MEGABYTE)))
  return status.percent(formats.count(Math.min(99, Math.floor((100 * bytes) / expectedBytes))))
}

/** The line to the books is there again, and what waited goes its way; undefined: that is no news. */
function newsWords(facts: ScreenFacts): string | undefined {
  const back = linkSays(facts)
  if (back === '') return undefined
  const { status } = words.kiosk
  const { documents } = facts.waiting
  const rest = documents === 0 ? status.allPosted : status.posting(documents, facts.formats.count(documents))
  return `${back} ${rest}`
}

/** The news alone, which does not change while it is said; empty where there is none. */
export function linkSays(facts: ScreenFacts): string {
  const { link } = facts.session
  if (link.kind !== 'back' || link.shownAt === null || !mayTellNews(facts.session)) return ''
  return words.kiosk.status.back(momentWords(facts, link.asOf))
}
