import type { Context } from 'hono'
import type { ShowPage } from '../page.tsx'
import { links } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import type { Filled, Problems } from '../form.ts'
import { PersonPage } from './person.views.tsx'
import type { Subject } from './subject.ts'

/** What was sent and what is wrong with it. */
interface Wrong {
  readonly problems: Problems
  readonly filled?: Filled
}

/** What the forms of one person answer with. */
export function createPersonAnswers(show: ShowPage) {
  return {
    /** Their page; with what is wrong where a form was not taken. */
    showPerson: (c: Context<AdminEnv>, subject: Subject, wrong?: Wrong) =>
      show(
        c,
        { title: subject.card.name, section: 'people', status: wrong === undefined ? 200 : 422 },
        <PersonPage
          subject={subject}
          visitor={c.get('visitor')}
          problems={wrong?.problems ?? {}}
          filled={wrong?.filled ?? {}}
          isSignedOut={c.req.query('signed-out') !== undefined}
        />,
      ),
    /** Back to their page. */
    back: (c: Context<AdminEnv>, { card }: Subject): Response => c.redirect(links.person(card.id), 303),
  }
}
