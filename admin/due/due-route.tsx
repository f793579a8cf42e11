import type { Context } from 'hono'
import type { Scope } from '../../core/branches/scope.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { Due, DueAsked, DueCursor, DueState } from '../../core/due/due-list.ts'
import type { Page } from '../../core/kernel/page.ts'
import type { AdminDeps } from '../deps.ts'
import { askedListIn } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { choiceIn, dueCursorIn, dueCursorText } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { DUE_LISTS, dueLists } from './due-lists.ts'
import { DuePage, type DueLook } from './due-page.tsx'

const LIMIT = 50

/** How the list of one noun is read and looks. */
interface DueFeature<Entry> {
  readonly section: NonNullable<Parameters<ShowPage>[1]['section']>
  readonly read: (scope: Scope, reader: Reader, asked: DueAsked) => Page<Entry, DueCursor>
  readonly search: (scope: Scope, reader: Reader, asked: { text: string; limit: number }) => Entry[]
  readonly look: DueLook<Entry>
}

/** Answers the list of what is due: by state and day, or what is looked for. */
export function dueRoute<Entry extends Due & { readonly state: DueState }>(
  deps: Pick<AdminDeps, 'clock' | 'formats'>,
  show: ShowPage,
  { section, read, search, look }: DueFeature<Entry>,
) {
  const askedOf = dueLists(deps)
  return (c: Context<AdminEnv>) => {
    const { view, viewReader } = c.get('visitor')
    const list = choiceIn(c, 'state', DUE_LISTS)
    const { text } = askedListIn(c, ['newest'])
    const after = dueCursorIn(c)
    const { entries, next } =
      text === ''
        ? read(view, viewReader, { ...askedOf(list), after, limit: LIMIT })
        : { entries: search(view, viewReader, { text, limit: LIMIT }), next: undefined }
    return show(
      c,
      { title: look.text.title, section, isLive: true },
      <DuePage
        look={look}
        entries={entries}
        list={list}
        searched={text}
        newest={after && look.link({ state: list })}
        older={next && look.link({ state: list, after: dueCursorText(next) })}
      />,
    )
  }
}
