import { isAllDigits } from './check-digit.ts'

/**
 * A GS1 date, YYMMDD, as YYYY-MM-DD. A day of 00 is the last of its month, where `allowsMonth`. The century is the one
 * that puts the year at most 49 behind and 50 ahead of today's, General Specifications 7.12. undefined for a day that
 * no calendar has.
 */
export function readGs1Date(
  digits: string,
  { today, allowsMonth }: { readonly today: string; readonly allowsMonth: boolean },
): string | undefined {
  if (digits.length !== 6 || !isAllDigits(digits)) return undefined
  const year = wholeYear(Number(digits.slice(0, 2)), Number(today.slice(0, 4)))
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4))
  if (month < 1 || month > 12) return undefined
  const last = lastDay(year, month)
  if (day > last || (day === 0 && !allowsMonth)) return undefined
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day === 0 ? last : day, 2)}`
}

function wholeYear(year: number, thisYear: number): number {
  const ahead = year - (thisYear % 100)
  const century = thisYear - (thisYear % 100)
  if (ahead >= 51) return century - 100 + year
  if (ahead <= -50) return century + 100 + year
  return century + year
}

function lastDay(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
