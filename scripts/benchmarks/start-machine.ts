import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFile } from '../../core/kernel/project-root.ts'
import { REPLICA_FOLDER } from '../../core/sync/generations.ts'
import type { CentralProgram } from '../control/testing/running-program.ts'
import { settingsIn } from '../serve/testing/machine-program.ts'
import type { ShiftOrder, ShiftTold } from './working-machine.ts'
import type { CountedProcesses } from './written.ts'

/** A station of a central in a process of its own, and somebody who works there. */
export interface Machine extends CountedProcesses {
  /** Resolves when so many documents are accepted. */
  work(documents: number): Promise<void>
  end(): Promise<void>
}

const ENTRY = projectFile('dist', 'scripts', 'benchmarks', 'working-machine.js')
const STATION = 'BRA-K2'

/** Enrols it and resolves when it has fetched the books. */
export async function startMachine(
  central: CentralProgram,
  dataFolder: string,
  shift: ShiftOrder,
): Promise<Machine> {
  mkdirSync(dataFolder, { recursive: true })
  const settings = settingsIn(await central.ask('enrol', STATION, '--branch', 'BRA'))
  const child = fork(ENTRY, [JSON.stringify(shift)], {
    env: { ...process.env, ...settings, SCANBOOK_DATA: dataFolder },
    execArgv: [],
  })
  const told = async (kind: ShiftTold): Promise<void> => {
    const ended = once(child, 'exit').then(() => 'ended')
    const [said] = await Promise.race([once(child, 'message'), ended])
    if (said !== kind) throw new Error(`the machine is not ${kind}`)
  }
  await told('ready')
  return {
    dataFolder,
    pids: () => {
      const lock = readFileSync(join(dataFolder, REPLICA_FOLDER, 'lock.json'), 'utf8')
      return [child.pid ?? 0, (JSON.parse(lock) as { pid: number }).pid]
    },
    async work(documents) {
      child.send(documents)
      await told('done')
    },
    async end() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
