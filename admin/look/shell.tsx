import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Assets } from '../../core/web/assets.ts'
import { words } from '../../core/words/catalogue.ts'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { Icon } from './icons.tsx'

const { admin } = words

/** The pages in the order of the menu, under what they are about. */
const MENU = [
  { heading: undefined, pages: ['home'] },
  { heading: admin.nav.work, pages: ['refusals', 'orders', 'runs', 'documents', 'scans', 'remarks'] },
  { heading: admin.nav.books, pages: ['stock', 'journal', 'accounts'] },
  {
    heading: admin.nav.setUp,
    pages: [
      'items',
      'partners',
      'reasons',
      'branches',
      'people',
      'stations',
      'labels',
      'data',
      'connections',
      'settings',
      'backups',
    ],
  },
] as const
export type Section = (typeof MENU)[number]['pages'][number]

/** What only super admins look after. */
const OF_SUPER_ADMINS: readonly Section[] = ['settings', 'backups']

function menuFor(visitor: Visitor): readonly { heading: string | undefined; pages: readonly Section[] }[] {
  if (visitor.authority.kind === 'all') return MENU
  return MENU.map(({ heading, pages }) => ({
    heading,
    pages: pages.filter((page) => !OF_SUPER_ADMINS.includes(page)),
  }))
}

interface ShellProps {
  readonly title: string
  readonly assets: Assets
  /** Made-up data: every page says so. */
  readonly isDemo: boolean
  /** undefined: nobody is signed in, so there is nothing to go to. */
  readonly visitor: Visitor | undefined
  readonly section: Section | undefined
  /** The page is shown anew whenever something moved since; undefined: it stays as it came. */
  readonly live: { readonly since: string } | undefined
  /** Where the switch of branches comes back to. */
  readonly address: string
  readonly children: Child
}

/** The whole page around its content. */
export function renderShell(props: ShellProps) {
  return html`<!doctype html>${<Page {...props} />}`
}

const Page = ({ title, assets, isDemo, visitor, section, address, live, children }: ShellProps) => {
  const [style, htmx] = [assets.asset('admin.css'), assets.asset('htmx.js')]
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":"reload"}' />
        <title>{admin.pageTitle(title)}</title>
        <link rel="icon" href={assets.asset('icon.svg').url} type="image/svg+xml" />
        <link rel="stylesheet" href={style.url} integrity={style.integrity} />
        <script src={htmx.url} integrity={htmx.integrity} defer></script>
      </head>
      <body class={visitor === undefined ? 'is-plain' : undefined}>
        <a class="skip" href="#main">
          {admin.skipToContent}
        </a>
        {visitor !== undefined && <SideBar visitor={visitor} section={section} address={address} />}
        {isDemo && <aside class="demo-mark">{words.shared.demo}</aside>}
        <main id="main" tabindex={-1} {...(live === undefined ? {} : refreshed(address))}>
          {children}
        </main>
        {live !== undefined && <LiveLine since={live.since} />}
        {visitor !== undefined && <TellUs />}
      </body>
    </html>
  )
}

/** The line over which the server says that something moved; it draws nothing itself. */
const LiveLine = ({ since }: { since: string }) => (
  <div id="live" hidden {...{ 'hx-sse:connect': links.live({ since }), 'hx-swap': 'none' }}></div>
)

/** The content asks for itself anew and is changed in place: what is focused, typed or marked stays. */
function refreshed(address: string) {
  return {
    'hx-get': address,
    'hx-trigger': 'moved from:#live',
    'hx-target': 'this',
    'hx-swap': 'innerMorph',
    'hx-status:5xx': 'swap:none',
  }
}

/** At the foot of every page: what somebody has to say about it. */
const TellUs = () => (
  <footer class="page-foot">
    <a href={routes.newRemark}>{words.adminRemarks.tell.link}</a>
  </footer>
)

const SideBar = ({
  visitor,
  section,
  address,
}: {
  visitor: Visitor
  section: Section | undefined
  address: string
}) => (
  <header class="side">
    <div class="brand">
      <a href={routes.home}>{admin.product}</a>
      <button type="button" class="menu-button" popovertarget="menu">
        <Icon name="menu" />
        {admin.menu}
      </button>
    </div>
    <div id="menu" popover="auto" class="menu">
      <nav aria-label={admin.nav.label}>
        {menuFor(visitor).map(({ heading, pages }) => (
          <>
            {heading !== undefined && <p class="menu-heading">{heading}</p>}
            <ul>
              {pages.map((page) => (
                <li>
                  <a href={routes[page]} aria-current={page === section ? 'page' : undefined}>
                    {admin.nav[page]}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ))}
      </nav>
      {visitor.authority.kind === 'all' && <BranchSwitch visitor={visitor} address={address} />}
      <SignedIn visitor={visitor} />
    </div>
  </header>
)

/** A super admin looks at all branches or at one; everyone else has one and no switch. */
const BranchSwitch = ({ visitor, address }: { visitor: Visitor; address: string }) => (
  <form method="post" action={routes.branch} class="branch-switch">
    <input type="hidden" name="back" value={address} />
    <fieldset>
      <legend class="menu-heading">{admin.branches.label}</legend>
      <button name="branch" value="" aria-pressed={String(visitor.view.kind === 'all')}>
        {admin.branches.all}
      </button>
      {visitor.branches.map(({ id, prefix, name }) => (
        <button
          name="branch"
          value={String(id)}
          title={name}
          aria-pressed={String(visitor.view.kind === 'branch' && visitor.view.branch === id)}
        >
          {prefix}
        </button>
      ))}
    </fieldset>
  </form>
)

const SignedIn = ({ visitor }: { visitor: Visitor }) => (
  <form method="post" action={routes.signOut} class="signed-in">
    <p>
      {visitor.person.name}
      <small>
        {admin.roles[visitor.person.role]}
        {visitor.branches.length === 1 && visitor.authority.kind === 'branch' && (
          <> · {visitor.branches[0]?.prefix}</>
        )}
      </small>
    </p>
    <button class="quiet">{admin.nav.signOut}</button>
  </form>
)
