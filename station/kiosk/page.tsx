import type { FC } from 'hono/jsx'
import type { Asset } from '../../core/web/assets.ts'
import { words } from '../../core/words/catalogue.ts'
import { paths } from './paths.ts'
import type { ScreenFacts } from './screen-facts.ts'
import { Icon } from './screens/icon.tsx'
import { Screen } from './screens/screen.tsx'

interface PageProps {
  readonly facts: ScreenFacts
  readonly boot: string
  readonly version: number
  readonly style: Asset
  readonly icon: Asset
  /** Address of the page's own program. */
  readonly program: string
}

/** The page around the screen: what belongs to the browser, and stays while the station redraws the rest. */
export const Page: FC<PageProps> = ({ facts, boot, version, style, icon, program }) => {
  const { kiosk } = words
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{kiosk.title(facts.station)}</title>
        <link rel="icon" href={icon.url} type="image/svg+xml" />
        <link rel="stylesheet" href={style.url} integrity={style.integrity} />
        <script type="module" src={program} />
      </head>
      <body data-inputs={paths.inputs} data-events={paths.events}>
        <form id="screen" method="post" action={paths.press} data-boot={boot} data-version={String(version)}>
          <Screen facts={facts} />
        </form>
        <aside aria-label={kiosk.messages}>
          <div id="typed" hidden>
            <span>{kiosk.typed.label}</span>
            <b data-typed />
            <span class="hint">{kiosk.typed.hint}</span>
            <button type="button" data-clear>
              {kiosk.typed.clear}
            </button>
          </div>
          <p id="sound-off" class="mark" hidden>
            {kiosk.sound.off}
          </p>
          <output id="line-down" class="mark" hidden>
            <Icon name="wait" /> {kiosk.link.down}
          </output>
          <p id="said" class="unseen" aria-live="assertive" />
        </aside>
      </body>
    </html>
  )
}
