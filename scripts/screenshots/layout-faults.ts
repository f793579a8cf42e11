import type { Page } from 'playwright-core'
import { createLook, type LayoutFault } from './page-look.ts'
import { findScrolling, findTargetFaults, type TargetRules } from './target-faults.ts'
import { findCutText, findOverlaps, findSmallPrint, type TextRules } from './text-faults.ts'

export type LayoutRules = TextRules & TargetRules

/** The kiosk, at arm's length and a half with gloves on (notes/kiosk-conventions.md). Pixels. */
export const KIOSK_RULES: LayoutRules = {
  mayScroll: false,
  smallest: 16,
  large: [
    { selector: '.last .name:not(.sentence)', px: 48 },
    { selector: '.last .quantity b', px: 48 },
  ],
  target: { side: 64, gap: 8 },
}

/** The admin app at a desk: pages may be long, and axe measures the targets (WCAG 2.5.8). */
export const ADMIN_RULES: LayoutRules = { mayScroll: true, smallest: 12, large: [], target: null }

const CHECKS = [findCutText, findOverlaps, findSmallPrint, findTargetFaults, findScrolling]

/** Everything about the page, as it stands now at its size, that a person would trip over. */
export async function findLayoutFaults(page: Page, rules: LayoutRules): Promise<LayoutFault[]> {
  const checks = CHECKS.map((check) => `(${check.toString()})(look, rules)`)
  const program = `(() => {
    const look = (${createLook.toString()})()
    const rules = ${JSON.stringify(rules)}
    return [${checks.join(', ')}].flat()
  })()`
  const found = await page.evaluate<LayoutFault[]>(program)
  // The lines of one text, or a thing that two checks see, are one fault.
  return [...new Map(found.map((fault) => [`${fault.kind} ${fault.what}`, fault])).values()]
}
