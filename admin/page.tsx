import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Assets } from '../core/web/assets.ts'
import type { Formats } from '../core/words/format.ts'
import { CopyBanner } from './copy/banner.tsx'
import { StandingContext, standingOf, type CopyOfCentral } from './copy/standing.tsx'
import { WhyNot } from './copy/why-not.tsx'
import { FormatsContext } from './look/figures.tsx'
import { UnderTitle } from './look/pieces.tsx'
import { renderShell, type Section } from './look/shell.tsx'
import type { Visitor } from './session/visitor.ts'

export interface PageOptions {
  readonly title: string
  readonly section?: Section
  /** Shown anew while somebody looks, whenever something moved. Not for a page that is a form. */
  readonly isLive?: boolean
  readonly status?: 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
}

/** Answers with a page, or with its content alone when htmx puts it into one that is there. */
export type ShowPage = (c: Context, page: PageOptions, content: Child) => Response | Promise<Response>

interface PageParts {
  readonly assets: Assets
  readonly formats: Formats
  /** What everything looks like while a page is made (see live/pulse.ts); undefined: there are no live pages. */
  readonly stamp?: () => string
  /** Made-up data: every page says so. */
  readonly isDemo?: boolean
  /** Of what the books are a copy, and how it stands; undefined: they are none. */
  readonly copy?: CopyOfCentral | undefined
}

export function createShowPage({ assets, formats, stamp, isDemo = false, copy }: PageParts): ShowPage {
  return (c, { title, section, isLive = false, status = 200 }, content) => {
    // One address, two answers: a cache must not take one for the other, and none may keep either.
    c.header('vary', 'HX-Request-Type')
    c.header('cache-control', 'no-store')
    const visitor = c.get('visitor') as Visitor | undefined
    const address = c.req.method === 'GET' ? c.req.path + new URL(c.req.url).search : c.req.path
    const inside = (
      <FormatsContext.Provider value={formats}>
        <StandingContext.Provider value={standingOf(copy, visitor)}>
          {visitor !== undefined && isWhole(c) && <CopyBanner address={address} />}
          <UnderTitle.Provider value={<WhyNot />}>{content}</UnderTitle.Provider>
        </StandingContext.Provider>
      </FormatsContext.Provider>
    )
    if (isFragment(c)) return c.html(inside, status)
    const since = isLive && visitor !== undefined ? stamp?.() : undefined
    const live = since === undefined ? undefined : { since }
    return c.html(
      renderShell({ title, assets, isDemo, visitor, section, address, live, children: inside }),
      status,
    )
  }
}

/** A page, or all that is in one: not a piece of it. */
function isWhole(c: Context): boolean {
  return !isFragment(c) || c.req.header('hx-target') === 'main#main'
}

export function isFragment(c: Context): boolean {
  return c.req.header('hx-request-type') === 'partial'
}
