import { z } from 'zod'
import { words } from '../../core/words/catalogue.ts'

const { problems } = words.adminBranches.settings
export const PATTERNS_MAX = 12

const name = z.string(problems.nameMissing).min(1, problems.nameMissing).max(80, problems.nameLong)
export const nameForm = z.object({ name })
export const companyForm = z.object({
  name,
  currency: z
    .string(problems.currency)
    .toUpperCase()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), problems.currency),
})

/** Thirteen characters, of which the first is 2, at least one is the item's, and the last is the check digit. */
export const patternForm = z.object({
  pattern: z
    .string(problems.pattern)
    .toUpperCase()
    .regex(/^2(?=[^I]*I)[0-9IWPV]{11}C$/, problems.pattern)
    .refine((pattern) => !(pattern.includes('W') && pattern.includes('P')), problems.both),
})

/** The patterns after a press, "up:0", "down:0" or "off:0"; undefined: this is no press of the page. */
export function patternsAfter(
  patterns: readonly string[],
  pressed: string | undefined,
): string[] | undefined {
  const [, deed, digits] = /^(up|down|off):(\d{1,2})$/.exec(pressed ?? '') ?? []
  const index = Number(digits)
  const pattern = patterns[index]
  if (deed === undefined || pattern === undefined) return undefined
  const others = patterns.toSpliced(index, 1)
  if (deed === 'off') return others
  return others.toSpliced(Math.max(0, deed === 'up' ? index - 1 : index + 1), 0, pattern)
}
