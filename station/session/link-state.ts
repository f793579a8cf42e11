import { z } from 'zod'
import { at } from './work-state.ts'

/**
 * What the screen has said of the line to the books. A station that said it is cut off says once that it is not any
 * more, also where it was started again in between.
 */
export const link = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('there') }),
  z.object({ kind: z.literal('away') }),
  /** There again. `asOf`: as of when the books were by then; `shownAt` null: not said yet. */
  z.object({ kind: z.literal('back'), asOf: at.nullable(), shownAt: at.nullable() }),
])
export type Link = z.infer<typeof link>

/** How the line is now. */
export interface LinkSeen {
  readonly isAway: boolean
  /** As of when the books are. */
  readonly asOf: number | null
  /** Documents that are not posted. */
  readonly waiting: number
  readonly at: number
}
