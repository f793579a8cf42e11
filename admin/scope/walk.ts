import { unzipSync } from 'fflate'
import { routes } from '../paths.ts'
import type { Admin } from '../testing/open-admin.ts'

/** More than the whole app has with the book of a test: a walk that goes round in circles ends. */
const PAGES_MAX = 1_500

/** Every address that a walk came to, with what was answered there, as a person or a program reads it. */
export type Walk = ReadonlyMap<string, string>

/** Follows every link and every fragment from the home page and from `starts`, downloads included. */
export async function walk(admin: Admin, cookie: string, starts: readonly string[] = []): Promise<Walk> {
  const seen = new Map<string, string>()
  const open = [routes.home, ...starts] as string[]
  for (let path = open.pop(); path !== undefined && seen.size < PAGES_MAX; path = open.pop()) {
    if (seen.has(path) || isLeftOut(path)) continue
    const text = await answerOf(admin, path, cookie)
    seen.set(path, text)
    open.push(...addressesIn(text))
  }
  return seen
}

/** What this visitor is told at each of these addresses, as a page and as a fragment. */
export async function visit(admin: Admin, cookie: string, paths: Iterable<string>): Promise<Walk> {
  const seen = new Map<string, string>()
  for (const path of paths) {
    seen.set(path, await answerOf(admin, path, cookie))
    seen.set(`${path} (part)`, await answerOf(admin, path, cookie, true))
  }
  return seen
}

/** Which of these texts stand where: 'text at address'. */
export function foundIn(seen: Walk, texts: readonly string[]): string[] {
  return [...seen].flatMap(([path, answer]) =>
    texts.filter((text) => answer.includes(text)).map((text) => `${text} at ${path}`),
  )
}

/** Streams never end, files are the same for everybody, and the sign-out ends the walk. */
function isLeftOut(path: string): boolean {
  return [routes.assets, routes.signOut, routes.live].some((prefix) => path.startsWith(prefix))
}

async function answerOf(admin: Admin, path: string, cookie: string, isFragment = false): Promise<string> {
  const response = await admin.get(path, { cookie, isFragment })
  if (response.status >= 500) throw new Error(`${path} answered ${response.status}`)
  const body = new Uint8Array(await response.arrayBuffer())
  const isZip = (response.headers.get('content-type') ?? '').includes('zip')
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  const parts = isZip ? Object.entries(unzipSync(body)) : [['', body] as const]
  return (
    [headers, ...parts.map(([name, part]) => `${name}\n${Buffer.from(part).toString('utf8')}`)]
      .join('\n')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
      // Who asks knows the address; the way to the sign-in says it again.
      .replaceAll(encodeURIComponent(path), '')
  )
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(/(?:href|hx-get|action)="(\/admin[^"#]*)/g)].map(([, address = '']) => address)
}
