import type { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { projectFile } from '../../core/kernel/project-root.ts'
import { guardPages } from '../../core/web/security.ts'
import { AuthorityPage, type SheetFacts } from './sheet.tsx'

export const AUTHORITY_PATH = '/authority.crt'
const STYLE_PATH = '/sheet.css'

export function readSheetStyle(): string {
  return readFileSync(projectFile('scripts', 'phone', 'sheet.css'), 'utf8')
}

/** What the sheet says of an authority's certificate. */
export function sheetFacts(authority: X509Certificate): SheetFacts {
  return { fingerprint: authority.fingerprint256, until: lastDay(authority) }
}

/** The last day of a certificate, YYYY-MM-DD. */
export function lastDay({ validTo }: X509Certificate): string {
  return new Date(validTo).toISOString().slice(0, 10)
}

/**
 * The only thing that is served without TLS: the authority's certificate, which is no secret, and how to install it.
 * Everything else goes to the same name over HTTPS.
 */
export function createAuthoritySite(authority: X509Certificate, tlsPort: number): Hono {
  const style = readSheetStyle()
  const app = new Hono()
  app.use(...guardPages())
  app.get('/', (c) => c.html(<AuthorityPage style={STYLE_PATH} certificate={AUTHORITY_PATH} />))
  app.get(STYLE_PATH, (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  // As it was made, without the armour of letters: every phone knows this form.
  app.get(AUTHORITY_PATH, (c) =>
    c.body(Uint8Array.from(authority.raw), 200, {
      'content-type': 'application/x-x509-ca-cert',
      'content-disposition': 'attachment; filename="authority.crt"',
      'cache-control': 'no-store',
    }),
  )
  app.all('*', (c) => {
    const { hostname, pathname, search } = new URL(c.req.url)
    return c.redirect(`https://${hostname}:${tlsPort}${pathname}${search}`, 308)
  })
  return app
}
