/** What waits, by token: tokens take turns in the order in which they came, each with its oldest. */
export interface Turns<One> {
  add(token: string, one: One): void
  /** The next one, out of its line; its token's next turn is after all others'. */
  take(): { readonly token: string; readonly one: One } | undefined
  takeAll(): readonly One[]
  remove(token: string, one: One): void
  count(): number
  countOf(token: string): number
}

export function createTurns<One>(): Turns<One> {
  /** In the order of their turns; no line is empty. */
  const lines = new Map<string, readonly One[]>()
  return {
    add: (token, one) => void lines.set(token, [...(lines.get(token) ?? []), one]),
    take() {
      const [first] = lines
      if (first === undefined) return undefined
      const [token, [one, ...later]] = first
      lines.delete(token)
      if (later.length > 0) lines.set(token, later)
      return one === undefined ? undefined : { token, one }
    },
    takeAll() {
      const all = [...lines.values()].flat()
      lines.clear()
      return all
    },
    remove(token, one) {
      const line = lines.get(token)?.filter((other) => other !== one) ?? []
      if (line.length > 0) lines.set(token, line)
      else lines.delete(token)
    },
    count: () => [...lines.values()].reduce((sum, line) => sum + line.length, 0),
    countOf: (token) => lines.get(token)?.length ?? 0,
  }
}
