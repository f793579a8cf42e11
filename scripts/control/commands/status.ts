import type { Enrolment } from '../../../core/central/enrolment.ts'
import { referenceOf } from '../../../core/book/content.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { Command } from '../command.ts'
import type { RunningCentral } from '../running-central.ts'
import { sayMissing } from '../say-missing.ts'
import { stateWords } from '../state-words.ts'
import { dayText, momentText } from '../texts.ts'

const { central: text } = words

/** How it stands, and with whom: each incarnation, its machine, and the last document the book has of it. */
export const status: Command = {
  name: 'status',
  call: text.usage.status[0],
  options: {},
  takes: { least: 0, most: 0 },
  run(central, _asked, say) {
    const state = central.state()
    say(stateWords(state))
    if (state.kind === 'lost') sayMissing(state.missing, say)
    const health = central.gate.health()
    if (health !== 'ok') say(text.status.health(health))
    const enrolled = central.file.enrolments.list()
    if (enrolled.length === 0) say(text.status.none)
    for (const enrolment of enrolled) say(`  ${lineOf(central, enrolment)}`)
    return Promise.resolve(true)
  },
}

function lineOf({ file, clock }: RunningCentral, enrolment: Enrolment): string {
  const { incarnation, revokedAt, revokedBecause, expiresAt } = enrolment
  const last = file.heard.all().find((heard) => heard.incarnation === incarnation)
  const posted =
    last === undefined ? text.status.nothing : text.status.posted(referenceOf(incarnation, last.seq))
  if (revokedAt !== null)
    return `${incarnation}: ${text.status.revoked(dayText(revokedAt), revokedBecause ?? '')}; ${posted}`
  const holder = file.claims.holder(incarnation)
  const by =
    holder === undefined ? text.status.never : text.status.by(holder.host, momentText(holder.heardAt))
  const isOver = expiresAt !== null && clock.now() >= expiresAt
  return [`${incarnation}: ${by}`, posted, ...(isOver ? [text.status.expired(dayText(expiresAt))] : [])].join(
    '; ',
  )
}
