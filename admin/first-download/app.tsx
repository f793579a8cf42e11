import { Hono } from 'hono'
import { createAssets } from '../../core/web/assets.ts'
import { guardPages } from '../../core/web/security.ts'
import { words } from '../../core/words/catalogue.ts'
import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'
import { ADMIN_FILES } from '../admin-files.ts'
import { PageHead } from '../look/pieces.tsx'
import { createShowPage } from '../page.tsx'
import { routes } from '../paths.ts'

const { firstDownload: text } = words
/** The page asks again by itself after this long: by its header, as nothing else of it has to work yet. */
const AGAIN_S = 2
const MEGA = 1_000_000

/** How far the first copy of the books is. */
export interface FirstDownload {
  readonly bytes: number
  /** undefined until central was asked. */
  readonly expectedBytes: number | undefined
  /** What stands in its way, in words; undefined: nothing. */
  readonly trouble: string | undefined
}

/** What a process serves while central's book is brought to it for the first time: one page at every address. */
export function createFirstDownloadApp(progress: () => FirstDownload): Hono {
  const assets = createAssets(routes.assets, ADMIN_FILES)
  const show = createShowPage({ assets, formats: createFormats({ currency: NO_CURRENCY }) })
  const app = new Hono()
  for (const guard of guardPages()) app.use(guard)
  app.route('/', assets.routes)
  app.get('/healthz', (c) => c.text(text.waiting))
  app.get('/readyz', (c) => c.text(text.waiting, 503))
  app.all('*', (c) => {
    c.header('refresh', String(AGAIN_S))
    return show(c, { title: text.title, status: 503 }, <FirstDownloadPage {...progress()} />)
  })
  return app
}

const FirstDownloadPage = ({ bytes, expectedBytes, trouble }: FirstDownload) => (
  <div class="set-up">
    <PageHead title={text.title} />
    <p>{text.intro}</p>
    {trouble === undefined ? (
      <p>
        <progress
          value={bytes}
          max={expectedBytes === undefined ? undefined : Math.max(bytes, expectedBytes)}
        />{' '}
        {expectedBytes === undefined
          ? text.asking
          : text.progress(megabytes(bytes), megabytes(expectedBytes))}
      </p>
    ) : (
      <p class="message" role="alert">
        {trouble}
      </p>
    )}
  </div>
)

const megabytes = (bytes: number): string => (bytes / MEGA).toFixed(1)
