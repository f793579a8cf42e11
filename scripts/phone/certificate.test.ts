import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../../core/words/catalogue.ts'
import { openTls, listenTls, readTlsSettings, tlsFolder, tlsWarnings } from '../serve/tls.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { readCertificate, tlsFiles } from './authority.ts'
import { hostNames } from './host-names.ts'
import { openssl } from './openssl.ts'
import { makeCertificate } from './write-certificate.tsx'

const DAY_MS = 86_400_000
const interfaceOf = (address: string, internal = false) => ({
  address,
  family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
  internal,
})
const till = hostNames('Till', [
  interfaceOf('127.0.0.1', true),
  interfaceOf('192.168.1.20'),
  interfaceOf('2001:db8::7'),
  interfaceOf('fd12::20'),
  interfaceOf('fe80::1'),
])

let folder: string
let ports: { port: number; authorityPort: number }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-certificate-'))
  ports = { port: await freePort(), authorityPort: await freePort() }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = () => tlsFiles(tlsFolder(folder))
const make = (hosts = till) => makeCertificate({ dataFolder: folder, ports, hosts })
const settings = () =>
  readTlsSettings(
    { SCANBOOK_TLS_PORT: String(ports.port), SCANBOOK_AUTHORITY_PORT: String(ports.authorityPort) },
    folder,
  )

describe('the names of a machine', () => {
  it('are its own, the one of the local network, and addresses inside the network', () => {
    expect(till).toEqual({
      host: 'till',
      names: ['till', 'till.local', 'localhost'],
      addresses: ['192.168.1.20', 'fd12::20', '127.0.0.1', '::1'],
    })
  })

  it('are never one that a certificate cannot hold', () => {
    expect(hostNames('no_name;DNS.9=bank.example', []).names).toEqual(['localhost', 'localhost.local'])
  })
})

