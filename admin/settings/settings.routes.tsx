import { Hono, type Context } from 'hono'
import { exampleOf } from '../../core/barcodes/scale-example.ts'
import { readCompany, readScalePatterns } from '../../core/company/read-company.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { companyForm, nameForm, patternForm, patternsAfter, PATTERNS_MAX } from './settings-form.ts'
import { SettingsPage } from './settings.views.tsx'

const { settings: text } = words.adminBranches

/** What holds for the whole company: for super admins. */
export function settingsRoutes({ company, dataFolder }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const showSettings = (c: Context<AdminEnv>, sent: Filled = {}, problems: Problems = {}) => {
    const { reader } = c.get('visitor')
    const now = readCompany(reader)
    return show(
      c,
      { title: text.title, section: 'settings', status: Object.keys(problems).length === 0 ? 200 : 422 },
      <SettingsPage
        company={now}
        patterns={readScalePatterns(reader).map((pattern) => ({ pattern, example: exampleOf(pattern) }))}
        dataFolder={dataFolder}
        filled={{ name: now.name, currency: now.currency, ...sent }}
        problems={problems}
      />,
    )
  }
  const patternsAre = async (c: Context<AdminEnv>, patterns: readonly string[]): Promise<Response> => {
    await company.setScalePatterns(patterns)
    return c.redirect(`${routes.settings}#scale-labels`, 303)
  }

  app.use(routes.settings, mustSteerAll)
  app.use(routes.settingsForm, mustSteerAll)
  app.get(routes.settings, (c) => showSettings(c))
  app.get(routes.settingsForm, (c) => c.redirect(routes.settings, 303))

  app.post(routes.company, async (c) => {
    const { reader } = c.get('visitor')
    const sent = textsOf(await c.req.parseBody())
    const { currency, hasDocuments } = readCompany(reader)
    const fields = hasDocuments ? readFields(nameForm, sent) : readFields(companyForm, sent)
    if (!fields.ok) return await showSettings(c, sent, fields.problems)
    const changed = { currency, ...fields.value }
    if ((await company.change(changed)) === 'currency_fixed')
      return await showSettings(c, sent, { currency: text.problems.currencyFixed })
    return c.redirect(routes.settings, 303)
  })

  app.post(routes.newScalePattern, async (c) => {
    const before = readScalePatterns(c.get('visitor').reader)
    const sent = textsOf(await c.req.parseBody())
    const fields = readFields(patternForm, sent)
    if (!fields.ok) return await showSettings(c, sent, fields.problems)
    const { pattern } = fields.value
    if (before.includes(pattern)) return await showSettings(c, sent, { pattern: text.problems.patternKnown })
    if (before.length >= PATTERNS_MAX)
      return await showSettings(c, sent, { pattern: text.problems.patternsFull })
    return await patternsAre(c, [...before, pattern])
  })

  app.post(routes.scalePatterns, async (c) => {
    const pressed = textsOf(await c.req.parseBody())['press']
    const after = patternsAfter(readScalePatterns(c.get('visitor').reader), pressed)
    if (after === undefined) throw new NotHere()
    return await patternsAre(c, after)
  })
  return app
}

async function mustSteerAll(c: Context<AdminEnv>, next: () => Promise<void>): Promise<void> {
  if (c.get('visitor').authority.kind !== 'all') throw new NotHere()
  await next()
}
