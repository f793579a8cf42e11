import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFile } from '../../core/kernel/project-root.ts'
import { REPLICA_FOLDER } from '../../core/sync/generations.ts'
import type { Held } from './held-loop.ts'
import { residentMb } from './measure.ts'
import type { PacedOrder, PacedTold, PacedWish } from './paced-machine.ts'

const ENTRY = projectFile('dist', 'scripts', 'benchmarks', 'paced-machine.js')
const SAVING = projectFile('dist', 'scripts', 'benchmarks', 'saving-loop.js')

/** A station of a central in a process of its own, where somebody scans at a pace. */
export interface PacedMachine {
  ask(wish: PacedWish): Promise<PacedTold>
  /** Of its sync child, MB. */
  childMemoryMb(): number
  end(): Promise<void>
}

/** Resolves when it has books to work with. `env`: the settings of the machine. */
export async function startPaced(
  env: Readonly<Record<string, string>>,
  order: PacedOrder,
): Promise<PacedMachine> {
  const child = fork(ENTRY, [JSON.stringify(order)], { env: { ...process.env, ...env }, execArgv: [] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the machine ended with ${code}`)
  })
  ended.catch(() => {})
  const told = async (): Promise<PacedTold> => {
    return ((await Promise.race([once(child, 'message'), ended])) as [PacedTold])[0]
  }
  await told()
  return {
    async ask(wish) {
      child.send(wish)
      return await told()
    },
    childMemoryMb() {
      const lock = readFileSync(join(env['SCANBOOK_DATA'] ?? '', REPLICA_FOLDER, 'lock.json'), 'utf8')
      return residentMb((JSON.parse(lock) as { pid: number }).pid)
    },
    async end() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

/** A process that only saves a session now and then, as a scan does, and how long its loop was held by that. */
export function startSaving(
  folder: string,
  everyMs: number,
): { readonly held: () => Promise<Held>; readonly end: () => void } {
  const child = fork(SAVING, [join(folder, 'saving.db'), String(everyMs)], { execArgv: [] })
  return {
    async held() {
      child.send('now')
      return ((await once(child, 'message')) as [Held])[0]
    },
    end: () => child.disconnect(),
  }
}
