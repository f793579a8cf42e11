import { words } from '../words/catalogue.ts'
import type { NeedRow } from './need.ts'

const { clockInDoubt: text } = words.adminNeeds

/** The machine that serves these pages does not know what time it is: it must be set, or find a network. */
export const clockInDoubt: NeedRow = {
  kind: 'clock_in_doubt',
  weight: 'bad',
  read: ({ facts: { clock } }) =>
    clock.isDoubtful?.() === true
      ? {
          title: text.title,
          count: undefined,
          oldestAt: undefined,
          details: [{ text: text.what }, { text: text.remedy }],
        }
      : undefined,
}
