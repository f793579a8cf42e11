/** What a server asks for an answer. */
export interface Answering {
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>
}

/** One address for as long as the process runs: its sockets stay, while what answers there may change. */
export interface Front extends Answering {
  /** From the next request on, this answers. What is being answered is answered to its end. */
  show(app: Answering): void
}

export function createFront(): Front {
  let current: Answering | undefined
  return {
    fetch: (request, env) => current?.fetch(request, env) ?? new Response(null, { status: 503 }),
    show(app) {
      current = app
    },
  }
}
