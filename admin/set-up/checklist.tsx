import type { ChecklistEntry, FirstStep } from '../../core/set-up/read-checklist.ts'
import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { links, routes } from '../paths.ts'

const { checklist: text } = words.setUp

/** Where each step is done. */
const PAGE_OF: Readonly<Record<FirstStep, string>> = {
  items: routes.newItem,
  opening: links.importTable('opening-stock'),
  people: routes.people,
  scan: routes.stations,
  backup: routes.backups,
}

/** The first day on the home page, until all of it is done or somebody puts it away. */
export const Checklist = ({ entries }: { entries: readonly ChecklistEntry[] }) => (
  <section class="checklist" aria-labelledby="checklist">
    <h2 id="checklist">{text.title(entries.filter(({ isDone }) => isDone).length, entries.length)}</h2>
    <ol>
      {entries.map(({ step, isDone }) => (
        <li class={isDone ? 'is-done' : undefined}>
          {isDone ? <Icon name="posted" /> : <i class="to-do" aria-hidden="true" />}
          <div>
            <strong>
              {isDone ? text.steps[step].title : <a href={PAGE_OF[step]}>{text.steps[step].title}</a>}
            </strong>
            <small>
              {isDone ? text.done : text.steps[step].how}
              {!isDone && step === 'items' && (
                <>
                  {' '}
                  <a href={links.importTable('items')}>{text.importItems}</a>
                </>
              )}
            </small>
          </div>
        </li>
      ))}
    </ol>
    <form method="post" action={routes.checklist}>
      <button class="quiet">{text.dismiss}</button>
    </form>
  </section>
)
