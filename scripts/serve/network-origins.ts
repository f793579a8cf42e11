import { networkInterfaces } from 'node:os'

const LOOPBACK = /^(?:localhost|127\.|\[?::1)/
const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]'])

/**
 * Where browsers on other machines find what listens on `host` and `port`; none for loopback. `addresses`: those of
 * this machine, asked of it when left out.
 */
export function networkOrigins(
  { host, port, scheme = 'http' }: { host: string; port: number; scheme?: 'http' | 'https' },
  addresses: readonly string[] = ownAddresses(),
): string[] {
  if (LOOPBACK.test(host)) return []
  const hosts = EVERYWHERE.has(host) ? addresses : [host]
  return hosts.map((name) => new URL(`${scheme}://${name}:${port}`).origin)
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((network) => network ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
