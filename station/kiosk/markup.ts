import type { HtmlEscapedString } from 'hono/utils/html'
import { invariant } from '../../core/kernel/invariant.ts'

/** The text of a view. Views wait for nothing: what they show was read before. */
export function markup(view: HtmlEscapedString | Promise<HtmlEscapedString>): string {
  invariant(!(view instanceof Promise), 'a view waits for nothing')
  return view.toString()
}
