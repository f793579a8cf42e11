import { putLine } from './lines.ts'
import type { Work } from './work-state.ts'

/** What an undone step was about: an item of the list, or a code nobody knows. */
export interface Undone {
  readonly work: Work
  readonly item: number | null
  readonly name: string
}

/** Takes back the last step. Undefined when there is none. */
export function undoStep(work: Work): Undone | undefined {
  const last = work.history.at(-1)
  if (last === undefined) return undefined
  const earlier = { ...work, history: work.history.slice(0, -1), steps: work.steps + 1 }
  if (last.of === 'unknown') {
    const unknown = work.unknown.map((code) => (code.key === last.key ? { ...code, ...last.before } : code))
    const text = work.unknown.find(({ key }) => key === last.key)?.text ?? last.key
    return { work: { ...earlier, unknown }, item: null, name: text }
  }
  const now = work.lines.find(({ item }) => item === last.item)
  if (now === undefined) return undefined
  const line = { ...now, ...last.before }
  return { work: { ...earlier, lines: putLine(work.lines, line) }, item: line.item, name: line.name }
}
