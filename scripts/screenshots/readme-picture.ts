import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFile } from '../../core/kernel/project-root.ts'
import { openPictureBrowser } from './picture-browser.ts'
import { pictureName } from './screen-sizes.ts'

const SIDE_BY_SIDE = ['first-scan', 'admin-order']
const WIDTH = 800
const GAP = 4

/** Makes the README's picture of two that were just taken. Returns its path. */
export async function writeReadmePicture(folder: string): Promise<string> {
  const images = SIDE_BY_SIDE.map((state) => {
    const bytes = readFileSync(join(folder, pictureName(state, '1024x600')))
    return `<img src="data:image/png;base64,${bytes.toString('base64')}" width="${WIDTH}" alt="">`
  })
  const path = projectFile('scripts', 'screenshots', 'scanbook.png')
  const browser = await openPictureBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 2 * WIDTH + GAP, height: 600 } })
    await page.setContent(`<body style="margin: 0"><div id="both" style="display: flex; gap: ${GAP}px">
      ${images.join('')}</div></body>`)
    await page.locator('#both').screenshot({ path })
  } finally {
    await browser.close()
  }
  return path
}
