import { describe, expect, it } from 'vitest'
import { createPresence, type SeenCode } from './browser/presence.ts'

const isCard = (text: string): boolean => text.startsWith(']C0SCBC')
/** Small letters are matrix codes, capitals are bars; `-` is a frame in which nothing was read. */
const CODES: Readonly<Record<string, SeenCode>> = {
  A: { text: 'A', isLinear: true },
  B: { text: 'B', isLinear: true },
  a: { text: 'a', isLinear: false },
  b: { text: 'b', isLinear: false },
  '!': { text: ']C0SCBCACCEPT1', isLinear: false },
  '?': { text: ']C0SCBCCANCEL2', isLinear: false },
}
const codesOf = (frame: string): SeenCode[] =>
  Array.from(frame).flatMap((letter) => (letter === '-' ? [] : [CODES[letter]!]))

/** What counts, and in which frame (from 1). */
function count(frames: string): string {
  const presence = createPresence(isCard)
  return frames
    .split(' ')
    .flatMap((frame, index) => presence.see(codesOf(frame)).map((text) => `${text}${index + 1}`))
    .join(' ')
}
const times = (frame: string, many: number): string => Array.from({ length: many }, () => frame).join(' ')

describe('in front of a camera', () => {
  it.each([
    ['a matrix code counts in its first frame', 'a', 'a1'],
    ['bars count when two frames agree', 'A A', 'A2'],
    ['bars that one frame alone shows may be a misread', 'A B B', 'B3'],
    ['two frames agree also when one between them was blurred', 'A - A', 'A3'],
    ['a code that stays counts once', times('a', 200), 'a1'],
    ['bars that stay count once', times('A', 200), 'A2'],
    ['several in one frame count once each', 'aAb aAb aAb', 'a1 b1 A2'],
    ['the same code twice in a frame is one', 'aa aa', 'a1'],
    ['many codes one after another count without a pause between them', 'a b A A a', 'a1 b2 A4'],
    ['a flicker of four clear frames is no absence', `a ${times('b', 4)} a`, 'a1 b2'],
    ['after five clear frames without it, it counts again', `a ${times('b', 5)} a`, 'a1 b2 a7'],
    ['a blur of fourteen frames is no absence', `a ${times('-', 14)} a`, 'a1'],
    ['after fifteen frames of nothing it counts again', `a ${times('-', 15)} a`, 'a1 a17'],
    ['clear and blurred frames add up', `a ${times('b', 4)} - - - a`, 'a1 b2 a9'],
    ['absence counts without a break', `a ${times('-', 14)} a ${times('-', 14)} a`, 'a1'],
    ['bars come back as they came, by two frames', `A A ${times('-', 15)} A A`, 'A2 A19'],
    ['a command card counts alone', '! !', ']C0SCBCACCEPT11'],
    ['a sheet of command cards does nothing', times('!?', 30), ''],
    ['a command card beside goods does nothing, the goods count', '!a !a', 'a1'],
    ['a command card counts when the others have gone from the frame', '!? ! !', ']C0SCBCACCEPT12'],
  ])('%s', (_, frames, counted) => {
    expect(count(frames)).toBe(counted)
  })

  it('the page knows whether a code that has counted is still there', () => {
    const presence = createPresence(isCard)
    const holding = `A A ${times('-', 15)} A`.split(' ').map((frame) => {
      presence.see(codesOf(frame))
      return presence.isHolding()
    })
    expect(holding.indexOf(true)).toBe(1)
    expect(holding.slice(16)).toEqual([false, false])
  })
})
