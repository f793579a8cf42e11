import { uuidv7 } from 'uuidv7'
import type { Brand } from './brand.ts'

/** A document's identity, made when its scan session opens (UUIDv7). Never used to order anything. */
export type DocumentId = Brand<string, 'DocumentId'>
export type ItemId = Brand<number, 'ItemId'>
export type BranchId = Brand<number, 'BranchId'>
export type LocationId = Brand<number, 'LocationId'>
export type AccountId = Brand<number, 'AccountId'>
export type PersonId = Brand<number, 'PersonId'>
export type MoveId = Brand<number, 'MoveId'>
/** The place of a document in the book: its only order. */
export type Position = Brand<number, 'Position'>

export const newDocumentId = (): DocumentId => uuidv7() as DocumentId
