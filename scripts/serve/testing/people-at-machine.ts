import type { StationInput } from '../../../station/station-input.ts'

/** A browser at a machine: follows no redirect, and keeps the cookie it was given. */
export interface MachineBrowser {
  get(path: string): Promise<Answer>
  post(path: string, form: Readonly<Record<string, string>>): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly location: string | undefined
  /** How long it took, in ms. */
  readonly tookMs: number
}

export function openBrowser(base: string): MachineBrowser {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const began = performance.now()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(base + path, {
      ...init,
      redirect: 'manual',
      headers: { origin: base, cookie },
    })
    const text = await answer.text()
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location') ?? undefined
    return { status: answer.status, text, location, tookMs: performance.now() - began }
  }
  return {
    get: (path) => send(path, {}),
    post: (path, form) => send(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

/** The screen of a station: presses and scans, numbered as its page does it. Resolves to what is shown then. */
export function openScreen(base: string, station: string) {
  const page = crypto.randomUUID()
  let n = 0
  return async (...inputs: readonly StationInput[]): Promise<string> => {
    const entries = inputs.map((input) => ({ page, n: ++n, input }))
    const send = (path: string, body: unknown): Promise<Response> =>
      fetch(`${base}/station/${station}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await send('seat', { page })
    const answer = await send('inputs', { page, entries })
    const { html } = (await answer.json()) as { html?: string }
    return html ?? `${answer.status}`
  }
}
