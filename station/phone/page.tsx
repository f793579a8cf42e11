import type { FC, PropsWithChildren } from 'hono/jsx'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import { words } from '../../core/words/catalogue.ts'
import type { ScreenFacts } from '../kiosk/screen-facts.ts'
import { PageMessages } from '../kiosk/page-messages.tsx'
import { DemoBand } from '../kiosk/screens/demo-band.tsx'
import { Icon } from '../kiosk/screens/icon.tsx'
import { Screen } from '../kiosk/screens/screen.tsx'
import { paths } from './paths.ts'
import type { PhoneFiles } from './phone-files.ts'

interface PageProps {
  readonly files: PhoneFiles
  readonly facts: ScreenFacts
  readonly boot: string
  readonly version: number
  /** Names the session: what is not sent yet belongs to it. */
  readonly store: string
  /** A super admin may scan for another branch. */
  readonly mayChangeBranch: boolean
}

/** The station's own screen, and a camera over it in place of its scanner. */
export const PhonePage: FC<PageProps> = ({ files, facts, boot, version, store, mayChangeBranch }) => {
  const { phone } = words
  return (
    <Html title={phone.title(facts.station)} files={files} program={files.programs.phone}>
      <body class="phone" data-view="list" data-store={store} {...addresses(files)}>
        <form id="screen" method="post" action={paths.press} data-boot={boot} data-version={String(version)}>
          <Screen facts={facts} />
        </form>
        <p id="question" />
        <Camera />
        <nav id="dock" aria-label={phone.camera}>
          <button type="button" id="turn" class="go">
            <span data-when="list">{phone.camera}</span>
            <span data-when="answer">{phone.list}</span>
            <span data-when="question">{phone.answer}</span>
          </button>
          <Torch />
          {mayChangeBranch && (
            <a class="button" href={paths.branch}>
              {phone.branch.change}
            </a>
          )}
          <form method="post" action={paths.signOut}>
            <button>{phone.signOut}</button>
          </form>
        </nav>
        <PageMessages label={phone.messages} />
      </body>
    </Html>
  )
}

interface SignInProps {
  readonly files: PhoneFiles
  readonly message: string | undefined
  readonly login: string
  readonly isDemo: boolean
  /** As of when the people are that a PIN or badge is held against, where they are an old copy. */
  readonly peopleAsOf: string | undefined
}

/** Who holds the phone: by name and PIN, or by the badge. */
export const SignInPage: FC<SignInProps> = ({ files, message, login, isDemo, peopleAsOf }) => {
  const { phone } = words
  return (
    <Html title={phone.signIn.title} files={files} program={files.programs.signIn}>
      <body class="phone plain" data-view="list" {...addresses(files)}>
        <main class="sign-in">
          <DemoBand isDemo={isDemo} />
          <h1>{phone.signIn.title}</h1>
          {peopleAsOf !== undefined && <p class="facts">{words.kiosk.who.asOf(peopleAsOf)}</p>}
          {message !== undefined && (
            <p class="strip warn" role="alert">
              <Icon name="look" /> {message}
            </p>
          )}
          <form method="post" action={paths.signIn}>
            <label>
              {phone.signIn.login}
              <input
                name="login"
                value={login}
                required
                maxlength={100}
                autocomplete="username"
                autocapitalize="none"
                autocorrect="off"
              />
            </label>
            <label>
              {phone.signIn.pin}
              <input
                name="pin"
                type="password"
                inputmode="numeric"
                required
                maxlength={20}
                autocomplete="off"
              />
            </label>
            <button class="go">{phone.signIn.submit}</button>
          </form>
          <button type="button" id="badge-open" hidden>
            <Icon name="scan" /> {phone.signIn.badge}
          </button>
        </main>
        <p id="question">{phone.signIn.badgeHint}</p>
        <Camera />
        <nav id="dock" aria-label={phone.camera}>
          <button type="button" id="badge-close" class="go">
            {phone.signIn.close}
          </button>
          <Torch />
        </nav>
        <form id="badge" method="post" action={paths.badge} hidden>
          <input type="hidden" id="badge-text" name="badge" />
        </form>
      </body>
    </Html>
  )
}

