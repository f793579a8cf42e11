import { describe, expect, it } from 'vitest'
import { lostDocuments } from './lost-documents.ts'

const heard = (incarnation: string, seq: number) => ({ incarnation, seq, document: `${seq}`, at: 0 })
const head = (writer: string, seq: number) => ({ writer, seq, hash: '' })

describe('what a book has lost', () => {
  it.each([
    ['nothing, where it has all', [heard('K1', 5)], [head('K1', 5)], []],
    ['nothing, where it has more than was heard', [heard('K1', 5)], [head('K1', 7)], []],
    ['the end of a writer', [heard('K1', 5)], [head('K1', 3)], [{ incarnation: 'K1', first: 4, last: 5 }]],
    ['one document', [heard('K1', 5)], [head('K1', 4)], [{ incarnation: 'K1', first: 5, last: 5 }]],
    ['all of a writer it never heard of', [heard('K2', 2)], [], [{ incarnation: 'K2', first: 1, last: 2 }]],
    ['nothing of a writer that was told nothing', [], [head('K1', 9)], []],
  ])('is %s', (_, told, heads, lost) => {
    expect(lostDocuments(told, heads)).toEqual(lost)
  })
})
