import { randomBytes, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { isPrivateAddress, type HostNames } from './host-names.ts'
import { openssl } from './openssl.ts'

/** The files of a machine that serves phones, all in one folder that only its owner reads. */
export interface TlsFiles {
  readonly authorityCert: string
  readonly authorityKey: string
  readonly serverCert: string
  readonly serverKey: string
}

const AUTHORITY_DAYS = 3650
/** Browsers take no longer one (Apple HT211025); a station that is restarted once a year is in time. */
export const SERVER_DAYS = 397
const SERIAL_BYTES = 16
const OWNER_ONLY = 0o600

export function tlsFiles(folder: string): TlsFiles {
  return {
    authorityCert: join(folder, 'authority.crt'),
    authorityKey: join(folder, 'authority.key'),
    serverCert: join(folder, 'server.crt'),
    serverKey: join(folder, 'server.key'),
  }
}

/**
 * Makes the authority that phones are told to trust, once; later calls keep it. It is constrained to names and
 * addresses of somebody's own network, so that a stolen key forges no bank. Returns whether it was made now.
 */
export function makeAuthorityOnce(folder: string, hosts: HostNames): boolean {
  const { authorityCert, authorityKey } = tlsFiles(folder)
  const there = [authorityCert, authorityKey].filter((path) => existsSync(path))
  if (there.length === 2) return false
  if (there.length === 1) throw new StartFailure(words.phone.certificate.failure.halfThere(folder))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  makeKey(authorityKey)
  withConfig(folder, authorityConfig(hosts), (config) => {
    const made = `${authorityCert}.new`
    openssl(
      ['req', '-x509', '-new', '-sha256', '-batch', '-config', config, '-key', authorityKey].concat([
        '-days',
        String(AUTHORITY_DAYS),
        '-set_serial',
        serial(),
        '-out',
        made,
      ]),
    )
    renameSync(made, authorityCert)
  })
  return true
}

/**
 * Makes the server's certificate anew under the authority, for what the machine is called now. Its key stays, so that
 * certificate and key fit each other at every moment. Returns the names that the authority does not allow.
 */
export function renewServer(folder: string, hosts: HostNames): readonly string[] {
  const { authorityCert, authorityKey, serverCert, serverKey } = tlsFiles(folder)
  const allowed = openssl(['x509', '-in', authorityCert, '-noout', '-ext', 'nameConstraints'])
  const names = hosts.names.filter((name) => isNameAllowed(allowed, name))
  const addresses = hosts.addresses.filter((address) => isAddressAllowed(allowed, address))
  if (!existsSync(serverKey)) makeKey(serverKey)
  withConfig(folder, serverConfig(hosts.host, names, addresses), (config) => {
    const request = `${serverCert}.request`
    const made = `${serverCert}.new`
    openssl(['req', '-new', '-sha256', '-batch', '-config', config, '-key', serverKey, '-out', request])
    openssl(
      ['x509', '-req', '-sha256', '-in', request, '-CA', authorityCert, '-CAkey', authorityKey].concat(
        ['-days', String(SERVER_DAYS), '-set_serial', serial(), '-extfile', config, '-extensions', 'server'],
        ['-out', made],
      ),
    )
    rmSync(request)
    renameSync(made, serverCert)
  })
  return [...hosts.names, ...hosts.addresses].filter(
    (name) => !names.includes(name) && !addresses.includes(name),
  )
}

export function readCertificate(path: string): X509Certificate {
  return new X509Certificate(readFileSync(path))
}

function makeKey(path: string): void {
  const made = `${path}.new`
  // Made empty first: at no moment can anybody else read it.
  writeFileSync(made, '', { mode: OWNER_ONLY })
  chmodSync(made, OWNER_ONLY)
  openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', made])
  chmodSync(made, OWNER_ONLY)
  renameSync(made, path)
}

function withConfig(folder: string, text: string, use: (path: string) => void): void {
  const path = join(folder, 'openssl.cnf')
  writeFileSync(path, text, { mode: OWNER_ONLY })
  try {
    use(path)
  } finally {
    rmSync(path, { force: true })
  }
}

function serial(): string {
  // The first bit stays 0: serial numbers are positive (RFC 5280, 4.1.2.2).
  return `0x0${randomBytes(SERIAL_BYTES).toString('hex').slice(1)}`
}

/** Own networks only: RFC 1918, loopback, unique local IPv6, `.local`, and what the machine is called. */
function authorityConfig({ host, names, addresses }: HostNames): string {
  const { organisation, authority } = words.phone.certificate
  const ranges = [
    '10.0.0.0/255.0.0.0',
    '172.16.0.0/255.240.0.0',
    '192.168.0.0/255.255.0.0',
    '127.0.0.0/255.0.0.0',
    'fc00::/fe00::',
    '::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    // A network that gives its machines public addresses: this one, and no other.
    ...addresses
      .filter((address) => !isPrivateAddress(address))
      .map((address) => `${address}/255.255.255.255`),
  ]
  const permitted = [
    ...[...new Set(['local', ...names])].map((name, index) => `permitted;DNS.${index + 1}=${name}`),
    ...ranges.map((range, index) => `permitted;IP.${index + 1}=${range}`),
  ]
  return `[req]
distinguished_name=subject
prompt=no
x509_extensions=authority
[subject]
O=${organisation}
CN=${authority(host)}
[authority]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
nameConstraints=critical,@own
[own]
${permitted.join('\n')}
`
}

function serverConfig(host: string, names: readonly string[], addresses: readonly string[]): string {
  const alternatives = [
    ...names.map((name, index) => `DNS.${index + 1}=${name}`),
    ...addresses.map((address, index) => `IP.${index + 1}=${address}`),
  ]
  return `[req]
distinguished_name=subject
prompt=no
[subject]
CN=${host}
[server]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
subjectAltName=@alternatives
[alternatives]
${alternatives.join('\n')}
`
}

function isNameAllowed(constraints: string, name: string): boolean {
  return name.endsWith('.local') || constraints.split(/\s+/).includes(`DNS:${name}`)
}

function isAddressAllowed(constraints: string, address: string): boolean {
  return isPrivateAddress(address) || constraints.includes(`IP:${address}/255.255.255.255`)
}
