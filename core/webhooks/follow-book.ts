import { setImmediate as nextTurn } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { unseal } from '../book/content.ts'
import { DOCUMENT_HEADS, foundBy, toDocumentHead, type DocumentHead } from '../book/document-head.ts'
import { readBranches } from '../branches/read-branches.ts'
import { ALL_BRANCHES, onlyBranch, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { Position } from '../kernel/ids.ts'
import type { Formats } from '../words/format.ts'
import { tellingHooks } from './answered-for.ts'
import { WAITING_MAX } from './deliveries.ts'
import type { DeliveredEvent, Hook } from './hook.ts'
import type { HooksFile } from './hooks-file.ts'
import type { SendingHook } from './hooks.ts'
import { aboutDocument, messageText, type NeededFor } from './message.ts'

export interface FollowParts {
  readonly file: HooksFile
  readonly readers: { of(scope: Scope): Reader; readonly whole: Reader }
  readonly formats: Formats
  readonly clock: { now(): number }
}

/** Documents that are looked at before others get their turn. */
const SLICE = 20
const NEXT_OF_ALL = `${DOCUMENT_HEADS()} WHERE d.position > ?1 ORDER BY d.position LIMIT ?2`
const NEXT_OF_BRANCH = `${DOCUMENT_HEADS(foundBy('document_of_branch'))}
  WHERE k.branch = ?3 AND k.position > ?1 ORDER BY k.position LIMIT ?2`
const NEWEST = 'SELECT coalesce(max(position), 0) FROM document'
const IS_OPEN = `SELECT d.content FROM refusal_open q CROSS JOIN document d ON d.position = q.position
  WHERE q.branch = ?1 AND q.position = ?2`

/** Where the book ends now: a new hook is told of what comes after. */
export function newestPosition(reader: Reader): Position {
  return Number(reader.get(NEWEST)?.[0]) as Position
}

export function scopeOf({ branch }: Pick<Hook, 'branch'>): Scope {
  return branch === undefined ? ALL_BRANCHES : onlyBranch(branch)
}

/**
 * Takes what is new in the book to the hooks' own outbox: every document once for each hook that wants it, together
 * with how far the hook has come, in one write. A hook that takes nothing is not flooded: the book remembers the rest.
 * A few documents at a time, with everybody else's turn in between.
 */
export async function followBook(parts: FollowParts, signal: AbortSignal): Promise<void> {
  for (const hook of tellingHooks(parts)) {
    let from: Position | undefined = startOf(parts, hook)
    while (from !== undefined && !signal.aborted) {
      from = followSlice(parts, { ...hook, position: from })
      await nextTurn()
    }
  }
}

/** Where a hook goes on; a book that was put back to an older state is shorter than what was told. */
function startOf({ readers, file }: FollowParts, hook: SendingHook): Position {
  const newest = newestPosition(readers.whole)
  if (hook.position > newest) file.hooks.moveTo(hook.id, newest)
  return Math.min(hook.position, newest) as Position
}

/** Where to go on; undefined: there is nothing more now. */
function followSlice(parts: FollowParts, hook: SendingHook): Position | undefined {
  const { file, readers, clock } = parts
  if (file.deliveries.waitingCount(hook.id) >= WAITING_MAX) return undefined
  const heads = nextDocuments(readers.of(scopeOf(hook)), hook)
  const last = heads.at(-1)
  if (last === undefined) return undefined
  const messages = heads.flatMap((head) => messagesOf(parts, hook, head))
  const now = clock.now()
  file.atomically(() => {
    // It may have been paused or removed since it was read.
    if (file.hooks.find(hook.id)?.paused !== undefined || file.hooks.find(hook.id) === undefined) return
    for (const { id, event, position, body } of messages)
      file.deliveries.add({ id, hook: hook.id, event, position, body, now })
    file.hooks.moveTo(hook.id, last.position)
  })
  return heads.length < SLICE ? undefined : last.position
}

function nextDocuments(reader: Reader, { branch, position }: SendingHook): DocumentHead[] {
  const rows =
    branch === undefined
      ? reader.all(NEXT_OF_ALL, position, SLICE)
      : reader.all(NEXT_OF_BRANCH, position, SLICE, branch)
  return rows.map(toDocumentHead)
}

interface Message {
  readonly id: string
  readonly event: DeliveredEvent
  readonly position: Position
  readonly body: string
}

function messagesOf(parts: FollowParts, hook: SendingHook, head: DocumentHead): Message[] {
  const scope = scopeOf(hook)
  const reader = parts.readers.of(scope)
  const branch = readBranches(reader).find(({ id }) => id === head.branch)?.prefix ?? ''
  const about = { scope, reader, formats: parts.formats, withCosts: hook.withCosts }
  const message = (event: DeliveredEvent, more: object): Message => {
    const id = uuidv7()
    const body = messageText(
      { id, event, at: head.postedAt, branch },
      { ...more, ...aboutDocument(about, head, branch) },
    )
    return { id, event, position: head.position, body }
  }
  const wants = (event: DeliveredEvent): boolean => hook.events.some((wanted) => wanted === event)
  if (head.state === 'posted') return wants('document.posted') ? [message('document.posted', {})] : []
  const need = wants('needs_person') ? neededFor(reader, head) : undefined
  return [
    ...(wants('document.refused') ? [message('document.refused', {})] : []),
    ...(need === undefined ? [] : [message('needs_person', { needed_for: need })]),
  ]
}

/** Why a refused document waits for a person; undefined: it does not, or no longer. */
function neededFor(reader: Reader, { branch, position }: DocumentHead): NeededFor | undefined {
  const row = reader.get(IS_OPEN, branch, position)
  if (row === undefined) return undefined
  return unseal(String(row[0])).content.approval?.state === 'asked' ? 'approval' : 'refusal'
}

/** Tells whoever wants to know that the books are not right; once for each time they stop being so. */
export function tellVerdict(parts: FollowParts, isGreen: boolean): void {
  const { file, clock } = parts
  const told = file.hooks.toldVerdict()
  if (told === isGreen) return
  const now = clock.now()
  file.atomically(() => {
    file.hooks.noteVerdict(isGreen)
    if (isGreen) return
    for (const hook of tellingHooks(parts)) {
      if (!hook.events.includes('needs_person')) continue
      const id = uuidv7()
      // Which row is wrong may be another branch's: a person looks at the home page.
      const body = messageText(
        { id, event: 'needs_person', at: now, branch: null },
        { needed_for: 'books_not_right' satisfies NeededFor },
      )
      file.deliveries.add({ id, hook: hook.id, event: 'needs_person', position: undefined, body, now })
    }
  })
}
