import type { FC } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import type { KioskFiles } from './kiosk-files.ts'
import { paths, practiceBase, type KioskPaths } from './paths.ts'
import type { ScreenFacts } from './screen-facts.ts'
import { PageMessages } from './page-messages.tsx'
import { Icon } from './screens/icon.tsx'
import { Screen } from './screens/screen.tsx'

interface PageProps {
  readonly facts: ScreenFacts
  readonly boot: string
  readonly version: number
  readonly at: KioskPaths
  /** What the addresses of the station at work begin with: also of its practice. */
  readonly work: string
  readonly files: KioskFiles
  /** What was pressed here was not taken: another screen works. */
  readonly isWatching: boolean
}

/** The page around the screen: what belongs to the browser, and stays while the station redraws the rest. */
export const Page: FC<PageProps> = ({ facts, boot, version, at, work, files, isWatching }) => {
  const { kiosk } = words
  const { style, icon, program } = files
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{kiosk.title(nameOf(facts))}</title>
        <link rel="icon" href={icon.url} type="image/svg+xml" />
        <link rel="stylesheet" href={style.url} integrity={style.integrity} />
        <script type="module" src={program} />
      </head>
      <body
        data-station={facts.station}
        data-inputs={at.inputs}
        data-events={at.events}
        data-seat={at.seat}
        // Each practice keeps what it has not sent for itself: no scan of one is ever sent to work.
        data-store={facts.practice?.isInside === true ? `practice ${boot}` : facts.station}
        data-work={paths(work).screen}
        data-practice={paths(practiceBase(work)).screen}
      >
        <Watching isShown={isWatching} />
        <form id="screen" method="post" action={at.press} data-boot={boot} data-version={String(version)}>
          <Screen facts={facts} />
        </form>
        <PageMessages label={kiosk.messages} />
      </body>
    </html>
  )
}

function nameOf({ station, practice }: ScreenFacts): string {
  return practice?.isInside === true ? `${station} ${words.practice.band}` : station
}

/** Said over a screen that is not the one from which the station is worked, and how it may become that. */
const Watching: FC<{ isShown: boolean }> = ({ isShown }) => {
  const { watching } = words.screens
  return (
    <section id="watching" aria-label={watching.label} hidden={!isShown}>
      <Icon name="look" />
      <div>
        <p>{watching.text}</p>
        <p id="not-taken" hidden>
          {watching.notTaken} <b data-not-taken />
          {watching.notTakenHint}
        </p>
      </div>
      <button type="button" class="go" data-take-seat hidden>
        {watching.take}
      </button>
    </section>
  )
}
