import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'

/** More than any form of ours; scans and forms are small. */
const BODY_MAX_BYTES = 64 * 1024

/** What a page may do beyond the others. */
export interface PageNeeds {
  /** Reads barcodes from the camera: WebAssembly in a worker, both from files of ours. */
  readonly camera?: boolean
  /** Where a form carries a file, and what it may weigh. Its handler takes the body as it comes, and keeps count. */
  readonly uploads?: readonly { readonly path: RegExp; readonly maxBytes: number }[]
}

/**
 * What every page of ours is served with: a policy under which only our own files run, headers that keep it out of
 * frames, forms taken only from our own pages, and no body larger than a form.
 */
export function guardPages({ camera = false, uploads = [] }: PageNeeds = {}): MiddlewareHandler[] {
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: camera ? ["'self'", "'wasm-unsafe-eval'"] : ["'self'"],
        ...(camera ? { workerSrc: ["'self'"], mediaSrc: ["'self'", 'blob:'] } : {}),
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      // Stations speak plain HTTP on a local network; TLS and its memory belong to whoever ends it.
      strictTransportSecurity: false,
      // Browsers report these two as errors where there is no TLS.
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
    }),
    limitBodies(uploads),
    csrf(),
  ]
}

/**
 * No body larger than a form; where files are uploaded, none larger than said there. A body that does not state its
 * length is a small one: it would have to be read before anybody knows who sends it.
 */
function limitBodies(uploads: Required<PageNeeds>['uploads']): MiddlewareHandler {
  const small = bodyLimit({ maxSize: BODY_MAX_BYTES })
  return (c, next) => {
    const upload = uploads.find(({ path }) => path.test(c.req.path))
    const stated =
      c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined
    const isWithin = upload !== undefined && /^\d+$/.test(stated ?? '') && Number(stated) <= upload.maxBytes
    return isWithin ? next() : small(c, next)
  }
}
