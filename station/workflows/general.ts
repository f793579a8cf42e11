import { invariant } from '../../core/kernel/invariant.ts'
import type { Workflow } from './workflow.ts'

/** Counts, write-offs and transfers come here; until then the screen says so and nothing can be opened. */
export const general: Workflow = {
  name: 'general',
  openContext: () => undefined,
  resolve: () => undefined,
  takes: () => false,
  draft() {
    invariant(false, 'general updates have no document yet')
  },
}
