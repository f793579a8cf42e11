import type { Outbox } from './outbox.ts'

/** Behind that many documents of a clock in doubt nobody looks for an older one. */
const LOOK_BACK = 5

/** When something was last accepted here that was dated beyond doubt (ms); undefined: nothing lately. */
export function lastAccepted(outbox: Pick<Outbox, 'writers' | 'recent'>): number | undefined {
  const times = outbox
    .writers()
    .flatMap((writer) => outbox.recent(writer, LOOK_BACK))
    .flatMap(({ document: { content } }) => (content.clockDoubtful === true ? [] : [content.acceptedAt]))
  return times.length === 0 ? undefined : Math.max(...times)
}