describe('scripts/phone-certificate', () => {
  it('makes an authority and a server’s certificate, with keys for their owner only', () => {
    const { said, sheet } = make()
    expect(said.join('\n')).toContain('192.168.1.20')
    for (const key of [files().authorityKey, files().serverKey])
      expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(statSync(tlsFolder(folder)).mode & 0o777).toBe(0o700)
    const server = readCertificate(files().serverCert)
    expect(server.subjectAltName).toBe(
      'DNS:till, DNS:till.local, DNS:localhost, IP Address:192.168.1.20, ' +
        'IP Address:FD12:0:0:0:0:0:0:20, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    )
    const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / DAY_MS
    expect(days).toBeLessThanOrEqual(397)
    expect(server.checkIssued(readCertificate(files().authorityCert))).toBe(true)
    expect(sheet).toContain(readCertificate(files().authorityCert).fingerprint256)
    expect(sheet).toContain(`http://192.168.1.20:${ports.authorityPort}/`)
    expect(sheet.match(/<svg/g)).toHaveLength(2)
    expect(sheet + said.join('')).not.toContain('PRIVATE')
  })

  it('renews under the same authority, which phones already trust', () => {
    const before = { authority: readFileSync(files().authorityCert), key: readFileSync(files().authorityKey) }
    const serial = readCertificate(files().serverCert).serialNumber
    make()
    expect(readFileSync(files().authorityCert)).toEqual(before.authority)
    expect(readFileSync(files().authorityKey)).toEqual(before.key)
    expect(readCertificate(files().serverCert).serialNumber).not.toBe(serial)
    expect(openssl(['verify', '-CAfile', files().authorityCert, files().serverCert])).toContain('OK')
  })

  it('leaves out what its authority does not allow, and says so', () => {
    const { said } = make(hostNames('oven', [interfaceOf('203.0.113.9'), interfaceOf('10.0.0.2')]))
    expect(said.at(-1)).toBe(words.phone.certificate.leftOut('oven, 203.0.113.9'))
    expect(readCertificate(files().serverCert).subjectAltName).toContain('DNS:oven.local')
    make()
  })

  it('makes an authority that vouches for nobody else', () => {
    const [asked, names, forged] = ['csr', 'cnf', 'crt'].map((end) => join(folder, `forged.${end}`)) as [
      string,
      string,
      string,
    ]
    writeFileSync(names, 'subjectAltName=DNS:bank.example')
    const { authorityCert, authorityKey, serverKey } = files()
    openssl(['req', '-new', '-key', serverKey, '-subj', '/CN=bank', '-out', asked])
    openssl(
      ['x509', '-req', '-in', asked, '-CA', authorityCert, '-CAkey', authorityKey].concat([
        '-set_serial',
        '7',
        '-days',
        '9',
        '-extfile',
        names,
        '-out',
        forged,
      ]),
    )
    expect(() => openssl(['verify', '-CAfile', authorityCert, forged])).toThrow('permitted subtree violation')
  })

  it('fails in one line without a network', () => {
    expect(() => make(hostNames('till', [interfaceOf('127.0.0.1', true)]))).toThrow(
      words.phone.certificate.failure.noNetwork,
    )
  })

  it('fails in one line where half of the authority is missing', () => {
    const other = mkdtempSync(join(tmpdir(), 'scanbook-certificate-'))
    makeCertificate({ dataFolder: other, ports, hosts: till })
    rmSync(tlsFiles(tlsFolder(other)).authorityCert)
    expect(() => makeCertificate({ dataFolder: other, ports, hosts: till })).toThrow(StartFailure)
    rmSync(other, { recursive: true })
  })
})

describe('served over HTTPS', () => {
  it('is nothing where there is no certificate', () => {
    expect(openTls(readTlsSettings({}, join(folder, 'elsewhere')))).toBeUndefined()
  })

  it('is trusted by who knows the authority, and by nobody else', async () => {
    const app = new Hono().get('/phone', (c) => c.text('here'))
    const listening = await listenTls(app, openTls(settings())!)
    const ca = readFileSync(files().authorityCert)
    expect(await get(`https://localhost:${ports.port}/phone`, ca)).toBe('here')
    expect(await get(`https://127.0.0.1:${ports.port}/phone`, ca)).toBe('here')
    await expect(get(`https://localhost:${ports.port}/phone`)).rejects.toThrow(/self.signed|unable to/i)
    await listening.close()
  })

  it('gives the authority’s certificate without TLS, and nothing else', async () => {
    const listening = await listenTls(new Hono(), openTls(settings())!)
    const plain = `http://localhost:${ports.authorityPort}`
    const certificate = await fetch(`${plain}/authority.crt`)
    expect(certificate.headers.get('content-type')).toBe('application/x-x509-ca-cert')
    expect(Buffer.from(await certificate.arrayBuffer())).toEqual(readCertificate(files().authorityCert).raw)
    const page = await (await fetch(plain)).text()
    expect(page).toContain('href="/authority.crt"')
    // Whoever stood between would say their own fingerprint here: it is on paper only.
    expect(page).not.toContain(readCertificate(files().authorityCert).fingerprint256)
    for (const path of ['/phone?a=1', '/authority.key', '/tls/server.key', '/server.key']) {
      const { status, headers } = await fetch(plain + path, { redirect: 'manual' })
      expect([status, headers.get('location')]).toEqual([308, `https://localhost:${ports.port}${path}`])
    }
    await listening.close()
  })

  it('says when a port is taken, and which setting names another', async () => {
    const tls = openTls(settings())!
    const listening = await listenTls(new Hono(), tls)
    await expect(listenTls(new Hono(), tls)).rejects.toThrow(`SCANBOOK_TLS_PORT=${ports.port + 1}`)
    await listening.close()
  })

  it('does not begin with a key of another certificate', () => {
    const { authorityCert, serverKey } = files()
    const env = { SCANBOOK_TLS_CERT: authorityCert, SCANBOOK_TLS_KEY: serverKey }
    expect(() => openTls(readTlsSettings(env, folder))).toThrow(StartFailure)
  })

  it.each([
    [{ SCANBOOK_TLS_CERT: 'a.crt' }, 'belong together'],
    [{ SCANBOOK_TLS_PORT: 'x' }, 'SCANBOOK_TLS_PORT'],
  ])('needs settings that make sense: %o', (env, why) => {
    expect(() => readTlsSettings(env, folder)).toThrow(why)
  })

  it.each([
    [-1, ['begins']],
    [1, []],
    [366, []],
    [368, ['ends']],
    [398, ['ended']],
  ])('warns on its day %i: %o', (day, said) => {
    const tls = openTls(settings())!
    const warnings = tlsWarnings(tls, Date.parse(tls.certificate.validFrom) + day * DAY_MS)
    expect(warnings).toHaveLength(said.length)
    for (const [index, text] of said.entries()) expect(warnings[index]).toContain(text)
  })
})

function get(url: string, ca?: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (response) => {
      let text = ''
      response.on('data', (part) => (text += String(part)))
      response.on('end', () => resolve(text))
    })
    asked.on('error', reject)
    asked.end()
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
