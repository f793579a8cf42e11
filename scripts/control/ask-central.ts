import { request } from 'node:http'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { IncomingMessage } from 'node:http'
import { words } from '../../core/words/catalogue.ts'
import { controlSocket } from './central-folder.ts'
import type { Order, Told } from './told.ts'

/** Tells the central that runs in a folder to do something, and repeats what it says. Resolves to the exit code. */
export async function askCentral(folder: string, order: Order, say: (line: string) => void): Promise<number> {
  const asking = request({ socketPath: controlSocket(folder), method: 'POST', path: '/' })
  asking.end(JSON.stringify(order))
  let answer: IncomingMessage
  try {
    ;[answer] = (await once(asking, 'response')) as [IncomingMessage]
  } catch {
    say(words.central.notRunning(folder))
    return 1
  }
  let isDone: boolean | undefined
  for await (const text of createInterface({ input: answer })) {
    const told = JSON.parse(text) as Told
    if ('line' in told) say(told.line)
    else isDone = told.done
  }
  if (isDone === undefined) say(words.central.ended)
  return isDone === true ? 0 : 1
}
