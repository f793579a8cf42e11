import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'

/** Large tiles, a page at a time: the screen itself never scrolls. */
export const PagedTiles: FC<PropsWithChildren<{ id: string; kind?: 'pictures' }>> = ({
  id,
  kind,
  children,
}) => (
  <div class="paged" id={id} data-paged>
    <div class={kind === undefined ? 'tiles' : `tiles ${kind}`} data-rows>
      {children}
    </div>
    <Turns />
  </div>
)

interface PagedLinesProps {
  /** Names the work, so that each begins on its first page. */
  readonly id: string
  readonly title: string
  readonly aside?: Child
  /** One line under the list. */
  readonly foot?: string
  /** It must be seen, whatever the list needs. */
  readonly isUrgent?: boolean
  /** A button under the list, beside those that turn its pages. */
  readonly button?: Child
}

/** Keys of which not all fit on a small screen. */
export const PagedKeys: FC<PropsWithChildren<{ id: string; label: string }>> = ({ id, label, children }) => (
  <fieldset class="keys paged" id={id} aria-label={label} data-paged>
    <div class="letters" data-rows>
      {children}
    </div>
    <Turns />
  </fieldset>
)

/** A list of lines, a page at a time. */
export const PagedLines: FC<PropsWithChildren<PagedLinesProps>> = (props) => (
  <section class="lines paged" id={props.id} data-paged>
    <h2>
      <span>{props.title}</span>
      {props.aside}
    </h2>
    <ol data-rows>{props.children}</ol>
    <div class="under">
      <Turns />
      {props.button}
    </div>
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
