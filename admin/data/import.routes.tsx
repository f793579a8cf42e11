import { Hono, type Context } from 'hono'
import { columnHelp, templateCsv } from '../../core/data-in/template.ts'
import type { Import } from '../../core/data-in/import-state.ts'
import { importerFor } from '../../core/data-in/importers.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { textsOf } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { uuidIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { authorityIn } from './data.routes.tsx'
import { ImportPage, titleOfImport } from './import.views.tsx'
import { ImportFormPage } from './import-form.views.tsx'

const { adminData: text } = words

/** A table on its way in: its template, its form, what it would do, and what it did. */
export function importRoutes({ imports }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const importerIn = (c: Context<AdminEnv>) => found(importerFor(c.req.param('table') ?? '', authorityIn(c)))
  /** One that the visitor sent. Anybody else's is not here. */
  const importIn = (c: Context<AdminEnv>): Import =>
    found(imports.find(uuidIn(c, 'import'), authorityIn(c).person))
  const showForm = (c: Context<AdminEnv>, problem?: string) => {
    const importer = importerIn(c)
    const title = text.form.title(text.tables[importer.name][0])
    return show(
      c,
      { title, section: 'data', status: problem === undefined ? 200 : 422 },
      <ImportFormPage name={importer.name} title={title} columns={columnHelp(importer)} problem={problem} />,
    )
  }

  app.get(routes.importTable, (c) => showForm(c))

  app.get(routes.importTemplate, (c) => {
    const importer = importerIn(c)
    return csvFile(c, templateCsv(importer), `scanbook-${importer.name}.csv`)
  })

  app.post(routes.importTable, async (c) => {
    const { name } = importerIn(c)
    const contentType = c.req.header('content-type') ?? ''
    const { body } = c.req.raw
    if (!contentType.startsWith('multipart/form-data') || body === null)
      return await showForm(c, text.form.noFile)
    const id = await imports.receive({ name, authority: authorityIn(c), contentType, body })
    return id === undefined ? await showForm(c, text.form.tooLarge) : c.redirect(links.import(id), 303)
  })

  app.get(routes.import, (c) => {
    const sent = importIn(c)
    return show(c, { title: titleOfImport(sent), section: 'data' }, <ImportPage sent={sent} />)
  })

  app.get(routes.importProblems, async (c) => {
    const { id, name } = importIn(c)
    const csv = found(await imports.problems(id))
    return csvFile(c, csv.toString('utf8'), `scanbook-${name}-to-correct.csv`)
  })

  app.post(routes.importAccept, async (c) => {
    const { id, name } = importIn(c)
    // What was theirs to import when they sent it may not be any more.
    if (importerFor(name, authorityIn(c)) === undefined) throw new NotHere()
    const { digest = '' } = textsOf(await c.req.parseBody())
    imports.accept(id, authorityIn(c), digest)
    return c.redirect(links.import(id), 303)
  })

  app.post(routes.importCheck, (c) => {
    const { id, name } = importIn(c)
    if (importerFor(name, authorityIn(c)) === undefined) throw new NotHere()
    imports.checkAgain(id, authorityIn(c))
    return c.redirect(links.import(id), 303)
  })

  app.post(routes.importDiscard, async (c) => {
    await imports.discard(importIn(c).id)
    return c.redirect(routes.data, 303)
  })
  return app
}

function csvFile(c: Context, csv: string, name: string): Response {
  return c.body(csv, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  })
}
