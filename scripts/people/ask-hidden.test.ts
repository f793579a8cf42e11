import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askHidden } from './ask-hidden.ts'

async function type(...keys: readonly string[]) {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), { setRawMode: (isRaw: boolean) => modes.push(isRaw) })
  const output = new PassThrough()
  const asking = askHidden({ input, output }, ['First: ', 'Again: '])
  for (const key of keys) input.write(key)
  const lines = await asking
  return { lines, modes, shown: String(output.read() ?? '') }
}

it('reads what is typed without showing it, and gives the terminal back', async () => {
  const { lines, modes, shown } = await type('s', 'é', 'cret', '\r', 'sécret\n')
  expect(lines).toEqual(['sécret', 'sécret'])
  expect(shown).toBe('First: \nAgain: \n')
  expect(modes).toEqual([true, false])
})

it.each([
  ['what is rubbed out is gone', ['\u007fabX\u007fc\r', 'd\r'], ['abc', 'd']],
  ['both at once', ['one\rtwo\r'], ['one', 'two']],
  ['Ctrl-C ends it', ['abc\u0003'], undefined],
  ['Ctrl-D ends it', ['abc\r\u0004'], undefined],
])('%s', async (_, keys, lines) => {
  const typed = await type(...keys)
  expect(typed.lines).toEqual(lines)
  expect(typed.modes).toEqual([true, false])
  expect(typed.shown).not.toContain('abc')
})
