import { raw } from 'hono/html'
import { drawLabel } from '../../core/labels/draw-label.ts'
import { LABEL_SIZES, labelsPerPage } from '../../core/labels/label-sizes.ts'
import { words } from '../../core/words/catalogue.ts'
import { PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'
import { labelsAddress, type AskedLabels } from './asked-labels.ts'
import type { MadeLabels } from './made-labels.ts'

const { adminLabels: text } = words

/** The labels as they come out of the printer: every page exactly as large as its paper. */
export const SheetPage = ({ asked, made }: { asked: AskedLabels; made: MadeLabels }) => {
  const pages = pagesOf(asked, made)
  return (
    <>
      <PageHead title={text.sheetTitle}>
        <a class="button" href={labelsAddress(routes.labels, asked)}>
          {text.sheetBack}
        </a>
      </PageHead>
      <p class="message print-how">{text.sheetHow}</p>
      <div class={`label-pages is-${asked.size}`}>
        {pages.map((cells) => (
          <div class="label-page">
            {cells.map((svg) => (
              <div class="label-cell">{svg === undefined ? undefined : raw(svg)}</div>
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

/** The drawings page by page; undefined is a label that is used up. */
function pagesOf({ size }: AskedLabels, { labels, used }: MadeLabels): (string | undefined)[][] {
  const cells = [
    ...Array.from({ length: used }, () => undefined),
    ...labels.flatMap(({ laidOut, copies }) => {
      const svg = drawLabel(laidOut)
      return Array.from({ length: copies }, () => svg)
    }),
  ]
  const perPage = labelsPerPage(LABEL_SIZES[size])
  return Array.from({ length: Math.ceil(cells.length / perPage) }, (_, page) =>
    cells.slice(page * perPage, (page + 1) * perPage),
  )
}
