import { HOOK_EVENTS, type HookEvent, type NewHook } from '../../core/webhooks/hook.ts'
import type { Webhooks } from '../../core/webhooks/webhooks.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Read } from '../form.ts'
import type { Visitor } from '../session/visitor.ts'

const { add: text } = words.adminWebhooks

/** The form's name for all branches, which only who steers all of them may choose. */
export const ALL = 'all'

/** Reads the form of a new webhook. A manager's is of their branch, whatever was sent. */
export function readNewWebhook(filled: Filled, visitor: Visitor, webhooks: Webhooks): Read<NewHook> {
  const problems: Record<string, string> = {}
  const url = filled['url'] ?? ''
  const events: HookEvent[] = HOOK_EVENTS.filter((event) => filled[event] !== undefined)
  if (events.length === 0) problems['events'] = text.noEvents
  const branch = branchOf(filled, visitor)
  if (branch === 'unknown') problems['branch'] = text.noBranch
  const known = webhooks
    .list(visitor.authority)
    .some((hook) => URL.canParse(url) && hook.url === new URL(url).href && hook.branch === branch)
  if (known) problems['url'] = text.known
  if (branch === 'unknown' || Object.keys(problems).length > 0) return { ok: false, problems }
  const withCosts = filled['costs'] !== undefined
  return { ok: true, value: { url, branch, events, withCosts, madeBy: visitor.person.id } }
}

function branchOf(filled: Filled, { authority, branches }: Visitor): NewHook['branch'] | 'unknown' {
  if (authority.kind === 'branch') return authority.branch
  if (filled['branch'] === ALL) return undefined
  return branches.find(({ prefix }) => prefix === filled['branch'])?.id ?? 'unknown'
}
