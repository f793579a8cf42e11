/** Characters that a code and a name may have at the most. */
export const ITEM_CODE_MAX = 40
export const ITEM_NAME_MAX = 120

const CODE = /^[\p{L}\p{N}](?:[\p{L}\p{N} _./+-]*[\p{L}\p{N}+])?$/u

/** Why something is no item code: nothing is there, it is too long, or it has other characters. */
export type CodeProblem = 'missing' | 'too_long' | 'not_a_code'

/**
 * An item's own code as somebody typed, imported or sent it: in capitals, with one space where there were several. What
 * a label and a scan can carry: letters and digits, and between them spaces and _ . / + -; a plus also at the end.
 */
export function readItemCode(written: string): { readonly code: string } | { readonly problem: CodeProblem } {
  const code = written.replace(/\s+/gu, ' ').trim().toUpperCase()
  if (code === '') return { problem: 'missing' }
  if (code.length > ITEM_CODE_MAX) return { problem: 'too_long' }
  return CODE.test(code) ? { code } : { problem: 'not_a_code' }
}
