import { readFileSync } from 'node:fs'

/** One line of the bench's table. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the issue allows; empty for a figure that only helps to read the others. */
  readonly limit: string
  readonly ok: boolean
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this part of the others lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Milliseconds that `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/**
 * Times two works in turn, A B B A A B …, so that a machine whose speed drifts is as unkind to both, and returns the
 * median of the ratios of the pairs, A ÷ B.
 */
export async function pairedRatio(
  pairs: number,
  a: (round: number) => unknown,
  b: (round: number) => unknown,
): Promise<number> {
  const ratios: number[] = []
  for (let round = 0; round < pairs; round++) {
    const isAFirst = round % 2 === 0
    const first = await timed(() => (isAFirst ? a(round) : b(round)))
    const second = await timed(() => (isAFirst ? b(round) : a(round)))
    ratios.push(isAFirst ? first / second : second / first)
  }
  return median(ratios)
}

/** Memory of a process, in MB: now, or the most it has had since it began. */
export function residentMb(pid: number, when: 'now' | 'most' = 'now'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const [, kilobytes] = (when === 'now' ? /VmRSS:\s+(\d+)/ : /VmHWM:\s+(\d+)/).exec(status) ?? []
  return Number(kilobytes) / 1024
}

export function atMost(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: rounded(value), unit, limit: `at most ${limit}`, ok: value <= limit }
}

export function atLeast(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: rounded(value), unit, limit: `at least ${limit}`, ok: value >= limit }
}

/** A figure without a limit, for orientation. */
export function plain(name: string, value: number, unit: string): Figure {
  return { name, value: rounded(value), unit, limit: '', ok: true }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
