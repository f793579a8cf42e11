import type { Central } from './central.ts'

/** This machine shows the books; whoever changes them at a desk does it at an admin host. Nothing was written. */
export class ReadOnlyHere extends Error {
  override readonly name = 'ReadOnlyHere'
  constructor() {
    super('this machine is enrolled as a station, not as an admin host')
  }
}

const refuse = (): Promise<never> => Promise.reject(new ReadOnlyHere())

/** What a desk without an identity of its own writes to: every write is refused. Nothing else is asked of it. */
export const readOnlyCentral: Central = {
  groupLimit: 1,
  batch: refuse,
  all: refuse,
  script: refuse,
  close: () => {},
}
