import type { Reader } from '../database/reader.ts'
import type { Hook } from './hook.ts'
import type { HooksFile } from './hooks-file.ts'
import type { SendingHook } from './hooks.ts'

/** Of all branches (no `?2`) only a super admin answers. */
const MAY = `SELECT 1 FROM person
  WHERE id = ?1 AND is_active = 1 AND (role = 'super_admin' OR (role = 'manager' AND branch = ?2))`

/**
 * Whether whoever answers for a hook may still make it: works here, and steers its branch. What they could no longer
 * look at themselves is told to nobody in their name.
 */
export function isAnsweredFor(whole: Reader, { madeBy, branch }: Pick<Hook, 'madeBy' | 'branch'>): boolean {
  return whole.get(MAY, madeBy, branch ?? null) !== undefined
}

/** Those that something is told and sent to now. Asked anew each time, so that the end of a role tells. */
export function tellingHooks(parts: { file: HooksFile; readers: { whole: Reader } }): SendingHook[] {
  return parts.file.hooks.sending().filter((hook) => isAnsweredFor(parts.readers.whole, hook))
}
