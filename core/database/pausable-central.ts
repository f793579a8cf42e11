import type { Central } from './central.ts'

/** Central whose writes can be paused: while one long write has it, every other write waits here, off the CPU. */
export interface PausableCentral extends Central {
  /**
   * Holds other writes back while `work` writes in another process. The local driver would otherwise stand still with
   * the whole process until the file is free; paused, documents wait in their outbox and scanning goes on.
   */
  readonly whilePaused: <Answer>(work: () => Promise<Answer>) => Promise<Answer>
}

export function pausableCentral(central: Central): PausableCentral {
  let pause: Promise<unknown> | undefined
  const goesOn = async (): Promise<void> => {
    // Somebody else may have paused it again by the time it is heard.
    while (pause !== undefined) await pause
  }
  return {
    groupLimit: central.groupLimit,
    async batch(statements) {
      if (pause !== undefined) await goesOn()
      return await central.batch(statements)
    },
    // Reads are not held up by a writer.
    all: (statement) => central.all(statement),
    async script(sql) {
      if (pause !== undefined) await goesOn()
      await central.script(sql)
    },
    close: () => central.close(),
    async whilePaused(work) {
      await goesOn()
      const working = work()
      const done = working.then(
        () => {},
        () => {},
      )
      pause = done.then(() => (pause = undefined))
      return await working
    },
  }
}
