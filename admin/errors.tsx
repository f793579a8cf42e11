import type { ErrorHandler, NotFoundHandler, Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { CentralDenied, CentralUnavailable } from '../core/database/central.ts'
import { ReadOnlyHere } from '../core/database/read-only-here.ts'
import { words } from '../core/words/catalogue.ts'
import { notSavedBy, notSavedPage } from './copy/not-saved.tsx'
import type { CopyOfCentral } from './copy/standing.tsx'
import { PageHead } from './look/pieces.tsx'
import type { ShowPage } from './page.tsx'
import { routes } from './paths.ts'

/** Thrown by a handler for what is not there, or not in the visitor's scope: the same answer for both. */
export class NotHere extends Error {
  override readonly name = 'NotHere'
}

/** What was read, or the page that says it is not here. */
export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new NotHere()
  return value
}

/** The one place where an error becomes a page. */
export function createErrorPages(
  show: ShowPage,
  report: (error: unknown, code: string) => void,
  copy?: CopyOfCentral,
): { onError: ErrorHandler; notFound: NotFoundHandler } {
  const { errors } = words.adminDocuments
  const { notHereYet } = words.adminCopy
  const page = (c: Context, status: Status, title: string, detail: string) =>
    show(c, { title, status }, <ErrorPage title={title} detail={detail} />)
  const notFound = (c: Context) => {
    // Most likely what was just made: this copy of the books does not have it yet.
    if (copy?.state().kind === 'behind') return page(c, 404, notHereYet.title, notHereYet.detail)
    return page(c, 404, errors.notFound, errors.notFoundDetail)
  }
  return {
    notFound,
    onError: async (error, c) => {
      if (error instanceof NotHere) return notFound(c)
      if (error instanceof HTTPException && error.status === 403)
        return page(c, 403, errors.forbidden, errors.forbiddenDetail)
      if (error instanceof HTTPException && error.status === 413)
        return page(c, 413, errors.tooLarge, errors.tooLargeDetail)
      if (error instanceof ReadOnlyHere) return page(c, 409, errors.readOnly, errors.readOnlyDetail)
      const notSaved = c.req.method === 'POST' ? notSavedBy(error) : undefined
      if (notSaved !== undefined)
        return show(c, { title: notSaved.title, status: 503 }, await notSavedPage(c, notSaved))
      if (error instanceof CentralUnavailable || error instanceof CentralDenied)
        return page(c, 503, errors.unavailable, errors.unavailableDetail)
      const code = crypto.randomUUID().slice(0, CODE_LENGTH)
      report(error, code)
      return page(c, 500, errors.broken, errors.brokenDetail(code))
    },
  }
}

type Status = 403 | 404 | 409 | 413 | 500 | 503
const CODE_LENGTH = 8

const ErrorPage = ({ title, detail }: { title: string; detail: string }) => (
  <>
    <PageHead title={title} />
    <p>{detail}</p>
    <p>
      <a href={routes.home}>{words.adminDocuments.errors.home}</a>
    </p>
  </>
)
