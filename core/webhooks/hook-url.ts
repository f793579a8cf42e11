import { BlockList, isIP } from 'node:net'

export const HOOK_URL_MAX = 500

export type UrlProblem = 'not_an_address' | 'not_https' | 'has_password' | 'private'

/**
 * Reads the address of another system; says why it is none of ours to call. HTTPS, or plain HTTP on this machine
 * itself. An address of this machine or of a network behind it is only for those who set it up so (`allowsPrivate`):
 * otherwise a hook would be a way for a manager to reach what only this machine can.
 */
export function readHookUrl(
  text: string,
  { allowsPrivate }: { readonly allowsPrivate: boolean },
): { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: UrlProblem } {
  const no = (problem: UrlProblem) => ({ ok: false, problem }) as const
  if (text.length > HOOK_URL_MAX || !URL.canParse(text)) return no('not_an_address')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no('not_an_address')
  if (url.username !== '' || url.password !== '') return no('has_password')
  const host = hostOf(url)
  if (url.protocol === 'http:' && !isLoopbackName(host)) return no('not_https')
  const isPrivate = isIP(host) === 0 ? isLoopbackName(host) : isPrivateAddress(host)
  if (isPrivate && !allowsPrivate) return no('private')
  url.hash = ''
  return { ok: true, url: url.href }
}

/** Without the brackets that an address of IPv6 has in a URL. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function isLoopbackName(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1'
}

/** Networks that are not the public one: IANA's registries of special-purpose addresses. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of these, some carry an address of IPv4 inside, which may be any. */
const PUBLIC_V6 = '2000::/3'
const PRIVATE_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const blocked = new BlockList()
for (const network of PRIVATE_V4) add(blocked, network, 'ipv4')
for (const network of PRIVATE_V6) add(blocked, network, 'ipv6')
const publicV6 = new BlockList()
add(publicV6, PUBLIC_V6, 'ipv6')

function add(list: BlockList, network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits = ''] = network.split('/')
  list.addSubnet(address, Number(bits), family)
}

/** Whether an address is not one of the public internet. Anything that is no address is private. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return blocked.check(address, 'ipv4')
    case 6:
      return !publicV6.check(address, 'ipv6') || blocked.check(address, 'ipv6')
    default:
      return true
  }
}
