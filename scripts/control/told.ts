import { z } from 'zod'

/** What a running central is asked to do, as it comes over its socket. */
export const orderSchema = z.object({
  name: z.string(),
  args: z.array(z.string().max(4096)).max(100),
  /** Where the caller stands: paths begin there. */
  from: z.string(),
})
export type Order = z.infer<typeof orderSchema>

/** What is told of a command, one JSON object a line: what it says, and at the end whether it was done. */
export type Told = { readonly line: string } | { readonly done: boolean }
