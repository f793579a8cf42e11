import { quantity, type DisplayUnit } from '../../../core/kernel/quantity.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'

/** "12", "3.2 kg": pieces need no unit where a person counts them. */
export function inUnit({ formats }: ScreenFacts, base: number, unit: DisplayUnit): string {
  return unit.base === 'each' && unit.factor === 1
    ? formats.quantityNumber(quantity(base), unit)
    : formats.quantity(quantity(base), unit)
}

/** "due today", "late, was due 18 Nov 2026". */
export function dueWords({ formats, today }: ScreenFacts, dueOn: string): string {
  const { due } = words.kiosk
  if (dueOn === today) return due.today
  if (dueOn < today) return due.late(formats.day(dueOn))
  return dueOn === dayAfter(today) ? due.tomorrow : due.on(formats.day(dueOn))
}

export function itemCount({ formats }: ScreenFacts, items: number): string {
  return words.kiosk.scan.count(items, formats.count(items))
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

const LONG_NAME = 40

/** How large a name stands: a long one a little smaller, a sentence as a sentence. */
export function nameClass(name: string, isSentence = false): string {
  if (isSentence) return 'name sentence'
  return name.length > LONG_NAME ? 'name long' : 'name'
}
