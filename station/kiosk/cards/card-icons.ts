import { readFileSync } from 'node:fs'
import { projectFile } from '../../../core/kernel/project-root.ts'

/**
 * A picture of lucide's (ISC) by its file name, as the strokes inside an <svg> of 24 × 24. Throws when there is none:
 * a typing error, found as soon as the cards are made.
 */
export function readIconStrokes(name: string): string {
  const file = readFileSync(projectFile('node_modules', 'lucide-static', 'icons', `${name}.svg`), 'utf8')
  const [, strokes] = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file) ?? []
  if (strokes === undefined) throw new Error(`${name} is not a picture`)
  return strokes.trim()
}
