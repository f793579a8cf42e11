import { execFileSync } from 'node:child_process'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from '../serve/start-failure.ts'

/** Runs the openssl program. Returns what it prints; fails in one line. */
export function openssl(args: readonly string[]): string {
  const { failure } = words.phone.certificate
  try {
    return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new StartFailure(failure.noProgram)
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new StartFailure(failure.failed(said.trim().split('\n').join('; ')))
  }
}
