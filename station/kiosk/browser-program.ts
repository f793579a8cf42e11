import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { projectFile } from '../../core/kernel/project-root.ts'
import { KIOSK_ASSETS } from './paths.ts'

const HASH_LENGTH = 12
const MAIN = 'kiosk.js'

/** The page's own program as the build left it: plain modules that import each other. */
export interface BrowserProgram {
  readonly url: string
  readonly routes: Hono
}

/** One hash over all of them: modules find each other beside themselves, so they share a folder's address. */
export function readBrowserProgram(
  folder: string = projectFile('dist', 'station', 'kiosk', 'browser'),
): BrowserProgram {
  if (!existsSync(join(folder, MAIN))) throw new Error(`${folder} is empty: build first (npm run build)`)
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const modules = new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
  const digest = createHash('sha256')
  for (const [name, body] of modules) digest.update(name).update(body)
  const base = `${KIOSK_ASSETS}/${digest.digest('hex').slice(0, HASH_LENGTH)}`
  const routes = new Hono()
  for (const [name, body] of modules) {
    routes.get(`${base}/${name}`, (c) =>
      c.body(Uint8Array.from(body), 200, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    )
  }
  return { url: `${base}/${MAIN}`, routes }
}
