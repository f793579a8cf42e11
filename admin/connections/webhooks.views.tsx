import type { Branch } from '../../core/branches/read-branches.ts'
import { WAITING_MAX } from '../../core/webhooks/deliveries.ts'
import type { Hook } from '../../core/webhooks/hook.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, None, useFormats } from '../look/figures.tsx'
import { Icon, type IconName } from '../look/icons.tsx'
import { Empty } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { ConnectionsFrame } from './connections.views.tsx'
import { HowMessagesArrive } from './message-help.views.tsx'

const { adminWebhooks: text } = words

/** A webhook with what a page says beside it. */
export interface ShownHook {
  readonly hook: Hook
  /** undefined: of all branches. */
  readonly branch: Branch | undefined
  readonly waiting: number
  readonly zone: string
}

/** Who is told what, and whether it arrives. */
export const WebhooksPage = ({ hooks, now }: { hooks: readonly ShownHook[]; now: number }) => (
  <ConnectionsFrame
    part="webhooks"
    actions={
      <a class="button" href={routes.newWebhook}>
        {text.add.link}
      </a>
    }
  >
    <p>{text.intro}</p>
    {hooks.length === 0 ? (
      <Empty>{text.empty}</Empty>
    ) : (
      <DataTable caption={text.list} columns={columns(now)} entries={hooks} />
    )}
    <HowMessagesArrive />
  </ConnectionsFrame>
)

function columns(now: number): readonly Column<ShownHook>[] {
  return [
    {
      label: text.address,
      kind: 'heading',
      cell: ({ hook }) => (
        <a class="hook-url" href={links.webhook(hook.id)}>
          {hook.url}
        </a>
      ),
    },
    { label: text.state, cell: ({ hook }) => <HookState hook={hook} now={now} /> },
    { label: text.branch, cell: ({ branch }) => branch?.prefix ?? text.allBranches },
    {
      label: text.lastTaken,
      cell: ({ hook, zone }) =>
        hook.lastDoneAt === undefined ? <None /> : <Moment at={hook.lastDoneAt} zone={zone} />,
    },
    { label: text.waiting, kind: 'figure', cell: ({ waiting }) => <Waiting count={waiting} /> },
  ]
}

export const Waiting = ({ count }: { count: number }) => {
  const formats = useFormats()
  return (
    <span class="figure">
      {count >= WAITING_MAX ? text.waitingMany(formats.count(count)) : formats.count(count)}
    </span>
  )
}

/** Whether messages arrive, as word, icon and colour. */
export const HookState = ({ hook, now }: { hook: Hook; now: number }) => {
  const formats = useFormats()
  const [look, icon, said] = stateOf(hook, (since) => formats.age(now - since))
  return (
    <span class={`state is-${look}`}>
      <Icon name={icon} />
      {said}
    </span>
  )
}

function stateOf(
  { paused, failingSince }: Hook,
  age: (since: number) => string,
): readonly [look: string, icon: IconName, said: string] {
  if (paused === 'gone' || paused === 'unanswered') return ['refused', 'refused', text.states[paused]]
  if (paused === 'person') return ['waiting', 'waiting', text.states.person]
  return failingSince === undefined
    ? ['posted', 'posted', text.states.working]
    : ['refused', 'needs', text.states.failing(age(failingSince))]
}
