import type { Context } from 'hono'
import {
  CentralAway,
  CentralDenied,
  CentralUnavailable,
  OutcomeUnknown,
} from '../../core/database/central.ts'
import { words } from '../../core/words/catalogue.ts'
import { ownAddress } from '../paths.ts'
import { PageHead } from '../look/pieces.tsx'

const { notSaved: text } = words.adminCopy

/** What became of a form that central did not answer for. */
export interface NotSaved {
  readonly title: string
  readonly detail: string
}

/** undefined: it is another kind of error. */
export function notSavedBy(error: unknown): NotSaved | undefined {
  if (error instanceof OutcomeUnknown) return { title: text.unknownTitle, detail: text.unknown }
  if (error instanceof CentralAway) return { title: text.title, detail: text.away }
  if (error instanceof CentralUnavailable) return { title: text.title, detail: text.unavailable }
  return error instanceof CentralDenied ? { title: text.title, detail: text.denied } : undefined
}

/** What is never written into a page. */
const SECRET = /^(?:password|pin|again)$/

/** What was sent, as it was sent; undefined: it cannot be kept on a page, because it is a secret or a file. */
async function keptFields(
  c: Context,
): Promise<readonly (readonly [name: string, value: string])[] | undefined> {
  const sent = await c.req.formData().catch(() => undefined)
  if (sent === undefined) return undefined
  const fields: (readonly [string, string])[] = []
  for (const [name, value] of sent) {
    if (typeof value !== 'string' || SECRET.test(name)) return undefined
    fields.push([name, value])
  }
  return fields
}

/** A form that was not saved, with what was typed into it, to be sent again. */
export async function notSavedPage(c: Context, { title, detail }: NotSaved) {
  const fields = await keptFields(c)
  const page = new URL(c.req.header('referer') ?? c.req.url, c.req.url)
  return (
    <>
      <PageHead title={title} />
      <p class="message is-bad" role="alert">
        {detail}
      </p>
      <p>{fields === undefined ? text.typeAgain : text.kept}</p>
      <form method="post" action={c.req.path} class="actions">
        {(fields ?? []).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {fields !== undefined && <button class="go">{text.again}</button>}
        <a class="button" href={ownAddress(page.pathname + page.search)}>
          {text.back}
        </a>
      </form>
    </>
  )
}
