import { describe, expect, it } from 'vitest'
import { findLostDocuments } from './lost-documents.ts'

describe('what a restore lost', () => {
  it('is named per writer by its first and last reference, most of it first', () => {
    const heard = [
      { incarnation: 'BRA-K1', seq: 132 },
      { incarnation: 'BRB-K1b', seq: 9 },
      { incarnation: 'BRA-K2', seq: 9 },
    ]
    const restored = [
      { writer: 'BRA-K1', seq: 120 },
      { writer: 'BRB-K1b', seq: 8 },
      { writer: 'BRA-K2', seq: 8 },
    ]
    expect(findLostDocuments(heard, restored)).toEqual([
      { incarnation: 'BRA-K1', count: 12, first: 'BRA-K1-000121', last: 'BRA-K1-000132', isUnknown: false },
      { incarnation: 'BRA-K2', count: 1, first: 'BRA-K2-000009', last: 'BRA-K2-000009', isUnknown: false },
      { incarnation: 'BRB-K1b', count: 1, first: 'BRB-K1b-000009', last: 'BRB-K1b-000009', isUnknown: false },
    ])
  })

  it('is all that a writer posted whom the restored book does not know', () => {
    expect(findLostDocuments([{ incarnation: 'BRA-K9', seq: 3 }], [])).toEqual([
      { incarnation: 'BRA-K9', count: 3, first: 'BRA-K9-000001', last: 'BRA-K9-000003', isUnknown: true },
    ])
  })

  it('is nothing where the book has as much or more, or nothing was ever posted', () => {
    const heard = [
      { incarnation: 'BRA-K1', seq: 5 },
      { incarnation: 'BRA-K2', seq: 5 },
      { incarnation: 'BRA-K3', seq: 0 },
    ]
    const restored = [
      { writer: 'BRA-K1', seq: 5 },
      { writer: 'BRA-K2', seq: 7 },
    ]
    expect(findLostDocuments(heard, restored)).toEqual([])
  })
})
