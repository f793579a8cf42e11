import { readFileSync } from 'node:fs'

/** Which process a pid is: the pid alone may belong to another one by now. */
export interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  /** Clock ticks after the machine's start. */
  readonly startedAt: string
  readonly command: string
}

/** Fields of /proc/PID/stat after the command's closing bracket. */
const PARENT = 1
const STARTED = 19

/** Undefined: no such process (any more), or no /proc to ask. */
export function processFacts(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command stands in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(fields[PARENT]), startedAt: fields[STARTED] ?? '', command }
  } catch {
    return undefined
  }
}
