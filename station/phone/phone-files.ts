import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { projectFile } from '../../core/kernel/project-root.ts'
import { createAssets, SHARED_FONTS, type Asset } from '../../core/web/assets.ts'
import { KIOSK_SHEETS } from '../kiosk/look-sheets.ts'
import { paths } from './paths.ts'

/** What a phone's pages look like and run on. There is nothing of the book in it: anybody may have it. */
export interface PhoneFiles {
  readonly style: Asset
  readonly icon: Asset
  readonly programs: { readonly phone: string; readonly signIn: string }
  /** The reader of barcodes: its worker, its module, and its WebAssembly, all of one version. */
  readonly decoder: { readonly worker: string; readonly module: string; readonly wasm: string }
  readonly routes: Hono
}

interface File {
  /** Under one common address, so that modules find each other beside themselves. */
  readonly name: string
  readonly type: string
  readonly path: string
}

const HASH_LENGTH = 12
const MAIN = 'phone.js'
const WORKER = 'phone/browser/decoder-worker.js'
const SCRIPT = 'text/javascript; charset=utf-8'
/** A worker has a policy of its own, not its page's. */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** Reads them once. `station`: where the built folder of that name lies, when not in `dist`. */
export function readPhoneFiles(station: string = projectFile('dist', 'station')): PhoneFiles {
  const program = readProgram(station)
  const look = (folder: string, name: string): string => projectFile('station', folder, 'look', name)
  const assets = createAssets(paths.assets, [
    ...SHARED_FONTS,
    {
      name: 'phone.css',
      type: 'text/css; charset=utf-8',
      parts: [...KIOSK_SHEETS, look('phone', 'phone.css')],
    },
    { name: 'phone.svg', type: 'image/svg+xml', parts: [look('kiosk', 'kiosk.svg')] },
  ])
  const routes = new Hono()
  routes.route('/', program.routes)
  routes.route('/', assets.routes)
  return {
    style: assets.asset('phone.css'),
    icon: assets.asset('phone.svg'),
    programs: {
      phone: program.address('phone/browser/phone.js'),
      signIn: program.address('phone/browser/sign-in.js'),
    },
    decoder: {
      worker: program.address(WORKER),
      module: program.address('zxing/reader/index.js'),
      wasm: program.address('zxing/reader.wasm'),
    },
    routes,
  }
}

/** Everything that runs in the browser, under one hash over all of it. */
function readProgram(station: string): { address(name: string): string; routes: Hono } {
  if (!existsSync(join(station, 'phone', 'browser', MAIN)))
    throw new Error(`${station} has no phone: build first (npm run build)`)
  const files = [...modulesOf(station, 'kiosk'), ...modulesOf(station, 'phone'), ...decoderFiles()]
  const read = files.map((file) => ({ ...file, body: Uint8Array.from(readFileSync(file.path)) }))
  const digest = createHash('sha256')
  for (const { name, body } of read) digest.update(name).update(body)
  const base = `${paths.assets}/${digest.digest('hex').slice(0, HASH_LENGTH)}`
  const routes = new Hono()
  for (const { name, type, body } of read) {
    routes.get(`${base}/${name}`, (c) => {
      if (name === WORKER) c.header('content-security-policy', WORKER_POLICY)
      return c.body(body, 200, {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
    })
  }
  return { address: (name) => `${base}/${name}`, routes }
}

/** A phone's modules import those of the kiosk, two folders up. */
function modulesOf(station: string, part: 'kiosk' | 'phone'): File[] {
  const folder = join(station, part, 'browser')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: `${part}/browser/${name}`, type: SCRIPT, path: join(folder, name) }))
}

/** WebAssembly of another version than its module fails while it reads, so both come from the one package. */
function decoderFiles(): File[] {
  const file = (...path: string[]): string => projectFile('node_modules', 'zxing-wasm', 'dist', ...path)
  return [
    { name: 'zxing/reader/index.js', type: SCRIPT, path: file('es', 'reader', 'index.js') },
    { name: 'zxing/share.js', type: SCRIPT, path: file('es', 'share.js') },
    { name: 'zxing/reader.wasm', type: 'application/wasm', path: file('reader', 'zxing_reader.wasm') },
  ]
}
