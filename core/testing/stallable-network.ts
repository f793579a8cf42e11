import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a line does with what goes over it. `held`: connections stay open, and nothing arrives. */
export type LineState = 'open' | 'held' | 'cut'

/** A line to a server that can stop without a word, be cut, or be slow. */
export interface StallableNetwork {
  readonly url: string
  set(state: LineState): void
  /** Bytes that may come from the server in a second; undefined: as many as there are. */
  throttle(bytesPerSecond: number | undefined): void
  /** How many connections were made. */
  connections(): number
  close(): Promise<void>
}

const PIECE_MS = 20

export async function openStallableNetwork(target: string): Promise<StallableNetwork> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let state: LineState = 'open'
  let speed: number | undefined
  let made = 0
  const proxy = createServer((near) => {
    made += 1
    if (state === 'cut') return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [from, to, isSlow] of [
      [near, far, false],
      [far, near, true],
    ] as const) {
      sockets.add(from)
      from.once('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.once('error', () => from.destroy())
      void carry(from, to, isSlow)
    }
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')

  const carry = async (from: Socket, to: Socket, isSlow: boolean): Promise<void> => {
    try {
      for await (const chunk of from) {
        while (state === 'held' && !from.destroyed) await sleep(PIECE_MS)
        const bytes = chunk as Buffer
        const piece = isSlow && speed !== undefined ? Math.ceil((speed * PIECE_MS) / 1000) : bytes.length
        for (let at = 0; at < bytes.length; at += piece) {
          if (piece < bytes.length) await sleep(PIECE_MS)
          to.write(bytes.subarray(at, at + piece))
        }
      }
      to.end()
    } catch {
      to.destroy()
    }
  }
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    set(next) {
      state = next
      if (next === 'cut') cut()
    },
    throttle(bytesPerSecond) {
      speed = bytesPerSecond
    },
    connections: () => made,
    async close() {
      state = 'open'
      cut()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
