import type { FC } from 'hono/jsx'
import { PAIRING_DIGITS } from '../../../core/outbox/screens.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { KioskFiles } from '../kiosk-files.ts'
import { DemoBand } from '../screens/demo-band.tsx'

interface PairPageProps {
  readonly station: string
  readonly address: string
  readonly files: KioskFiles
  readonly problem: string | undefined
  readonly isDemo: boolean
}

/** All that a browser sees which is no screen of the station: its name, and how it becomes one. */
export const PairPage: FC<PairPageProps> = ({ station, address, files, problem, isDemo }) => {
  const { pair } = words.screens
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words.kiosk.title(station)}</title>
        <link rel="icon" href={files.icon.url} type="image/svg+xml" />
        <link rel="stylesheet" href={files.style.url} integrity={files.style.integrity} />
      </head>
      <body class="pairing">
        <main>
          <DemoBand isDemo={isDemo} />
          <h1>{pair.title(station)}</h1>
          <p>{pair.why}</p>
          <p>{pair.how}</p>
          {problem !== undefined && (
            <p class="problem" role="alert" id="problem">
              {problem}
            </p>
          )}
          <form method="post" action={address}>
            <label for="code">{pair.code}</label>
            <input
              id="code"
              name="code"
              required
              // Two more for the spaces that people type between groups.
              maxlength={PAIRING_DIGITS + 2}
              inputmode="numeric"
              autocomplete="off"
              autofocus
              aria-describedby={problem === undefined ? undefined : 'problem'}
              aria-invalid={problem === undefined ? undefined : 'true'}
            />
            <button class="go">{pair.submit}</button>
          </form>
        </main>
      </body>
    </html>
  )
}
