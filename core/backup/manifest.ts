import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The paper that lies with every copy, and that makes a folder of files a copy. */
export const MANIFEST_NAME = 'manifest.json'

/** Names only, and only of what a host's or central's data folder holds: a manifest is read from a disk that anybody may have written. */
const fileName = z.string().regex(/^(?:book|outbox|webhooks|enrolment)\.db$|^[a-z][a-z-]{0,30}\.key$/)
const count = z.int().nonnegative()
const writerHead = z.object({ writer: z.string(), seq: count })

const manifestSchema = z.object({
  format: z.literal(1),
  /** Milliseconds since 1970. */
  madeAt: count,
  /** The program that made it: "0.1.0". */
  program: z.string(),
  databaseId: z.string().min(1),
  company: z.string(),
  isDemo: z.boolean(),
  epoch: count,
  seq: count,
  /** Of the book's last document. */
  lastPosition: count,
  /** The last number of each writer in the book, and in the outbox, which was copied after it. */
  writers: z.array(writerHead),
  outboxWriters: z.array(writerHead),
  files: z.array(z.object({ name: fileName, size: count, sha256: z.string().length(64) })).min(1),
  /** What `verify` said about the copy after it was made. */
  verify: z.object({ ok: z.boolean(), summary: z.string(), moves: count, documents: count }),
})
export type Manifest = z.infer<typeof manifestSchema>
export type CopiedFile = Manifest['files'][number]

/** Reads the manifest of a folder; undefined where it holds no copy. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return parseManifest(readFileSync(join(folder, MANIFEST_NAME), 'utf8'))
  } catch {
    return undefined
  }
}

export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
