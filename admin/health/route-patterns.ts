import { OPERATIONS } from '../api/operations.ts'
import { API_BASE } from '../api/paths.ts'
import { routes } from '../paths.ts'

/** Addresses that are no page: counted by what they begin with. */
const AREAS = [
  '/admin/assets',
  '/admin',
  '/api',
  '/phone',
  '/station',
  '/cards',
  '/healthz',
  '/readyz',
  '/metrics',
]

const PATTERNS = [
  ...OPERATIONS.map(({ path }) => API_BASE + path.replaceAll(/\{(\w+)\}/g, ':$1')),
  ...Object.values(routes).filter((route) => !route.includes('*')),
]
  // Fixed parts before parameters: /admin/people/new is not a person.
  .toSorted((one, other) => countParameters(one) - countParameters(other))
  .map((pattern) => ({ pattern, matches: new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}/?$`) }))

/**
 * The pattern of an address: one of ours, the area it lies in, or 'other'. Never the address itself: what anybody can
 * make up must not become a label, and an address names documents and people.
 */
export function patternOf(path: string): string {
  const known = PATTERNS.find(({ matches }) => matches.test(path))
  if (known !== undefined) return known.pattern
  const area = AREAS.find((each) => path === each || path.startsWith(`${each}/`))
  return area === undefined ? 'other' : `${area}/*`
}

function countParameters(pattern: string): number {
  return pattern.split(':').length
}
