import { Hono } from 'hono'
import { projectFile } from '../../core/kernel/project-root.ts'
import { createAssets, SHARED_FONTS, type Asset } from '../../core/web/assets.ts'
import { readBrowserProgram } from './browser-program.ts'
import { KIOSK_SHEETS } from './look-sheets.ts'
import { KIOSK_ASSETS } from './paths.ts'

/** What the screens of all stations look like and run on. There is nothing of the book in it: anybody may have it. */
export interface KioskFiles {
  readonly style: Asset
  readonly icon: Asset
  /** Address of the page's own program. */
  readonly program: string
  readonly routes: Hono
}

/** Reads them once for all stations of the process. `programFolder`: where the built program lies, when not in `dist`. */
export function readKioskFiles(programFolder?: string): KioskFiles {
  const program = readBrowserProgram(programFolder)
  const look = (name: string): string => projectFile('station', 'kiosk', 'look', name)
  const assets = createAssets(KIOSK_ASSETS, [
    ...SHARED_FONTS,
    {
      name: 'kiosk.css',
      type: 'text/css; charset=utf-8',
      parts: [...KIOSK_SHEETS, look('access.css')],
    },
    { name: 'kiosk.svg', type: 'image/svg+xml', parts: [look('kiosk.svg')] },
  ])
  const routes = new Hono()
  routes.route('/', program.routes)
  routes.route('/', assets.routes)
  return { style: assets.asset('kiosk.css'), icon: assets.asset('kiosk.svg'), program: program.url, routes }
}
