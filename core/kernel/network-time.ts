import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Knows whether a time server has set this machine's clock since the machine's start. */
export interface NetworkTime {
  /**
   * Looks at one file, and never waits: what the system is asked besides is known by a later look. `sinceBoot`: when it
   * is looked, by the clock that nobody sets, in ms.
   */
  hasSet(sinceBoot: number): boolean
}

/** What the system says of its clock. `unknown`: it has nobody who could. */
export type SystemSays = 'set' | 'not_set' | 'unknown'

/** Made by systemd's own client once it has set the clock, and gone with the next start. */
const MARK = '/run/systemd/timesync/synchronized'
/** After a "no" the system is asked again so much later, then after twice as long, and so on. */
const AGAIN_MS = 60_000
const AGAIN_AT_MOST_MS = 15 * AGAIN_MS

/**
 * Asks at once, and again at later looks while the answer is no: the network may come. What was set stays set: the
 * kernel forgets it after some hours without a network, and the clock is as good then as one that a battery keeps.
 */
export function watchNetworkTime(ask = askSystem, mark = MARK): NetworkTime {
  let isSet = false
  let isAsking = false
  let isUnknown = false
  let pauseMs = AGAIN_MS
  let dueAt: number | undefined
  const asking = async (): Promise<void> => {
    isAsking = true
    const said = await ask()
    isAsking = false
    isSet ||= said === 'set'
    isUnknown = said === 'unknown'
  }
  void asking()
  return {
    hasSet(sinceBoot) {
      isSet ||= existsSync(mark)
      dueAt ??= sinceBoot + pauseMs
      if (isSet || isAsking || isUnknown || sinceBoot < dueAt) return isSet
      isAsking = true
      pauseMs = Math.min(2 * pauseMs, AGAIN_AT_MOST_MS)
      dueAt = sinceBoot + pauseMs
      // Outside of whatever looks now, which may be a scan.
      setImmediate(() => void asking())
      return false
    },
  }
}

/**
 * Only systemd's own client leaves a file. Of chrony, or any other, the kernel alone knows (`adjtimex`), which answers no
 * JavaScript; systemd asks it for everybody.
 */
const TIMEDATECTL = ['timedatectl', 'show', '--property=NTPSynchronized', '--value']
const TIMEOUT_MS = 5000

/**
 * Whether a time server has set the clock, by whichever client. Never fails; an answer that does not come in `timeoutMs`
 * is no. `command`: a program and its arguments, which prints `yes` or `no`.
 */
export function askSystem(
  [program = '', ...args]: readonly string[] = TIMEDATECTL,
  timeoutMs = TIMEOUT_MS,
): Promise<SystemSays> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: timeoutMs, killSignal: 'SIGKILL' }, (error, said) => {
      if (error?.code === 'ENOENT') resolve('unknown')
      else resolve(error === null && said.trim() === 'yes' ? 'set' : 'not_set')
    })
    // A program that ends does not wait for the answer.
    child.unref()
    for (const stream of [child.stdout, child.stderr]) (stream as { unref?: () => void } | null)?.unref?.()
  })
}
