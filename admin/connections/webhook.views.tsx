import type { Page } from '../../core/kernel/page.ts'
import { TEST_EVENT, type Delivery } from '../../core/webhooks/hook.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, None, useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { Empty, Facts, PageHead, PageLinks } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { HookState, Waiting, type ShownHook } from './webhooks.views.tsx'

const { adminWebhooks: text } = words

interface WebhookProps {
  readonly shown: ShownHook
  readonly madeBy: string | undefined
  readonly deliveries: Page<Delivery, number>
  readonly isFirst: boolean
  readonly now: number
}

/** One webhook: whether it works, what was sent, and what can be done about it. */
export const WebhookPage = ({ shown, madeBy, deliveries, isFirst, now }: WebhookProps) => {
  const { hook, branch, waiting, zone } = shown
  return (
    <>
      <PageHead title={new URL(hook.url).host}>
        <a class="button" href={routes.webhooks}>
          {text.one.back}
        </a>
      </PageHead>
      <Advice shown={shown} />
      <Facts
        facts={[
          [text.address, <span class="hook-url">{hook.url}</span>],
          [text.state, <HookState hook={hook} now={now} />],
          [text.events, hook.events.map((event) => text.eventNames[event]).join(', ')],
          [text.branch, branch?.prefix ?? text.allBranches],
          [text.one.costs, hook.withCosts ? text.one.withCosts : text.one.withoutCosts],
          [text.waiting, <Waiting count={waiting} />],
          [
            text.lastTaken,
            hook.lastDoneAt === undefined ? <None /> : <Moment at={hook.lastDoneAt} zone={zone} />,
          ],
          [text.one.madeBy, madeBy ?? <None />],
        ]}
      />
      <Actions shown={shown} />
      <h2>{text.deliveries.title}</h2>
      {deliveries.entries.length === 0 ? (
        <Empty>{text.deliveries.empty}</Empty>
      ) : (
        <DataTable
          caption={text.deliveries.title}
          columns={columns(hook.id, zone, now)}
          entries={deliveries.entries}
        />
      )}
      <PageLinks
        newest={isFirst ? undefined : links.webhook(hook.id)}
        older={
          deliveries.next === undefined ? undefined : links.webhook(hook.id, { before: deliveries.next })
        }
      />
    </>
  )
}

const Advice = ({ shown: { hook } }: { shown: ShownHook }) => {
  if (hook.paused === 'unanswered') return <p class="message is-bad">{text.one.unansweredDetail}</p>
  if (hook.paused === 'gone') return <p class="message is-bad">{text.one.goneDetail}</p>
  if (hook.paused === 'person') return <p class="message">{text.one.pausedDetail}</p>
  return hook.failingSince === undefined ? <></> : <p class="message">{text.one.failingDetail}</p>
}

const Actions = ({ shown: { hook, waiting } }: { shown: ShownHook }) => (
  <div class="actions">
    {hook.paused === undefined ? (
      <>
        <Press action={links.webhookTest(hook.id)} name={text.one.test} />
        {waiting > 0 && <Press action={links.webhookTried(hook.id)} name={text.one.tryNow} />}
        <Press action={links.webhookPaused(hook.id)} name={text.one.pause} />
      </>
    ) : (
      <Press
        action={links.webhookGoesOn(hook.id)}
        name={hook.paused === 'unanswered' ? text.one.takeOver : text.one.goOn}
      />
    )}
    <details class="hook-remove">
      <summary>{text.one.remove}</summary>
      <p>{text.one.removeDetail}</p>
      <Press action={links.webhookRemoved(hook.id)} name={text.one.removeNow} isGrave />
    </details>
  </div>
)

const Press = ({ action, name, isGrave = false }: { action: string; name: string; isGrave?: boolean }) => (
  <form method="post" action={action}>
    <button class={isGrave ? 'is-grave' : undefined}>{name}</button>
  </form>
)

const LOOKS = {
  waiting: ['waiting', 'waiting'],
  done: ['posted', 'posted'],
  given_up: ['refused', 'refused'],
} as const

function columns(hook: string, zone: string, now: number): readonly Column<Delivery>[] {
  return [
    {
      label: text.deliveries.event,
      kind: 'heading',
      cell: ({ event, id }) => (
        <>
          {text.eventNames[event]} <small class="hook-url">{id}</small>
        </>
      ),
    },
    { label: text.deliveries.made, cell: ({ madeAt }) => <Moment at={madeAt} zone={zone} /> },
    {
      label: text.deliveries.state,
      cell: ({ state, event }) => (
        <span class={`state is-${LOOKS[state][0]}`}>
          <Icon name={LOOKS[state][1]} />
          {event === TEST_EVENT && state === 'given_up'
            ? text.deliveries.testNotTaken
            : text.deliveries.states[state]}
        </span>
      ),
    },
    { label: text.deliveries.tries, kind: 'figure', cell: (delivery) => <Tries delivery={delivery} /> },
    { label: text.deliveries.answer, cell: (delivery) => <Answer delivery={delivery} now={now} /> },
    {
      label: '',
      cell: ({ id, state }) =>
        state === 'given_up' && (
          <form method="post" action={links.deliveryAgain(hook, id)}>
            <button class="quiet" aria-label={text.deliveries.againOf(id)}>
              {text.deliveries.again}
            </button>
          </form>
        ),
    },
  ]
}

const Tries = ({ delivery: { tries } }: { delivery: Delivery }) => (
  <span class="figure">{useFormats().count(tries)}</span>
)

const Answer = ({ delivery, now }: { delivery: Delivery; now: number }) => {
  const formats = useFormats()
  const { answer, state, nextTryAt } = delivery
  if (answer === undefined) return <None />
  const said =
    answer in text.answers ? text.answers[answer as keyof typeof text.answers] : text.status(answer)
  return (
    <>
      {said}
      {state === 'waiting' && nextTryAt > now && (
        <small> {text.deliveries.next(formats.age(nextTryAt - now))}</small>
      )}
    </>
  )
}
