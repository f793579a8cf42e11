import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectFile } from '../../core/kernel/project-root.ts'
import { currentGeneration, REPLICA_FOLDER } from '../../core/sync/generations.ts'
import type { StallableNetwork } from '../../core/testing/stallable-network.ts'
import { words } from '../../core/words/catalogue.ts'
import { atMost, pairedRatio, type Figure } from './measure.ts'

const PAIRS = 5
/** Loading the whole program is most of it; a network that is waited for would be seconds. */
const LIMIT = 15
const SERVE = projectFile('dist', 'scripts', 'serve.js')
const QUERY = projectFile('dist', 'scripts', 'benchmarks', 'one-query.js')

/**
 * From the start of the program to *ready to scan*, with what is on the disk, where nobody is there and where central
 * takes connections and answers nothing: against Node's own start and one query of the same file.
 */
export async function benchBoot(
  env: Readonly<Record<string, string>>,
  line: StallableNetwork,
): Promise<Figure[]> {
  const replica = currentGeneration(join(env['SCANBOOK_DATA'] ?? '', REPLICA_FOLDER))?.path ?? ''
  const figures: Figure[] = []
  for (const [name, state] of [
    ['ready to scan without a network', 'cut'],
    ['… where central answers nothing', 'held'],
  ] as const) {
    line.set(state)
    const ratio = await pairedRatio(
      PAIRS,
      () => untilSaid(SERVE, [], env, words.start.ready),
      () => untilSaid(QUERY, [replica], {}, 'ready'),
    )
    line.set('open')
    figures.push(atMost(`${name}, against Node and one query`, ratio, LIMIT, '×'))
  }
  return figures
}

/** Starts a program and resolves when it has said so and has ended again. */
async function untilSaid(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  wanted: string,
): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, PORT: '8391', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  for await (const said of createInterface(child.stdout)) if (said.includes(wanted)) break
  // What was accepted is on the disk: a kill ends it at once, and the next start finds its child.
  child.kill('SIGKILL')
  await exited
}
