import { words } from '../../core/words/catalogue.ts'
import type { Standing } from './standing.tsx'

/**
 * What a form changes. `central`: the books themselves, which needs central's answer. `outbox`: it makes a document or
 * a note, which is taken on here and waits.
 */
export type Changes = 'central' | 'outbox'

const { needs } = words.adminCopy

/** Why a form cannot be saved now, in words; undefined: it can. */
export function hindranceOf({ state: { kind }, isDesk }: Standing, changes: Changes): string | undefined {
  if (!isDesk) return needs.readOnly
  if (changes === 'outbox') return undefined
  return kind === 'away' || kind === 'shut' ? needs[kind] : undefined
}