/** Which branch a super admin scans for: everybody else has one. */
export const BranchPage: FC<{ files: PhoneFiles; branches: readonly Branch[]; isDemo: boolean }> = ({
  files,
  branches,
  isDemo,
}) => {
  const { phone } = words
  return (
    <Html title={phone.branch.title} files={files}>
      <body class="phone plain">
        <main class="sign-in">
          <DemoBand isDemo={isDemo} />
          <h1>{phone.branch.title}</h1>
          <form method="post" action={paths.branch}>
            {branches.map(({ id, name }) => (
              <button name="branch" value={String(id)}>
                {name}
              </button>
            ))}
          </form>
          <form method="post" action={paths.signOut}>
            <button>{phone.signOut}</button>
          </form>
        </main>
      </body>
    </Html>
  )
}

/** Where a page came without TLS, and what to do about it. */
export const InsecurePage: FC<{ files: PhoneFiles; secure: string | undefined; isDemo: boolean }> = ({
  files,
  secure,
  isDemo,
}) => {
  const { insecure } = words.phone
  return (
    <Html title={insecure.title} files={files}>
      <body class="phone plain">
        <main class="sign-in">
          <DemoBand isDemo={isDemo} />
          <h1>{insecure.title}</h1>
          <p>{insecure.text}</p>
          <p>{insecure.todo}</p>
          {secure !== undefined && (
            <>
              <p>{insecure.goTo}</p>
              <a class="button" href={secure}>
                {secure}
              </a>
            </>
          )}
        </main>
      </body>
    </Html>
  )
}

const Html: FC<PropsWithChildren<{ title: string; files: PhoneFiles; program?: string }>> = ({
  title,
  files,
  program,
  children,
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      <link rel="icon" href={files.icon.url} type="image/svg+xml" />
      <link rel="stylesheet" href={files.style.url} integrity={files.style.integrity} />
      {program !== undefined && <script type="module" src={program} />}
    </head>
    {children}
  </html>
)

/** How every command card begins: what stands before the command itself. */
const CARDS_BEGIN = ownCode.command('accept').replace(/ACCEPT.$/, '')

const PROBLEMS = ['insecure', 'denied', 'missing', 'busy', 'decoder'] as const

/** The camera's picture, the frame in which codes are read, and what is said when there is no picture. */
const Camera: FC = () => {
  const { phone } = words
  return (
    <section id="camera" aria-label={phone.camera}>
      <video id="picture" playsinline muted autoplay aria-label={phone.picture} />
      <div id="aim">
        <p class="hint">{phone.aimHint}</p>
        <p id="holding" class="hint" hidden>
          <Icon name="check" /> {phone.holding}
        </p>
      </div>
      <div id="camera-problem" role="alert" hidden>
        <Icon name="look" />
        {PROBLEMS.map((problem) => (
          <div data-problem={problem} hidden>
            <h2>{phone.problems[problem].title}</h2>
            <p>{phone.problems[problem].todo}</p>
          </div>
        ))}
        <button type="button" id="retry">
          {phone.retry}
        </button>
      </div>
    </section>
  )
}

const Torch: FC = () => (
  <button type="button" id="torch" aria-pressed="false" hidden>
    {words.phone.torch}
  </button>
)

/** What the page's program needs to know: where to send, and where the reader of barcodes is. */
function addresses(files: PhoneFiles): Record<string, string> {
  return {
    'data-inputs': paths.inputs,
    'data-events': paths.events,
    'data-here': paths.screen,
    'data-sign-in': `${paths.signIn}?ended`,
    'data-badge': paths.badge,
    'data-worker': files.decoder.worker,
    'data-module': files.decoder.module,
    'data-wasm': files.decoder.wasm,
    'data-cards': CARDS_BEGIN,
  }
}
