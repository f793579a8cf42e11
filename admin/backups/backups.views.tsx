import type { Backups } from '../../core/backup/backup-facts.ts'
import type { Copy } from '../../core/backup/list-copies.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'

const { backup: text } = words

export interface StateNow {
  readonly running: ReturnType<Backups['running']>
  readonly failure: ReturnType<Backups['lastFailure']>
  readonly now: number
}

interface BackupsProps {
  readonly copies: readonly Copy[]
  readonly folder: string
  /** Times are shown as on the wall of the first branch. */
  readonly zone: string
  /** The book is a central's: it is put back where that runs. */
  readonly isOfCentral: boolean
  readonly state: StateNow
}

/** Every copy with what was found about it, a button for one more, and how one is put back. */
export const BackupsPage = ({ copies, folder, zone, isOfCentral, state }: BackupsProps) => (
  <>
    <PageHead title={text.title} />
    <BackupState state={state} />
    {copies.length === 0 ? (
      <Empty>{text.page.empty}</Empty>
    ) : (
      <Copies copies={copies} zone={zone} now={state.now} />
    )}
    <p class="hint">{text.page.retention(folder)}</p>
    <HowToRestore
      text={isOfCentral ? text.page.ofCentral : text.page.ofHost}
      copy={copies[0]?.path ?? `${folder}/20261128T020000Z`}
    />
  </>
)

const HowToRestore = ({
  text: how,
  copy,
}: {
  text: typeof text.page.ofHost | typeof text.page.ofCentral
  copy: string
}) => (
  <>
    <h2>{text.page.restoreTitle}</h2>
    <p>{how.first}</p>
    <pre class="command">
      <code>{how.command(copy)}</code>
    </pre>
    <p>{how.afterwards}</p>
  </>
)

/** What a copy that is being made is at, or the button that makes one; and what went wrong the last time. */
export const BackupState = ({ state: { running, failure, now } }: { state: StateNow }) => {
  const formats = useFormats()
  if (running !== undefined)
    return (
      <section
        id="backup-state"
        {...{
          'hx-get': routes.backups,
          'hx-trigger': 'every 1s',
          'hx-target': 'this',
          'hx-swap': 'outerHTML',
        }}
      >
        <output class="pill">
          <Icon name="waiting" />
          {text.page.running(running.stage === undefined ? text.page.starting : text.stages[running.stage])}
        </output>
      </section>
    )
  return (
    <section id="backup-state">
      {failure !== undefined && (
        <p class="message is-bad" role="alert">
          {text.page.lastFailed(formats.age(now - failure.at), failure.words)}
        </p>
      )}
      <form
        method="post"
        action={routes.backups}
        {...{ 'hx-post': routes.backups, 'hx-target': '#backup-state', 'hx-swap': 'outerHTML' }}
      >
        <button class="go">{text.page.make}</button>
      </form>
    </section>
  )
}

const Copies = ({ copies, zone, now }: { copies: readonly Copy[]; zone: string; now: number }) => {
  const formats = useFormats()
  const columns: Column<Copy>[] = [
    {
      label: text.page.made,
      kind: 'heading',
      cell: ({ manifest }) => `${formats.date(manifest.madeAt, zone)} ${formats.time(manifest.madeAt, zone)}`,
    },
    { label: text.page.age, kind: 'figure', cell: ({ manifest }) => formats.age(now - manifest.madeAt) },
    {
      label: text.page.verdict,
      cell: ({ manifest: { verify } }) => (
        <span class={verify.ok ? 'pill is-ok' : 'pill is-bad'} title={verify.summary}>
          <Icon name={verify.ok ? 'posted' : 'refused'} />
          {verify.ok ? text.page.green : text.page.red}
        </span>
      ),
    },
    {
      label: text.page.documents,
      kind: 'figure',
      cell: ({ manifest }) => formats.count(manifest.lastPosition),
    },
    { label: text.page.size, kind: 'figure', cell: ({ size }) => text.sizes.mb(megabytes(size)) },
    { label: text.page.name, cell: ({ name }) => <code>{name}</code> },
  ]
  return <DataTable caption={text.title} columns={columns} entries={copies} />
}

/** To the next tenth. */
function megabytes(bytes: number): string {
  return (Math.ceil(bytes / 100_000) / 10).toFixed(1)
}
