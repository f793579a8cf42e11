import { describe, expect, it } from 'vitest'
import { createKeyBuffer, type Key } from './browser/key-buffer.ts'

/** Keys as a person or a scanner presses them: "C-j" is Control and j, "*a" is a key that repeats. */
function read(name: string): Key {
  const isCommand = name.startsWith('C-')
  const isRepeat = name.length > 1 && name.startsWith('*')
  return { key: isCommand ? name.slice(2) : isRepeat ? name.slice(1) : name, isCommand, isRepeat }
}

function press(...names: string[]) {
  const buffer = createKeyBuffer()
  const answers = names.map((name) => buffer.press(read(name)))
  return {
    passed: names.filter((_, index) => answers[index]?.pass),
    ended: answers.flatMap(({ ended }) => (ended === undefined ? [] : [ended])),
    pending: buffer.pending(),
  }
}

describe('a scan', () => {
  it.each([
    [['1', '2', 'Enter'], '12', 'digits'],
    [['A', '-', '/', '.', 'Enter'], 'A-/.', 'whatever a code is made of'],
    [['Shift', 'A', 'Enter'], 'A', 'a scanner that holds Shift'],
    [['1', ' ', '2', 'Enter'], '1 2', 'a space inside'],
    [['1', 'C-]', '2', 'Enter'], '1\u001d2', 'GS1’s separator'],
    [['1', 'C-m'], '1', 'a line end typed as Control and m'],
    [['1', 'C-J'], '1', 'a line end typed as Control and j'],
    [['1', 'Tab', '2', 'Enter'], '12', 'a Tab that a scanner puts in between'],
    [['1', '2', 'Backspace', '3', 'Enter'], '13', 'typed by hand, and put right'],
    [['1', '*1', '*1', 'Enter'], '1', 'a key that stuck'],
  ])('%j is %j: %s', (keys, text) => {
    expect(press(...keys).ended).toEqual([text])
  })

  it('operates nothing with any of its keys', () => {
    expect(press('B', 'R', ' ', '1', 'C-p', 'Enter').passed).toEqual([])
  })

  it('ends with its first line end; a second one has nothing to end and is taken where it can only be one', () => {
    expect(press('1', 'Enter', 'C-j')).toEqual({ passed: [], ended: ['1'], pending: '' })
    expect(press('1', 'Enter', '*Enter').passed).toEqual([])
  })

  it('never runs into the next one', () => {
    expect(press('1', 'Enter', '2', 'Enter').ended).toEqual(['1', '2'])
  })

  it('is kept within bounds, and still operates nothing', () => {
    const { passed, ended } = press(...Array.from({ length: 1500 }, () => 'A'), 'Enter')
    expect(passed).toEqual([])
    expect(ended[0]).toHaveLength(1000)
  })
})

describe('a person at the keyboard', () => {
  it.each(['Tab', 'ArrowDown', 'ArrowUp', 'Enter', ' ', 'Escape', 'Home', 'PageDown', 'F5', 'C-r', 'Shift'])(
    '%j does what it always does when nothing is pending',
    (key) => {
      expect(press(key).passed).toEqual([key])
    },
  )

  it('clears what was typed with Escape', () => {
    expect(press('1', '2', 'Escape')).toEqual({ passed: [], ended: [], pending: '' })
  })

  it('moves on with Tab and arrows while characters wait', () => {
    expect(press('1', 'Tab', 'ArrowDown')).toEqual({ passed: ['Tab', 'ArrowDown'], ended: [], pending: '1' })
  })
})
