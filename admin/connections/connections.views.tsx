import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { PageHead, Tabs } from '../look/pieces.tsx'
import { routes } from '../paths.ts'

const { adminWebhooks: text } = words

/** The ways in which other systems connect, each a page below this one. A new one is a row here. */
const PARTS = [
  { part: 'webhooks', name: text.title, href: routes.webhooks },
  { part: 'tokens', name: words.adminApi.tokens.list, href: routes.tokens },
] as const
export type ConnectionsPart = (typeof PARTS)[number]['part']

/** What every page about other systems is inside of: its name, and the other ways. `actions` stand beside the name. */
export const ConnectionsFrame = ({
  part,
  actions,
  children,
}: {
  part: ConnectionsPart
  actions?: Child
  children: Child
}) => (
  <>
    <PageHead title={text.connections}>{actions}</PageHead>
    <Tabs
      label={text.parts}
      tabs={PARTS.map((row) => ({ href: row.href, name: row.name, isCurrent: row.part === part }))}
    />
    {children}
  </>
)
