import { Hono } from 'hono'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { drawBarcode } from '../../core/web/barcode-drawing.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { endSession } from '../session/session-cookie.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { BadgePage } from './badge.views.tsx'
import { createPersonAnswers } from './person-answers.tsx'
import { readPassword, readPin } from './person-form.ts'
import { textsOf } from '../form.ts'
import { subjectFor } from './subject.ts'

const { adminPeople: text } = words

/** What opens a station or these pages for a person: PIN, badge and password. None is ever shown a second time. */
export function keysRoutes({ people, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const { showPerson, back } = createPersonAnswers(show)

  app.post(routes.personPin, async (c) => {
    const subject = subjectFor(c, 'giveKeys')
    if (!subject.card.isActive) throw new NotHere()
    const typed = readPin(textsOf(await c.req.parseBody()))
    if (!typed.ok) return await showPerson(c, subject, typed)
    const problem = await people.setPin(subject.card.id, typed.value)
    if (problem !== undefined)
      return await showPerson(c, subject, { problems: { pin: text.problems.pin[problem] } })
    return back(c, subject)
  })

  app.post(routes.personPinCleared, async (c) => {
    const subject = subjectFor(c, 'giveKeys')
    await people.clearPin(subject.card.id)
    return back(c, subject)
  })

  // The answer is the badge itself: its code is in no address, and a page that is loaded again must not make another,
  // which would take the printed one out of use. So the form names the badge that it replaces.
  app.post(routes.personBadge, async (c) => {
    const subject = subjectFor(c, 'giveKeys')
    const { card } = subject
    if (!card.isActive) throw new NotHere()
    const { instead } = textsOf(await c.req.parseBody())
    if (instead !== String(card.badgeSince ?? ''))
      return await showPerson(c, subject, { problems: { badge: text.badges.shownBefore } })
    const code = await people.issueBadge(card.id, clock.now())
    const barcode = await drawBarcode(ownCode.badge(code), { kind: 'code128' })
    return await show(
      c,
      { title: text.badges.printed(card.name), section: 'people' },
      <BadgePage card={card} barcode={barcode} />,
    )
  })

  app.post(routes.personBadgeRevoked, async (c) => {
    const subject = subjectFor(c, 'giveKeys')
    await people.revokeBadges(subject.card.id, clock.now())
    return back(c, subject)
  })

  app.post(routes.personSignedOut, async (c) => {
    const { card, isVisitor } = subjectFor(c, 'signOut')
    await people.endSessions(card.id)
    if (!isVisitor) return c.redirect(`${links.person(card.id)}?signed-out`, 303)
    endSession(c)
    return c.redirect(`${routes.signIn}?out=everywhere`, 303)
  })

  app.post(routes.personPassword, async (c) => {
    const subject = subjectFor(c, 'manage')
    // Operators work at a station only; and a manager's password is for who may make managers.
    if (subject.card.role === 'operator') throw new NotHere()
    const typed = readPassword(await c.req.parseBody())
    if (!typed.ok) return await showPerson(c, subject, typed)
    await people.setPassword(subject.card.id, await encodePassword(typed.value))
    return back(c, subject)
  })
  return app
}
