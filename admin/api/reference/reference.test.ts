import { expect, it } from 'vitest'
import { API_BASE, REFERENCE_PATH } from '../paths.ts'
import { createApiReference } from './app.tsx'

it.each(['http://localhost:8311', 'https://bakery.example', 'http://192.168.1.20:9000'])(
  'shows calls at the address by which it is read: %s',
  async (origin) => {
    const page = await (await createApiReference().request(`${origin}${REFERENCE_PATH}`)).text()
    expect(page).toContain(`curl ${origin}${API_BASE}/`)
    const hosts = [...page.matchAll(/curl(?: -X \w+)? (https?:\/\/[^/]+)/g)].map(([, host]) => host)
    expect(hosts.length).toBeGreaterThan(10)
    expect(new Set(hosts)).toEqual(new Set([origin]))
  },
)

it.each([
  ['https', 'https'],
  ['http', 'http'],
  ['javascript', 'http'],
])('shows them as a proxy in front says that it is read: %s', async (said, scheme) => {
  const headers = { 'x-forwarded-proto': said }
  const response = await createApiReference().request(`http://bakery.example${REFERENCE_PATH}`, { headers })
  expect(await response.text()).toContain(`curl ${scheme}://bakery.example${API_BASE}/`)
})
