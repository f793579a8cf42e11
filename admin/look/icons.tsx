import { raw } from 'hono/html'
import { readFileSync } from 'node:fs'
import { projectFile } from '../../core/kernel/project-root.ts'

const NAMES = {
  posted: 'check',
  refused: 'x',
  waiting: 'clock',
  needs: 'triangle-alert',
  reversed: 'undo-2',
  menu: 'menu',
} as const
export type IconName = keyof typeof NAMES

// The strokes alone: lucide's own class and licence comment stay in its package.
const strokes = Object.fromEntries(
  Object.entries(NAMES).map(([name, file]) => {
    const svg = readFileSync(projectFile('node_modules', 'lucide-static', 'icons', `${file}.svg`), 'utf8')
    return [name, svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))]
  }),
)

/** A picture beside a word that says the same: silent for a screen reader. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {raw(strokes[name] ?? '')}
  </svg>
)
