import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from './start-failure.ts'

/** One identity of this process at central, as `scripts/central enrol` printed it. */
export interface EnrolledAs {
  /** Under which its documents are written: BRA-K1b. */
  readonly incarnation: string
  readonly writeToken: string
  readonly readToken: string
}

/** Where central is, and as whom this process works with it. */
export interface Connection {
  readonly url: string
  /** At least one. */
  readonly enrolled: readonly EnrolledAs[]
  /** What PINs are verified with: the same at every machine of the company. */
  readonly pinKey: string
  /** The file of the authority that central's certificate is of; undefined: one that everybody knows. */
  readonly authority: string | undefined
}

const { connection: text } = words.start
const TOKEN = '[A-Za-z0-9._~+/=-]{20,4096}'
const ENROLLED = new RegExp(`^([A-Z0-9]{2,6}-[A-Z0-9]{1,10}[a-z]?):(${TOKEN}):(${TOKEN})$`)

const schema = z
  .object({
    /** Central, by URL: https:// for our own, libsql:// for Turso Cloud, http:// on a network of one's own. */
    SCANBOOK_CENTRAL: z
      .url({ protocol: /^(?:https?|libsql)$/, error: text.url })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** As whom: NAME:WRITE-TOKEN:READ-TOKEN, several with commas. */
    SCANBOOK_ENROLMENT: z
      .string()
      .transform((list) => list.split(',').map((one) => ENROLLED.exec(one.trim())))
      .refine((found) => found.every((one) => one !== null), text.enrolment)
      .transform((found) =>
        found.flatMap((one) =>
          one === null
            ? []
            : [{ incarnation: one[1] ?? '', writeToken: one[2] ?? '', readToken: one[3] ?? '' }],
        ),
      )
      .refine((all) => all.every(({ writeToken, readToken }) => isInOrder(writeToken, readToken)), text.order)
      .optional(),
    /** What PINs are verified with: a secret that all machines of a company share. */
    SCANBOOK_PIN_KEY: z
      .string()
      .regex(/^[\w-]{43}$/, text.pinKey)
      .optional(),
    /** In PEM: the authority of central's certificate, where that is one of the company's own. */
    SCANBOOK_CENTRAL_CA: z.string().optional(),
  })
  .refine(
    ({ SCANBOOK_CENTRAL: url, SCANBOOK_ENROLMENT: enrolled, SCANBOOK_PIN_KEY: pinKey }) =>
      new Set([url, enrolled, pinKey].map((one) => one === undefined)).size === 1,
    text.all,
  )

/** Reads from the environment how to reach central; undefined: the book lies beside this process. No token is repeated. */
export function readConnection(env: Readonly<Record<string, string | undefined>>): Connection | undefined {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(filled)
  if (!parsed.success)
    throw new StartFailure(words.start.failure.settings(parsed.error.issues.map(({ message }) => message)))
  const { SCANBOOK_CENTRAL: url, SCANBOOK_ENROLMENT: enrolled, SCANBOOK_PIN_KEY: pinKey } = parsed.data
  if (url === undefined || enrolled === undefined || pinKey === undefined) return undefined
  const named = parsed.data.SCANBOOK_CENTRAL_CA
  const authority = named === undefined ? undefined : resolve(env['SCANBOOK_CALLER'] ?? '.', named)
  if (authority !== undefined) assertCertificate(authority)
  return { url, enrolled, pinKey, authority }
}

/** Of our own central; a database token of Turso Cloud may stand in both places. */
function isInOrder(writeToken: string, readToken: string): boolean {
  return !writeToken.startsWith('sbr_') && !readToken.startsWith('sbw_')
}

function assertCertificate(path: string): void {
  try {
    new X509Certificate(readFileSync(path))
  } catch {
    throw new StartFailure(words.start.failure.settings([text.authority(path)]))
  }
}
