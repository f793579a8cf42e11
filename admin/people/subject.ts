import type { Context } from 'hono'
import type { PersonId } from '../../core/kernel/ids.ts'
import { readPersonCard, type PersonCard } from '../../core/people/read-people.ts'
import { mayAssign, mayDismiss, mayGiveKeys, mayManage } from '../../core/people/roles.ts'
import { found, NotHere } from '../errors.tsx'
import { rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'

/** The person of a page, and what its visitor may do about them. */
export interface Subject {
  readonly card: PersonCard
  readonly isVisitor: boolean
  readonly may: {
    readonly manage: boolean
    readonly giveKeys: boolean
    readonly dismiss: boolean
    readonly assign: boolean
    /** End all their sessions: their own, and those of whom they look after. */
    readonly signOut: boolean
  }
}

/** The person in the address, as far as the visitor sees them; NotHere for everybody else. */
export function subjectIn(c: Context<AdminEnv>): Subject {
  const { authority, reader, person: visitor } = c.get('visitor')
  const card = found(readPersonCard(authority, reader, rowIdIn(c, 'person') as PersonId))
  return {
    card,
    isVisitor: card.id === visitor.id,
    may: {
      manage: mayManage(visitor, card),
      giveKeys: mayGiveKeys(visitor, card),
      dismiss: mayDismiss(visitor, card),
      assign: mayAssign(visitor, card),
      signOut: mayManage(visitor, card) || card.id === visitor.id,
    },
  }
}

/** The same, for something that only some may do; NotHere for the others. */
export function subjectFor(c: Context<AdminEnv>, right: keyof Subject['may']): Subject {
  const subject = subjectIn(c)
  if (!subject.may[right]) throw new NotHere()
  return subject
}
