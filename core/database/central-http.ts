import { readFileSync } from 'node:fs'
import { createClient, LibsqlBatchError, type ResultSet } from '@libsql/client/http'
import type { HearsTime } from '../clock/hear-central.ts'
import { asCentralError, asWriteError, bindable, type Central, type Row, type Statement } from './central.ts'
import { fetchTrusting, type Ask } from './fetch-trusting.ts'

const GROUP_LIMIT = 200

/** Where a libSQL server answers, and how long to wait before its outcome counts as unknown. */
export interface CentralAddress {
  readonly url: string
  readonly token?: string
  readonly timeoutMs: number
  /** Sent with every request: who works under the token, for the gate before central. */
  readonly headers?: Readonly<Record<string, string>>
  /** The file, in PEM, of the authority that signed its certificate, where that is one of the company's own. */
  readonly authority?: string | undefined
}

/**
 * A libSQL server or Turso Cloud over HTTP: one batch is one request (design section 5). `ears` hear what its answers
 * say of the server's clock.
 */
export function openCentralHttp(
  { url, token, timeoutMs, headers = {}, authority }: CentralAddress,
  ears?: HearsTime,
): Central {
  const ask: Ask = authority === undefined ? fetch : fetchTrusting(readFileSync(authority, 'utf8'))
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    async fetch(request: Request) {
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
      const answered = ears?.asking()
      const answer = await ask(request, { signal: AbortSignal.timeout(timeoutMs) })
      const said = Date.parse(answer.headers.get('date') ?? '')
      if (!Number.isNaN(said)) answered?.(said)
      return answer
    },
  })
  return {
    groupLimit: GROUP_LIMIT,
    async batch(statements) {
      try {
        const results = await client.batch(statements.map(toRequest), 'write')
        return results.map(rowsOf)
      } catch (error) {
        throw asWriteError(error, error instanceof LibsqlBatchError ? error.statementIndex : 0)
      }
    },
    async all(statement) {
      try {
        return rowsOf(await client.execute(toRequest(statement)))
      } catch (error) {
        throw asCentralError(error, 0)
      }
    },
    async script(sql) {
      try {
        await client.executeMultiple(sql)
      } catch (error) {
        throw asCentralError(error, 0)
      }
    },
    close() {
      client.close()
    },
  }
}

function toRequest({ sql, args }: Statement): { sql: string; args: (string | bigint | null)[] } {
  return { sql, args: args.map(bindable) }
}

function rowsOf(result: ResultSet): Row[] {
  return result.rows.map((row) => result.columns.map((_, index) => row[index] as Row[number]))
}
