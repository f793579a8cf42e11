import type { Operation } from '../operation.ts'
import { API_BASE } from '../paths.ts'

const SAMPLES: Readonly<Record<string, string>> = {
  item: '1',
  order: '1',
  run: '1',
  account: '1',
  document: '0193f7a0-0000-7000-8000-000000000001',
}

/** How an operation is called from a shell, at the address by which somebody reads it here. */
export function curlExample({ method, path, isKeyed, example }: Operation, origin: string): string {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => SAMPLES[name] ?? name)
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${origin}${API_BASE}${address}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(isKeyed ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(example === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(example)}'`]),
  ]
  return parts.join(' \\\n  ')
}
