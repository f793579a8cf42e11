import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What changes a file, or waits until it is on the disk. One that is not reckoned with below fails the test. */
const CALLS =
  'write,pwrite64,writev,pwritev,pwritev2,ftruncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat'
/** Longer than a page of the database: nothing of what is written is left out. */
const LONGEST = 1_000_000

/** One change of a file, whose bytes the disk may have or not until the file is waited for. */
type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly length: number }

/** What becomes of the bytes of a file that were written and never waited for. */
export type Unwaited = 'lost' | 'written' | 'every other'

export interface TracedFiles {
  /** How far it is told. What the server waited for before it answered somebody is told before that answer. */
  position(): number
  /** The position just after the first call of a name on a file that ended after another position. */
  after(name: string, file: string, position: number): number
  /** The position just after the last one that ended before it. Both throw where there was none. */
  before(name: string, file: string, position: number): number
  /** A file as a power cut at a position leaves it. `before`: its bytes when tracing began, all on the disk. */
  fileAt(position: number, file: string, before: Buffer, unwaited: Unwaited): Buffer
  stop(): Promise<void>
}

/** Looks on at a process and all its threads: every write to these files of a folder, with its bytes, and every wait. */
export async function traceFiles(
  pid: number,
  folder: string,
  files: readonly string[],
  told: string,
): Promise<TracedFiles> {
  const paths = files.flatMap((file) => ['-P', join(folder, file)])
  const args = ['-f', '-y', '-xx', '-s', String(LONGEST), '-e', `trace=${CALLS}`, ...paths]
  const tracer = spawn('strace', [...args, '-o', told, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await once(tracer.stderr, 'data')
  await sleep(200)
  let read: { readonly calls: readonly Call[]; readonly size: number } = { calls: [], size: 0 }
  const callsUntil = (position: number): readonly Call[] => {
    const size = statSync(told).size
    if (size !== read.size) read = { calls: readCalls(readFileSync(told, 'latin1'), folder), size }
    return read.calls.filter(({ ended }) => ended <= position)
  }
  return {
    position: () => statSync(told).size,
    after: (name, file, position) =>
      endOf(callsUntil(Infinity).find((call) => isOne(call, name, file) && call.ended > position)),
    before: (name, file, position) => endOf(callsUntil(position).findLast((call) => isOne(call, name, file))),
    fileAt(position, file, before, unwaited) {
      const { onDisk, pending } = replay(callsUntil(position), file, before)
      const isWritten = {
        lost: () => false,
        written: () => true,
        'every other': (nth: number) => nth % 2 === 1,
      }
      for (const [nth, change] of pending.entries()) if (isWritten[unwaited](nth)) onDisk.apply(change)
      return onDisk.bytes()
    },
    async stop() {
      tracer.kill('SIGTERM')
      await once(tracer, 'exit')
    },
  }
}

interface Call {
  readonly name: string
  readonly file: string
  readonly change: Change | undefined
  /** Positions in what is told. */
  readonly began: number
  readonly ended: number
}

const isOne = (call: Call, name: string, file: string): boolean => call.name === name && call.file === file

function endOf(call: Call | undefined): number {
  if (call === undefined) throw new Error('there was no such call')
  return call.ended
}

const isWait = ({ name }: Call): boolean => name === 'fsync' || name === 'fdatasync'

/** A call in one line, its beginning, or its end, each after the thread that made it. */
const LINE = /^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\((.*?)( <unfinished \.\.\.>)?$)/

function readCalls(text: string, folder: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, { readonly began: number; readonly args: string }>()
  let began = 0
  for (const line of text.split('\n')) {
    const ended = began + line.length + 1
    const [, thread = '', resumed, name, args = '', unfinished] = LINE.exec(line) ?? []
    const first = open.get(thread)
    if (unfinished !== undefined) open.set(thread, { began, args })
    else if (name !== undefined) calls.push(callOf(name, args, { began, ended }, folder))
    else if (resumed !== undefined && first !== undefined)
      calls.push(callOf(resumed, first.args, { began: first.began, ended }, folder))
    began = ended
  }
  return calls
}

function callOf(name: string, args: string, when: { began: number; ended: number }, folder: string): Call {
  const path = hex(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(args)?.[1] ?? '').toString()
  if (!path.startsWith(`${folder}/`)) throw new Error(`${name}: not reckoned with`)
  return { name, file: path.slice(folder.length + 1), change: changeOf(name, args), ...when }
}

function changeOf(name: string, args: string): Change | undefined {
  if (name === 'fsync' || name === 'fdatasync') return undefined
  const [, bytes, at] = /"((?:\\x[0-9a-f]{2})*)", \d+, (\d+)/.exec(args) ?? []
  if (name === 'pwrite64' && bytes !== undefined) return { kind: 'write', at: Number(at), bytes: hex(bytes) }
  const length = /, (\d+)/.exec(args)?.[1]
  if (name === 'ftruncate' && length !== undefined) return { kind: 'truncate', length: Number(length) }
  throw new Error(`${name} of a file of the book: not reckoned with`)
}

function hex(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex')
}

/** What the disk has for certain, and what it may have: a wait covers what was written before it began. */
function replay(calls: readonly Call[], file: string, before: Buffer) {
  const own = calls.filter((call) => call.file === file)
  const onDisk = growing(before, own)
  let pending: { readonly change: Change; readonly ended: number }[] = []
  for (const call of own) {
    if (call.change !== undefined) pending.push({ change: call.change, ended: call.ended })
    if (!isWait(call)) continue
    const isCovered = ({ ended }: { readonly ended: number }): boolean => ended <= call.began
    for (const { change } of pending.filter(isCovered)) onDisk.apply(change)
    pending = pending.filter((one) => !isCovered(one))
  }
  return { onDisk, pending: pending.map(({ change }) => change) }
}

/** A file that has room for all that these calls write. */
function growing(before: Buffer, calls: readonly Call[]) {
  const ends = calls.map(({ change }) => (change?.kind === 'write' ? change.at + change.bytes.length : 0))
  const room = Buffer.alloc(Math.max(before.length, ...ends))
  before.copy(room)
  let { length } = before
  return {
    apply(change: Change): void {
      if (change.kind === 'truncate') {
        // Whatever is written behind it later, zeros lie between.
        room.fill(0, change.length)
        length = change.length
        return
      }
      change.bytes.copy(room, change.at)
      length = Math.max(length, change.at + change.bytes.length)
    },
    bytes: (): Buffer => room.subarray(0, length),
  }
}
