import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../kernel/clock.ts'

/**
 * What a line does with what goes over it. `held`: connections stay open, and nothing arrives; `replica_held`: the
 * same for replicas only, while statements are answered; `cut`: no connection, old or new.
 */
export type LineState = 'open' | 'held' | 'replica_held' | 'cut'

/** A line to a server that can stop without a word, be cut, or be slow. */
export interface StallableNetwork {
  readonly url: string
  set(state: LineState): void
  /** Bytes that may come from the server in a second, over each connection; undefined: as many as there are. */
  throttle(bytesPerSecond: number | undefined): void
  close(): Promise<void>
}

const PAUSE_MS = 20
const PIECE = 16 * 1024
const IS_REPLICA = /wal_log|PRI \* HTTP\/2/

export async function openStallableNetwork(target: string): Promise<StallableNetwork> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let state: LineState = 'open'
  let speed: number | undefined

  const connected = (near: Socket): void => {
    if (state === 'cut') return void near.destroy()
    const far = connect(Number(port), hostname)
    let isReplica = false
    const isHeld = (): boolean => state === 'held' || (state === 'replica_held' && isReplica)
    const carry = async (from: Socket, to: Socket): Promise<void> => {
      const began = systemClock.now()
      let carried = 0
      for await (const chunk of from) {
        const bytes = chunk as Buffer
        isReplica ||= from === near && IS_REPLICA.test(bytes.toString('latin1'))
        // By the clock: on a busy machine a pause is as long as it likes.
        const mayPass = (): boolean =>
          from !== far || speed === undefined || carried < ((systemClock.now() - began) * speed) / 1000
        for (let at = 0; at < bytes.length; at += PIECE) {
          while ((isHeld() || !mayPass()) && !to.destroyed) await sleep(PAUSE_MS)
          const piece = bytes.subarray(at, at + PIECE)
          carried += piece.length
          if (!to.destroyed) to.write(piece)
        }
      }
      to.end()
    }
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      // Said by the loop as well; a write to what is gone must not end the test.
      from.on('error', () => from.destroy())
      from.once('close', () => sockets.delete(from))
      carry(from, to).catch(() => to.destroy())
    }
  }
  const proxy = createServer(connected).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
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
    async close() {
      state = 'open'
      cut()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
