import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import type { LayoutFault } from './page-look.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds. `isStrict`: contrast 7:1 and all else that WCAG has at AAA. */
export async function findAxeFaults(page: Page, isStrict: boolean): Promise<LayoutFault[]> {
  // Its half a megabyte is sent once a document, however often that is looked at.
  const isThere = await page.evaluate<boolean>(`typeof axe !== 'undefined'`)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
    .options({
      rules: { 'color-contrast-enhanced': { enabled: isStrict } },
      resultTypes: ['violations'],
      // Style sheets need not be fetched again: nothing here turns with the device.
      preload: false,
    })
    .withTags(isStrict ? [...TAGS, 'wcag2aaa'] : TAGS)
    // One frame: the page is looked at where it stands, without a second one beside it.
    .setLegacyMode(true)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ kind: `axe: ${id}`, what: html.replace(/\s+/g, ' ').slice(0, 160) })),
  )
}
