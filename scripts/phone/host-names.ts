import { hostname, networkInterfaces, type NetworkInterfaceInfo } from 'node:os'

/** Under which names and addresses phones may reach this machine. */
export interface HostNames {
  /** The machine's own name, in small letters. */
  readonly host: string
  /** `till`, `till.local`, `localhost`. */
  readonly names: readonly string[]
  /** Addresses inside the network, IPv4 first; loopback last. */
  readonly addresses: readonly string[]
}

const LOOPBACK = ['127.0.0.1', '::1'] as const
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

/** What this machine calls itself, and where it is now. */
export function readHostNames(): HostNames {
  return hostNames(hostname(), Object.values(networkInterfaces()).flat())
}

/**
 * Global IPv6 addresses are left out: networks change them by the day. Link-local ones are too: they need the name of
 * the phone's own interface behind them.
 */
export function hostNames(
  hostName: string,
  interfaces: readonly (Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'> | undefined)[],
): HostNames {
  const lower = hostName.toLowerCase()
  const host = NAME.test(lower) ? lower : 'localhost'
  const short = host.split('.')[0] ?? host
  const outer = interfaces.filter((found) => found !== undefined).filter(({ internal }) => !internal)
  const v4 = outer.filter(({ family, address }) => family === 'IPv4' && !address.startsWith('169.254.'))
  const v6 = outer.filter(({ family, address }) => family === 'IPv6' && /^f[cd]/i.test(address))
  const addresses = [...v4, ...v6].map(({ address }) => address)
  return {
    host,
    names: [...new Set([host, `${short}.local`, 'localhost'])],
    addresses: [...new Set([...addresses, ...LOOPBACK])],
  }
}

/** The address to print: the first that another machine can use. */
export function outerAddress({ addresses }: Pick<HostNames, 'addresses'>): string | undefined {
  return addresses.find((address) => !LOOPBACK.some((loopback) => loopback === address))
}

const PRIVATE_V4 = /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

/** Whether an address can belong to nothing but somebody's own network (RFC 1918, RFC 4193). */
export function isPrivateAddress(address: string): boolean {
  return address.includes(':') || PRIVATE_V4.test(address)
}

/** How an address stands in a URL. */
export function inUrl(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}
