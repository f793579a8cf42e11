import { Agent, request } from 'node:http'

export interface ServerAnswer {
  readonly status: number
  readonly body: Buffer
}

/** The server could not even be reached: it has nothing of what was sent. */
export class ServerNotThere extends Error {
  override readonly name = 'ServerNotThere'
}

/** No limit on its own time: who waits decides, and a write is waited for until the server answers or ends. */
const agent = new Agent({ keepAlive: true })

/**
 * Sends one pipeline to the server and returns its whole answer (it bounds that itself). Rejects when the connection
 * ends first; by `signal`, at which the server stops working on a question. Never give one for a write.
 */
export function forward(
  url: string,
  {
    path,
    token,
    body,
    signal,
  }: {
    readonly path: string
    readonly token: string
    readonly body: string
    readonly signal?: AbortSignal
  },
): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    if (url === '') return reject(new ServerNotThere('no server is running'))
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const options = { method: 'POST', headers, agent, ...(signal === undefined ? {} : { signal }) }
    const asking = request(`${url}${path}`, options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }))
      answer.once('error', reject)
    })
    asking.once('error', (error) => reject(isRefused(error) ? new ServerNotThere(error.message) : error))
    asking.end(body)
  })
}

function isRefused(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNREFUSED'
}
