import { z } from 'zod'
import { TROUBLES, type TroubleKind } from './trouble.ts'

/** What the sync child is doing. */
export const PHASES = [
  'starting',
  'checking',
  'asking',
  'syncing',
  'comparing',
  'building',
  'waiting',
] as const

export type Phase = (typeof PHASES)[number]

const mark = z.object({ databaseId: z.string(), epoch: z.number(), seq: z.number(), schema: z.number() })
const beat = z.object({
  phase: z.enum(PHASES),
  /** The generation in use. */
  generation: z.string().optional(),
  /** How far it is. */
  mark: mark.optional(),
  /** When central was read that it was last proven to match, ms. */
  knownAt: z.number().optional(),
  /** Writes that central had, when last asked, and the replica has not. */
  lag: z.number().optional(),
  /** The generation being built, and how many bytes central's file has. */
  building: z.object({ name: z.string(), expectedBytes: z.number() }).optional(),
  trouble: z
    .object({
      kind: z.enum(Object.keys(TROUBLES) as [TroubleKind, ...TroubleKind[]]),
      message: z.string(),
    })
    .optional(),
})

/** What the sync child tells its parent before and after everything that may block it. */
export type Beat = Readonly<z.infer<typeof beat>>

/** A message of the child; undefined for anything else. */
export function readBeat(message: unknown): Beat | undefined {
  const parsed = beat.safeParse(message)
  return parsed.success ? parsed.data : undefined
}

const settings = z.object({
  kind: z.literal('begin'),
  folder: z.string(),
  url: z.string(),
  token: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  authority: z.string().optional(),
  timeoutMs: z.number(),
  everyMs: z.number(),
  retryMs: z.number().optional(),
  compareEveryMs: z.number(),
  schema: z.number(),
  company: z.string().optional(),
})

const order = z.discriminatedUnion('kind', [
  /** The first message: the token never stands in a list of processes. */
  settings,
  /** Somebody waits for news: do not pause. */
  z.object({ kind: z.literal('hurry') }),
  /** Every reader of the parent has left the other generations. */
  z.object({ kind: z.literal('moved'), generation: z.string() }),
])

export type SyncSettings = Readonly<z.infer<typeof settings>>
export type Order = Readonly<z.infer<typeof order>>

export function readOrder(message: unknown): Order | undefined {
  const parsed = order.safeParse(message)
  return parsed.success ? parsed.data : undefined
}
