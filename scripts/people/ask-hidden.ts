/** A terminal that can be told not to show what is typed. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { setRawMode(isRaw: boolean): unknown }
  readonly output: NodeJS.WritableStream
}

const ENTER = new Set(['\r', '\n'])
const END = '\u0004'
const INTERRUPT = '\u0003'
const RUB_OUT = new Set(['\u007f', '\b'])

/**
 * Asks for lines at a terminal, one after the other, without showing them. undefined: somebody pressed Ctrl-C or
 * Ctrl-D. What is pasted at once answers several.
 */
export async function askHidden(
  { input, output }: Terminal,
  prompts: readonly string[],
): Promise<string[] | undefined> {
  input.setRawMode(true)
  try {
    return await readLines(input, output, prompts)
  } finally {
    input.setRawMode(false)
    input.pause()
  }
}

async function readLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  prompts: readonly string[],
): Promise<string[] | undefined> {
  const lines: string[] = []
  let typed: string[] = []
  output.write(prompts[0] ?? '')
  for await (const chunk of input) {
    for (const key of chunk.toString()) {
      if (key === INTERRUPT || key === END) {
        output.write('\n')
        return undefined
      }
      if (RUB_OUT.has(key)) typed.pop()
      else if (!ENTER.has(key)) typed.push(key)
      else {
        lines.push(typed.join(''))
        typed = []
        output.write(`\n${prompts[lines.length] ?? ''}`)
        if (lines.length === prompts.length) return lines
      }
    }
  }
  return undefined
}
