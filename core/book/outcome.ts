import type { DocumentId, Position } from '../kernel/ids.ts'
import type { Refusal } from './refusal.ts'

export interface Posted {
  readonly state: 'posted'
  readonly id: DocumentId
  readonly position: Position
  readonly series: string
  readonly number: number
  readonly postingDate: string
  readonly total: number
}
export interface Refused {
  readonly state: 'refused'
  readonly id: DocumentId
  readonly position: Position
  readonly refusal: Refusal
}
/** What became of a document, for ever. */
export type Outcome = Posted | Refused

/** The writer's sequence or chain does not fit the book: a cloned, closed or replaced card. Posting stops. */
export class WriterStopped extends Error {
  override readonly name = 'WriterStopped'
}

/** The same id came with other content: never posted, never refused, a person must look. */
export class IdTaken extends Error {
  override readonly name = 'IdTaken'
}
