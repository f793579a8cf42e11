import { invariant } from '../kernel/invariant.ts'

const ZERO = 48

/** The check digit for the digits before it, GS1 General Specifications 7.9 (weights 3 and 1, modulo 10). */
export function computeCheckDigit(body: string): number {
  invariant(body !== '' && isAllDigits(body), `not digits: ${body}`)
  return (10 - (weightedSum(body, body.length) % 10)) % 10
}

/** Whether the last of these digits checks the others. False for anything but digits. */
export function hasValidCheckDigit(code: string): boolean {
  if (code.length < 2 || !isAllDigits(code)) return false
  const last = code.length - 1
  return (weightedSum(code, last) + code.charCodeAt(last) - ZERO) % 10 === 0
}

/** Whether every character is one of 0 to 9. */
export function isAllDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - ZERO
    if (digit < 0 || digit > 9) return false
  }
  return true
}

/** Weights count from the right, so a code and the same code with zeros in front share their check digit. */
function weightedSum(digits: string, end: number): number {
  let sum = 0
  let weight = 3
  for (let index = end - 1; index >= 0; index -= 1) {
    sum += (digits.charCodeAt(index) - ZERO) * weight
    weight = 4 - weight
  }
  return sum
}
