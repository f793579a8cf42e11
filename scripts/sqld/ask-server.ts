import { z } from 'zod'

const answerSchema = z.object({
  results: z.array(
    z.union([
      z.object({
        type: z.literal('ok'),
        response: z.object({
          type: z.string(),
          result: z
            .object({ rows: z.array(z.array(z.object({ type: z.string(), value: z.unknown() }))) })
            .optional(),
        }),
      }),
      z.object({ type: z.literal('error'), error: z.object({ message: z.string() }) }),
    ]),
  ),
})

/**
 * Sends constant statements in one pipeline without a baton, so that the server keeps no stream open for us, and
 * returns the first column of each one's first row. Throws when one fails or no answer comes in time.
 */
export async function askServer(
  { url, token }: { readonly url: string; readonly token: string },
  statements: readonly string[],
  timeoutMs: number,
): Promise<unknown[]> {
  const requests = statements.map((sql) => ({ type: 'execute', stmt: { sql } }))
  const answer = await fetch(`${url}/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requests: [...requests, { type: 'close' }] }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!answer.ok) throw new Error(`the server answers ${answer.status}: ${await answer.text()}`)
  const { results } = answerSchema.parse(await answer.json())
  return results.slice(0, statements.length).map((result) => {
    if (result.type === 'error') throw new Error(result.error.message)
    return result.response.result?.rows[0]?.[0]?.value
  })
}
