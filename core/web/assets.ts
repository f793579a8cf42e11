import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { projectFile } from '../kernel/project-root.ts'

/** A file a browser needs: its own parts put together in order, served under a name that changes with its content. */
export interface AssetSource {
  readonly name: string
  readonly type: string
  /** Absolute paths. */
  readonly parts: readonly string[]
}

export interface Asset {
  readonly url: string
  /** For the `integrity` attribute of scripts and style sheets. */
  readonly integrity: string
}

export interface Assets {
  /** Throws when no such file was registered: a typing error, found by the first page. */
  asset(name: string): Asset
  /** GET of every file, for ever cacheable. Needs no sign-in: there is nothing of the book in it. */
  readonly routes: Hono
}

const HASH_LENGTH = 12

/**
 * Reads the files once and serves them under `base` with content-hash addresses. A style sheet names an earlier file
 * as `asset:name`, so fonts come before the sheets that use them.
 */
export function createAssets(base: string, sources: readonly AssetSource[]): Assets {
  const files = new Map<string, Asset & { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }>()
  for (const { name, type, parts } of sources) {
    const isStyle = type.startsWith('text/css')
    const bytes = joined(
      parts.map((path) => readFileSync(path)),
      type,
    )
    const body = Uint8Array.from(isStyle ? Buffer.from(withAddresses(bytes.toString('utf8'), files)) : bytes)
    const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH)
    const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`
    files.set(name, { url: `${base}/${hash}/${name}`, integrity, body, type })
  }

  const routes = new Hono()
  routes.get(`${base}/:hash/:name`, (c) => {
    const file = files.get(c.req.param('name'))
    if (file === undefined || file.url !== c.req.path) return c.notFound()
    return c.body(file.body, 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })
  return {
    asset(name) {
      const file = files.get(name)
      if (file === undefined) throw new Error(`no asset is called ${name}`)
      return file
    },
    routes,
  }
}

/** A program that ends without a semicolon would call the next one. */
function joined(parts: readonly Buffer[], type: string): Buffer {
  const between = type.startsWith('text/javascript') ? '\n;\n' : '\n'
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(between), part])))
}

function withAddresses(sheet: string, files: ReadonlyMap<string, Asset>): string {
  return sheet.replace(/asset:([\w.-]+)/g, (_, name: string) => {
    const file = files.get(name)
    if (file === undefined) throw new Error(`a style sheet names ${name}, which comes after it or nowhere`)
    return file.url
  })
}

const FONTS = ['latin', 'latin-ext'].map((subset) => ({
  name: `atkinson-${subset}.woff2`,
  type: 'font/woff2',
  parts: [
    projectFile(
      'node_modules',
      '@fontsource-variable',
      'atkinson-hyperlegible-next',
      'files',
      `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`,
    ),
  ],
}))

/** What every screen of ours begins with: the typeface, and the sheet of tokens that a page's own sheet follows. */
export const SHARED_FONTS: readonly AssetSource[] = FONTS
export const TOKENS_SHEET: string = projectFile('core', 'look', 'tokens.css')

export const HTMX: AssetSource = {
  name: 'htmx.js',
  type: 'text/javascript; charset=utf-8',
  parts: [projectFile('node_modules', 'htmx.org', 'dist', 'htmx.min.js')],
}

/** htmx's lines over which the server speaks first: a part of the same file, since htmx begins before a second one is there. */
export const HTMX_SSE: string = projectFile('node_modules', 'htmx.org', 'dist', 'ext', 'hx-sse.min.js')
