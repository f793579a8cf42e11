import { readFileSync } from 'node:fs'
import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { PictureName } from '../items/pictures.ts'
import { projectFile } from '../kernel/project-root.ts'

/** The strokes of each picture, read once when it is first shown. */
const drawn = new Map<PictureName, string>()

/** An item's picture, drawn in the page: lucide's strokes (ISC) in the colour of the text. */
export const Picture: FC<{ name: PictureName }> = ({ name }) => (
  <svg
    class="picture"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {raw(strokesOf(name))}
  </svg>
)

function strokesOf(name: PictureName): string {
  const known = drawn.get(name)
  if (known !== undefined) return known
  const file = readFileSync(projectFile('node_modules', 'lucide-static', 'icons', `${name}.svg`), 'utf8')
  const strokes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1] ?? ''
  drawn.set(name, strokes)
  return strokes
}
