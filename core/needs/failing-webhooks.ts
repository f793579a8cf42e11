import { words } from '../words/catalogue.ts'
import { NAMED, oldestOf, type NeedRow } from './need.ts'

/** One failed try is nobody's business: it is tried again by itself. */
const FAILING_AFTER_MS = 5 * 60_000

/** Other systems that do not take what happens here, answered that they are gone, or are nobody's any more. */
export const failingWebhooks: NeedRow = {
  kind: 'failing_webhooks',
  weight: 'warn',
  read({ scope, formats, now, facts }) {
    const failing = facts.webhooks.list(scope).filter(({ failingSince, paused }) => {
      if (paused === 'gone' || paused === 'unanswered') return true
      return paused === undefined && failingSince !== undefined && failingSince <= now - FAILING_AFTER_MS
    })
    if (failing.length === 0) return undefined
    const { failingWebhooks: told } = words.adminNeeds
    return {
      title: told.title(formats.count(failing.length)),
      count: failing.length,
      oldestAt: oldestOf(failing.map(({ failingSince }) => failingSince)),
      // The host alone: the rest of such an address is often a secret.
      details: failing.slice(0, NAMED).map(({ url, paused }) => ({
        subject: new URL(url).host,
        text: paused === 'gone' || paused === 'unanswered' ? told[paused] : told.detail,
      })),
    }
  },
}
