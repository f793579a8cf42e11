/** The open lines of each session: a browser that opens one after the other does not fill the machine. */
export interface Lines {
  /** Takes one more; undefined: this session has as many as it may. Call what is returned when it ends. */
  open(session: string): (() => void) | undefined
  /** How many are open in all. */
  count(): number
}

export function createLines(most: number): Lines {
  const open = new Map<string, number>()
  return {
    open(session) {
      const before = open.get(session) ?? 0
      if (before >= most) return undefined
      open.set(session, before + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (open.get(session) ?? 1) - 1
        if (left === 0) open.delete(session)
        else open.set(session, left)
      }
    },
    count: () => [...open.values()].reduce((sum, lines) => sum + lines, 0),
  }
}
