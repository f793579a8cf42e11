import { words } from '../../core/words/catalogue.ts'
import { forward } from './forward.ts'
import { GateRefusal } from './gate-refusal.ts'
import { asRefusal, givenBody } from './given-body.ts'
import type { Pipeline } from './pipeline.ts'
import { requirePlainRead } from './plain-read.ts'
import type { ServerBehind } from './server-behind.ts'

export interface ReadLimits {
  /** How many the server answers at once. */
  readonly atOnce: number
  /** How many may wait for that. */
  readonly waiting: number
  /** How long waiting and answering may take together (ms); then the server stops working on it. */
  readonly answerMs: number
}

type Read = Extract<Pipeline, { readonly kind: 'read' }>

export type PassReads = ReturnType<typeof createPassReads>

/** Passes questions on to the server with a token that may only read. Throws {@link GateRefusal}. */
export function createPassReads(server: ServerBehind, limits: ReadLimits) {
  let asking = 0
  let waiting: (() => void)[] = []

  const place = async (signal: AbortSignal): Promise<void> => {
    if (asking < limits.atOnce) {
      asking++
      return
    }
    if (waiting.length >= limits.waiting) throw new GateRefusal('GATE_BUSY', words.gate.busy)
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting = waiting.filter((one) => one !== begin)
        reject(new GateRefusal('GATE_BUSY', words.gate.waitedTooLong))
      }
      // The place of whoever ended goes on to this one.
      const begin = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave)
      waiting.push(begin)
    })
  }
  const free = (): void => {
    const next = waiting.shift()
    if (next === undefined) asking--
    else next()
  }

  return {
    asking: () => asking,
    async pass(read: Read, path: string, gone: AbortSignal): Promise<Buffer> {
      for (const text of read.texts) requirePlainRead(text)
      const signal = AbortSignal.any([gone, AbortSignal.timeout(limits.answerMs)])
      await place(signal)
      try {
        const { url } = server
        return givenBody(await forward(url, { path, token: server.readToken(), body: read.body, signal }))
      } catch (error) {
        throw asRefusal(error)
      } finally {
        free()
      }
    },
  }
}
