import type { Central } from './central.ts'

/** Central with a gate before it: while one long write has it, every other write waits at the gate, off the CPU. */
export interface GatedCentral extends Central {
  /**
   * Keeps the gate closed while `work` writes in another process. The local driver would otherwise stand still with
   * the whole process until the file is free; behind the gate documents wait in their outbox and scanning goes on.
   */
  readonly whileClosed: <Answer>(work: () => Promise<Answer>) => Promise<Answer>
}

export function gateCentral(central: Central): GatedCentral {
  let closed: Promise<unknown> | undefined
  const opened = async (): Promise<void> => {
    // Somebody else may have closed it again by the time it is heard.
    while (closed !== undefined) await closed
  }
  return {
    groupLimit: central.groupLimit,
    async batch(statements) {
      if (closed !== undefined) await opened()
      return await central.batch(statements)
    },
    // Reads are not held up by a writer.
    all: (statement) => central.all(statement),
    async script(sql) {
      if (closed !== undefined) await opened()
      await central.script(sql)
    },
    close: () => central.close(),
    async whileClosed(work) {
      await opened()
      const working = work()
      const done = working.then(
        () => {},
        () => {},
      )
      closed = done.then(() => (closed = undefined))
      return await working
    },
  }
}
