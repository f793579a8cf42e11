import { words } from '../../core/words/catalogue.ts'
import type { CentralState } from './central-state.ts'

/** How central stands, in one sentence, with what a person does next. */
export function stateWords(state: CentralState): string {
  const { state: text } = words.central
  return state.kind === 'newer_book' ? text.newer_book(state.message) : text[state.kind]
}
