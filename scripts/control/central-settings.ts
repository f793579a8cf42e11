import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { centralFolder } from './central-folder.ts'

const schema = z.object({
  /** Where everything of central lies. */
  SCANBOOK_CENTRAL_DATA: z.string().min(1).default('central-data'),
  SCANBOOK_CENTRAL_PORT: z.coerce
    .number('SCANBOOK_CENTRAL_PORT is a number from 1 to 65535')
    .int()
    .min(0)
    .max(65_535)
    .default(8090),
  /** Which of the machine's addresses; with a certificate all of them, without one only its own. */
  SCANBOOK_CENTRAL_HOST: z.string().min(1).optional(),
  /** Under which stations reach it, when that is not this machine's name. */
  SCANBOOK_CENTRAL_URL: z
    .url('SCANBOOK_CENTRAL_URL is an address like https://central.example:8090')
    .optional(),
  SCANBOOK_CENTRAL_TLS_CERT: z.string().min(1).optional(),
  SCANBOOK_CENTRAL_TLS_KEY: z.string().min(1).optional(),
})

export interface CentralSettings {
  readonly folder: string
  readonly port: number
  readonly host: string
  /** As stations have to write it. */
  readonly address: string
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined
}

/** Reads all settings of central from the environment at once; every wrong one is named in the one failure. */
export function readCentralSettings(env: Readonly<Record<string, string | undefined>>): CentralSettings {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(filled)
  if (!parsed.success)
    throw new StartFailure(
      words.central.settings(
        parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`),
      ),
    )
  const { SCANBOOK_CENTRAL_PORT: port, SCANBOOK_CENTRAL_URL: url } = parsed.data
  const tls = readTls(parsed.data.SCANBOOK_CENTRAL_TLS_CERT, parsed.data.SCANBOOK_CENTRAL_TLS_KEY)
  const host = parsed.data.SCANBOOK_CENTRAL_HOST ?? (tls === undefined ? '127.0.0.1' : '0.0.0.0')
  const own = tls === undefined ? `http://127.0.0.1:${port}` : `https://${hostname()}:${port}`
  return { folder: centralFolder(env), port, host, address: url ?? own, tls }
}

function readTls(cert: string | undefined, key: string | undefined): CentralSettings['tls'] {
  if ((cert === undefined) !== (key === undefined)) throw new StartFailure(words.central.bothFiles)
  if (cert === undefined || key === undefined) return undefined
  return { cert: readOrFail(cert), key: readOrFail(key) }
}

function readOrFail(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new StartFailure(words.central.noFile(path))
  }
}
