import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'

/** Large tiles, a page at a time: the screen itself never scrolls. */
export const PagedTiles: FC<PropsWithChildren<{ id: string }>> = ({ id, children }) => (
  <div class="paged" id={id} data-paged>
    <div class="tiles" data-rows>
      {children}
    </div>
    <Turns />
  </div>
)

interface PagedLinesProps {
  /** Names the work, so that each begins on its first page. */
  readonly id: string
  readonly title: string
  readonly aside: Child
  /** One line under the list. */
  readonly foot?: string
  /** It must be seen, whatever the list needs. */
  readonly isUrgent?: boolean
}

/** A list of lines, a page at a time. */
export const PagedLines: FC<PropsWithChildren<PagedLinesProps>> = (props) => (
  <section class="lines paged" id={props.id} data-paged>
    <h2>
      <span>{props.title}</span>
      {props.aside}
    </h2>
    <ol data-rows>{props.children}</ol>
    <Turns />
    {props.foot !== undefined && <p class={props.isUrgent === true ? 'more short' : 'more'}>{props.foot}</p>}
  </section>
)

/** The page's own program sets the counts: it knows how many rows fit. */
const Turns: FC = () => {
  const { pages } = words.kiosk
  return (
    <div class="turns">
      <button type="button" data-turn="previous" aria-label={pages.previous} disabled>
        <span data-count>{'0'}</span> {pages.before}
      </button>
      <button type="button" data-turn="next" aria-label={pages.next} disabled>
        <span data-count>{'0'}</span> {pages.after}
      </button>
    </div>
  )
}
