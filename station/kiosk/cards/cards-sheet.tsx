import type { Child, FC } from 'hono/jsx'
import type { Asset } from '../../../core/web/assets.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { CardPaths } from './card-paths.ts'

export interface SheetAssets {
  readonly style: Asset
  readonly icon: Asset
}

interface SheetProps extends SheetAssets {
  readonly title: string
  readonly intro: string
  /** What to do with the paper; not printed itself. */
  readonly hint: string
  readonly current: 'commands' | 'items'
  readonly paths: CardPaths
  readonly children: Child
}

/** A page of barcodes, for the screen and for A4. */
export const Sheet: FC<SheetProps> = ({ title, intro, hint, current, paths, style, icon, children }) => {
  const { cards } = words
  const pages = [
    ['commands', cards.title],
    ['items', cards.items.title],
  ] as const
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href={icon.url} type="image/svg+xml" />
        <link rel="stylesheet" href={style.url} integrity={style.integrity} />
      </head>
      <body>
        <header>
          <h1>{title}</h1>
          <nav aria-label={cards.pages}>
            {pages.map(([page, name]) => (
              <a href={paths[page]} aria-current={page === current ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
          <p>{intro}</p>
          <p class="hint">{hint}</p>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
