import { Hono } from 'hono'
import { html } from 'hono/html'
import { projectFile } from '../../../core/kernel/project-root.ts'
import { createAssets, SHARED_FONTS, TOKENS_SHEET } from '../../../core/web/assets.ts'
import { isOverTls } from '../../../core/web/over-tls.ts'
import { guardPages } from '../../../core/web/security.ts'
import { words } from '../../../core/words/catalogue.ts'
import { createOpenApi } from '../openapi/document.ts'
import { OPERATIONS } from '../operations.ts'
import { REFERENCE_ASSETS, REFERENCE_PATH } from '../paths.ts'
import { Contents, ORIGIN, ReferencePage } from './reference.views.tsx'

/** The reference of the API at /api: one page, made once from the operations. It says nothing of any book. */
export function createApiReference(): Hono {
  const assets = createAssets(REFERENCE_ASSETS, [
    ...SHARED_FONTS,
    {
      name: 'reference.css',
      type: 'text/css; charset=utf-8',
      parts: [
        TOKENS_SHEET,
        projectFile('admin', 'look', 'admin.css'),
        projectFile('admin', 'api', 'reference', 'reference.css'),
      ],
    },
    { name: 'icon.svg', type: 'image/svg+xml', parts: [projectFile('admin', 'look', 'icon.svg')] },
  ])
  const style = assets.asset('reference.css')
  const openApi = createOpenApi(OPERATIONS)
  const page = html`<!doctype html>${(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{words.admin.pageTitle(words.api.reference.title)}</title>
          <link rel="icon" href={assets.asset('icon.svg').url} type="image/svg+xml" />
          <link rel="stylesheet" href={style.url} integrity={style.integrity} />
        </head>
        <body>
          <a class="skip" href="#main">
            {words.admin.skipToContent}
          </a>
          <header class="side">
            <div class="brand">
              <a href={REFERENCE_PATH}>{words.api.title}</a>
            </div>
            <Contents operations={OPERATIONS} />
          </header>
          <main id="main" tabindex={-1}>
            <ReferencePage operations={OPERATIONS} openApi={openApi} />
          </main>
        </body>
      </html>
    )}`
  const app = new Hono()
  for (const guard of guardPages()) app.use(guard)
  app.route('/', assets.routes)
  app.get(REFERENCE_PATH, async (c) => {
    // A host that nobody could type is written without what would be markup.
    const { protocol, host } = new URL(c.req.url)
    const origin = `${isOverTls(c) ? 'https:' : protocol}//${host}`.replaceAll(/[^\w.:/[\]-]/g, '')
    return c.html((await page).toString().replaceAll(ORIGIN, origin))
  })
  return app
}
