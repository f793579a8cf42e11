import { openStudio } from './kiosk-pictures.ts'
import { KIOSK_STATES } from './kiosk-states.ts'
import { openPictureBrowser } from './picture-browser.ts'
import type { ScreenFault, Size } from './screen-sizes.ts'

export interface KioskPass {
  readonly sizes: readonly Size[]
  readonly folder: string
  /** Only states whose name has this in it. */
  readonly only: string
}

/** Pictures every state of the kiosk at these sizes, in the order of the table, and returns all faults. */
export async function pictureKiosk({ sizes, folder, only }: KioskPass): Promise<ScreenFault[]> {
  const browser = await openPictureBrowser()
  const studio = await openStudio({ browser, sizes, folder })
  try {
    const states = KIOSK_STATES.filter(({ name }) => name.includes(only))
    const faults = await Promise.all(states.map((state) => studio.picture(state)))
    return faults.flat()
  } finally {
    await studio.close()
    await browser.close()
  }
}
