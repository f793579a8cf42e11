import { Hono } from 'hono'
import { findRemark, readRemarks } from '../../core/stations/read-remarks.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import { askedListIn, cursorText } from '../list-address.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { choiceIn, uuidIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { RemarksPage } from './remarks.views.tsx'

const LIMIT = 50

/** What people told at stations and at desks, for who looks after the branch. */
export function remarksRoutes({ notes, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.remarks, (c) => {
    const { view, viewReader, branches } = c.get('visitor')
    const state = choiceIn(c, 'state', ['open', 'seen'])
    const { after } = askedListIn(c, ['newest'])
    const { entries, next } = readRemarks(view, viewReader, { state, after, limit: LIMIT })
    const query = { state: state === 'open' ? undefined : state }
    return show(
      c,
      { title: words.adminRemarks.title, section: 'remarks', isLive: true },
      <RemarksPage
        remarks={entries}
        state={state}
        hasBranches={view.kind === 'all' && branches.length > 1}
        newest={after && links.remarks(query)}
        older={next && links.remarks({ ...query, after: cursorText(next) })}
      />,
    )
  })

  // Where the form was sent and its address is opened again.
  app.get(routes.remarkSeen, (c) => c.redirect(routes.remarks, 303))
  app.post(routes.remarkSeen, async (c) => {
    const { reader } = c.get('visitor')
    const { id, seenAt } = found(findRemark(reader, uuidIn(c, 'note')))
    // A second press, or somebody else's in the meantime: it is seen.
    if (seenAt === undefined) await notes.dismiss(id, clock.now())
    return c.redirect(routes.remarks, 303)
  })
  return app
}
